import type {
  Delivery,
  EnvironmentId,
  Incident,
  IncidentId,
  IncidentSubject,
  ServiceKind,
  TargetId,
} from '@envscope/contracts/index.js';

/** The incidents of the leader that are open or have unsettled deliveries. */
export class IncidentMemory {
  private readonly incidents = new Map<IncidentId, Incident>();
  /** By incident, oldest first. */
  private readonly deliveries = new Map<IncidentId, Map<string, Delivery>>();
  /** The open ones by their members' targets, so that a check costs the same however many are open. */
  private readonly byTarget = new Map<string, Set<IncidentId>>();

  open(): Incident[] {
    return [...this.incidents.values()].filter(({ resolvedAt }) => resolvedAt === null);
  }

  /** The open ones that have the target among their members. */
  openAbout(environment: EnvironmentId, service: ServiceKind, target: TargetId): Incident[] {
    const ids = this.byTarget.get(targetKey(environment, service, target)) ?? [];
    return [...ids].flatMap((id) => this.incidents.get(id) ?? []);
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
    const before = this.incidents.get(incident.id);
    this.incidents.set(incident.id, incident);
    if (before?.members === incident.members && before.resolvedAt === incident.resolvedAt) return;
    for (const { service, target } of incident.members) {
      const key = targetKey(incident.environment, service, target);
      if (incident.resolvedAt !== null) this.unlink(key, incident.id);
      else this.byTarget.set(key, (this.byTarget.get(key) ?? new Set()).add(incident.id));
    }
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
    this.byTarget.clear();
  }

  private unlink(key: string, id: IncidentId): void {
    const ids = this.byTarget.get(key);
    ids?.delete(id);
    if (ids?.size === 0) this.byTarget.delete(key);
  }
}

const targetKey = (environment: EnvironmentId, service: IncidentSubject, target: TargetId) =>
  `${environment}/${service}/${target}`;

/** Whether something is still to be done for it. */
export function isUnsettled({ state }: Delivery): boolean {
  return state === 'queued' || state === 'sending';
}
