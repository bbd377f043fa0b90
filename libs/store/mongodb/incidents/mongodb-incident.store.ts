import type { Delivery, EnvironmentId, Incident } from '@envscope/contracts/index.js';
import {
  IncidentStore,
  type DeliveryClaim,
  type DeliveryCount,
  type DeliveryQuery,
  type Firing,
  type IncidentChange,
  type IncidentQuery,
  type DeadSelection,
  type SaveOutcome,
} from '../../incident-store.js';
import type { DatabaseLink } from '../database-link.js';
import { DeliveryCollection } from './delivery-collection.js';
import { IncidentCollection } from './incident-collection.js';

/**
 * Keeps incidents and deliveries for several consoles at once, without transactions, which a standalone server lacks. An incident
 * is saved together with its deliveries as one document; whoever asks for deliveries first moves them to where they are
 * claimed, so that a console that dies after the save leaves nothing behind.
 */
export class MongoIncidentStore extends IncidentStore {
  private readonly incidentsKept: IncidentCollection;
  private readonly deliveriesKept: DeliveryCollection;

  constructor(private readonly link: DatabaseLink) {
    super();
    this.incidentsKept = new IncidentCollection(link.connection);
    this.deliveriesKept = new DeliveryCollection(link.connection);
  }

  /** Makes the indexes. */
  async prepare(): Promise<void> {
    await Promise.all([this.incidentsKept.prepare(), this.deliveriesKept.prepare()]);
  }

  saveIncident(change: IncidentChange, term?: number): Promise<SaveOutcome> {
    return this.link.run(() => this.incidentsKept.save(change, term));
  }

  incident(id: string): Promise<Incident | null> {
    return this.link.run(() => this.incidentsKept.get(id));
  }

  openIncidents(): Promise<Incident[]> {
    return this.link.run(() => this.incidentsKept.open());
  }

  incidents(query: IncidentQuery): Promise<Incident[]> {
    return this.link.run(() => this.incidentsKept.query(query));
  }

  countUnresolved(among?: readonly EnvironmentId[]): Promise<{ open: number; acknowledged: number }> {
    return this.link.run(() => this.incidentsKept.countUnresolved(among));
  }

  firings(sinceMs: number, among?: readonly EnvironmentId[]): Promise<Firing[]> {
    return this.link.run(() => this.incidentsKept.firings(sinceMs, among));
  }

  unsettledDeliveries(): Promise<Delivery[]> {
    return this.withDeliveries((deliveries) => deliveries.unsettled());
  }

  deliveriesOf(incidentIds: readonly string[]): Promise<Delivery[]> {
    return this.withDeliveries((deliveries) => deliveries.of(incidentIds));
  }

  deliveries(query: DeliveryQuery): Promise<Delivery[]> {
    return this.withDeliveries((deliveries) => deliveries.query(query));
  }

  delivery(id: string): Promise<Delivery | null> {
    return this.withDeliveries((deliveries) => deliveries.get(id));
  }

  countDeliveries(): Promise<DeliveryCount[]> {
    return this.withDeliveries((deliveries) => deliveries.countByChannel());
  }

  claimDeliveries(ids: readonly string[], claim: DeliveryClaim): Promise<string[]> {
    return this.withDeliveries((deliveries) => deliveries.claim(ids, claim));
  }

  settleDeliveries(owner: string, settled: readonly Delivery[]): Promise<string[]> {
    return this.withDeliveries((deliveries) => deliveries.settle(owner, settled));
  }

  replayDeliveries(which: DeadSelection, nowMs: number): Promise<number> {
    return this.withDeliveries((deliveries) => deliveries.replay(which, nowMs));
  }

  dismissDeliveries(which: DeadSelection, by: string): Promise<number> {
    return this.withDeliveries((deliveries) => deliveries.dismiss(which, by));
  }

  /** What an earlier leader wants that is not moved yet is moved first, and then refused to it. */
  beginTerm(term: number): Promise<void> {
    return this.link.run(async () => {
      await this.incidentsKept.beginTerm(term);
      await this.moveWanted();
      await this.deliveriesKept.beginTerm(term);
    });
  }

  pruneIncidents(beforeMs: number): Promise<void> {
    const before = new Date(beforeMs);
    return this.withDeliveries(async (deliveries) => {
      const resolved = await this.incidentsKept.resolvedBefore(before);
      const unsettled = new Set(await deliveries.incidentsUnsettled());
      const forgotten = resolved.filter((id) => !unsettled.has(id));
      // In this order: what is interrupted here is found by its incident the next time.
      await deliveries.deleteOf(forgotten);
      await this.incidentsKept.delete(forgotten);
    });
  }

  private withDeliveries<T>(work: (deliveries: DeliveryCollection) => Promise<T>): Promise<T> {
    return this.link.run(async () => {
      await this.moveWanted();
      return work(this.deliveriesKept);
    });
  }

  private async moveWanted(): Promise<void> {
    const left = await this.incidentsKept.withWanted();
    await Promise.all(
      left.map(async ({ _id, version, term, wanted = [] }) => {
        await this.deliveriesKept.takeOver(wanted, term);
        await this.incidentsKept.forgetWanted(_id, version);
      }),
    );
  }
}
