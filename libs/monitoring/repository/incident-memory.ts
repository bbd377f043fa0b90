import type { Delivery, Incident, IncidentId } from '@envscope/contracts/index.js';

/** The incidents of the leader that are open or have unsettled deliveries. */
export class IncidentMemory {
  private readonly incidents = new Map<IncidentId, Incident>();
  /** By incident, oldest first. */
  private readonly deliveries = new Map<IncidentId, Map<string, Delivery>>();

  open(): Incident[] {
    return [...this.incidents.values()].filter(({ resolvedAt }) => resolvedAt === null);
  }

  incident(id: IncidentId): Incident | undefined {
    return this.incidents.get(id);
  }

  ids(): IncidentId[] {
    return [...this.incidents.keys()];
  }

  deliveriesOf(id: IncidentId): Delivery[] {
    return [...(this.deliveries.get(id)?.values() ?? [])];
  }

  delivery({ id, incidentId }: Pick<Delivery, 'id' | 'incidentId'>): Delivery | undefined {
    return this.deliveries.get(incidentId)?.get(id);
  }

  /** Oldest first. */
  unsettled(): Delivery[] {
    return [...this.deliveries.values()]
      .flatMap((each) => [...each.values()].filter(isUnsettled))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  put(incident: Incident): void {
    this.incidents.set(incident.id, incident);
  }

  putDelivery(delivery: Delivery): void {
    const all = this.deliveries.get(delivery.incidentId) ?? new Map<string, Delivery>();
    all.set(delivery.id, delivery);
    this.deliveries.set(delivery.incidentId, all);
  }

  /** Drops an incident that is resolved and has nothing left to deliver. */
  forget(id: IncidentId): void {
    const isOver = this.incidents.get(id)?.resolvedAt !== null;
    if (!isOver || this.deliveriesOf(id).some(isUnsettled)) return;
    this.incidents.delete(id);
    this.deliveries.delete(id);
  }

  clear(): void {
    this.incidents.clear();
    this.deliveries.clear();
  }
}

/** Whether something is still to be done for it. */
export function isUnsettled({ state }: Delivery): boolean {
  return state === 'queued' || state === 'sending';
}
