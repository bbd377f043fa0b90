import type { Delivery, DeliveryKind, Incident, TimelineEntry } from '@envscope/contracts/index.js';
import type { Outbox } from '@envscope/monitoring/repository/outbox.js';
import { deliveryOf, idOf, incidentOf, memberOf } from '../alerts.js';

/** An outbox in memory, with incidents that are named by a word each, and the record of every settlement. */
export class FakeOutbox implements Outbox {
  readonly incidents = new Map<string, Incident>();
  readonly deliveries = new Map<string, Delivery>();
  /** Ids in the order in which they were settled for good. */
  readonly settled: string[] = [];
  isImpaired = false;
  /** Ids that another console holds. */
  readonly heldElsewhere = new Set<string>();
  private readonly names = new Map<string, string>();

  constructor(
    private readonly owner = 'console',
    private readonly now: () => number = Date.now,
  ) {}

  /** Changes the incident of that name, made where there is none, and wants a notification of it. */
  want(name: string, kind: DeliveryKind, given: Partial<Delivery> = {}): Delivery {
    const incident = this.changed(name, kind, given.environment ?? 'dev');
    const createdAt = given.createdAt ?? new Date(this.now()).toISOString();
    const id = idOf(this.deliveries.size + 1);
    const { environment } = incident;
    const delivery = deliveryOf({ id, incidentId: incident.id, environment, kind, createdAt, ...given });
    this.deliveries.set(id, delivery);
    return delivery;
  }

  /** Adds to the incident's timeline. */
  happen(name: string, entry: TimelineEntry): void {
    const incident = this.named(name);
    this.incidents.set(incident.id, { ...incident, timeline: [...incident.timeline, entry] });
  }

  named(name: string): Incident {
    const incident = this.incidents.get(this.names.get(name) ?? '');
    if (!incident) throw new Error(`No incident ${name}`);
    return incident;
  }

  of(name: string): Delivery[] {
    const { id } = this.named(name);
    return [...this.deliveries.values()].filter(({ incidentId }) => incidentId === id);
  }

  unsettled(): readonly Delivery[] {
    return [...this.deliveries.values()].filter(({ state }) => state === 'queued' || state === 'sending');
  }

  incident(id: string): Incident | undefined {
    return this.incidents.get(id);
  }

  delivered(incidentId: string, channel: string): readonly Delivery[] {
    return [...this.deliveries.values()].filter(
      (delivery) =>
        delivery.incidentId === incidentId &&
        delivery.channel === channel &&
        (delivery.state === 'delivered' || delivery.state === 'merged'),
    );
  }

  claim(deliveries: readonly Delivery[], untilMs: number): Promise<readonly Delivery[]> {
    const since = new Date(this.now()).toISOString();
    const claim = { owner: this.owner, since, until: new Date(untilMs).toISOString() };
    const held = deliveries
      .filter(({ id }) => !this.heldElsewhere.has(id))
      .map((delivery): Delivery => ({ ...delivery, state: 'sending', claim }));
    held.forEach((delivery) => this.deliveries.set(delivery.id, delivery));
    return Promise.resolve(held);
  }

  settle(deliveries: readonly Delivery[]): Promise<void> {
    for (const delivery of deliveries) {
      this.deliveries.set(delivery.id, delivery);
      if (delivery.settledAt !== null) this.settled.push(delivery.id);
    }
    return Promise.resolve();
  }

  private changed(name: string, kind: DeliveryKind, environment: string): Incident {
    const at = new Date(this.now()).toISOString();
    const id = this.names.get(name) ?? idOf(1_000_000 + this.incidents.size);
    this.names.set(name, id);
    const members = [memberOf({ service: 'endpoints', target: name, since: at })];
    const known =
      this.incidents.get(id) ?? incidentOf({ id, environment, service: 'endpoints', openedAt: at, members });
    const over =
      kind === 'resolved'
        ? ({ resolvedAt: at, targetState: 'healthy', resolution: 'recovered' } as const)
        : {};
    const incident = { ...known, version: known.version + 1, updatedAt: at, ...over };
    this.incidents.set(id, incident);
    return incident;
  }
}
