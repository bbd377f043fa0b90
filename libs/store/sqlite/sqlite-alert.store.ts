import type { Delivery, Incident, Mute, Rule } from '@envscope/contracts/index.js';
import {
  AlertStore,
  type DeliveryClaim,
  type DeliveryCount,
  type DeliveryQuery,
  type Firing,
  type IncidentChange,
  type HeldLease,
  type IncidentQuery,
  type Lease,
  type ReplaySelection,
  type SaveOutcome,
} from '../alert-store.js';
import type { DatabaseThread } from './database-thread.js';

/** Keeps alerts in the file of the observations. One process has it for itself, so that the lease is always given. */
export class SqliteAlertStore extends AlertStore {
  readonly isShared = false;
  private readonly thread: DatabaseThread;

  constructor(thread: DatabaseThread) {
    super();
    this.thread = thread;
  }

  saveIncident(change: IncidentChange): Promise<SaveOutcome> {
    return this.thread.ask('saveIncident', change);
  }

  incident(id: string): Promise<Incident | null> {
    return this.thread.ask('incident', id);
  }

  openIncidents(): Promise<Incident[]> {
    return this.thread.ask('openIncidents');
  }

  incidents(query: IncidentQuery): Promise<Incident[]> {
    return this.thread.ask('incidents', query);
  }

  countUnresolved(): Promise<{ open: number; acknowledged: number }> {
    return this.thread.ask('countUnresolved');
  }

  firings(sinceMs: number): Promise<Firing[]> {
    return this.thread.ask('firings', sinceMs);
  }

  unsettledDeliveries(): Promise<Delivery[]> {
    return this.thread.ask('unsettledDeliveries');
  }

  deliveriesOf(incidentIds: readonly string[]): Promise<Delivery[]> {
    return this.thread.ask('deliveriesOf', incidentIds);
  }

  deliveries(query: DeliveryQuery): Promise<Delivery[]> {
    return this.thread.ask('deliveries', query);
  }

  delivery(id: string): Promise<Delivery | null> {
    return this.thread.ask('delivery', id);
  }

  countDeliveries(): Promise<DeliveryCount[]> {
    return this.thread.ask('countDeliveries');
  }

  claimDeliveries(ids: readonly string[], claim: DeliveryClaim): Promise<string[]> {
    return this.thread.ask('claimDeliveries', ids, claim);
  }

  settleDeliveries(owner: string, deliveries: readonly Delivery[]): Promise<string[]> {
    return this.thread.ask('settleDeliveries', owner, deliveries);
  }

  replayDeliveries(which: ReplaySelection, nowMs: number): Promise<number> {
    return this.thread.ask('replayDeliveries', which, nowMs);
  }

  rules(): Promise<Rule[]> {
    return this.thread.ask('rules');
  }

  saveRule(rule: Rule, before: Rule | null): Promise<boolean> {
    return this.thread.ask('saveRule', rule, before);
  }

  deleteRule(id: string): Promise<boolean> {
    return this.thread.ask('deleteRule', id);
  }

  mutes(overSinceMs: number): Promise<Mute[]> {
    return this.thread.ask('mutes', overSinceMs);
  }

  saveMute(mute: Mute, before: Mute | null): Promise<boolean> {
    return this.thread.ask('saveMute', mute, before);
  }

  holdLease({ owner, untilMs }: Lease): Promise<HeldLease> {
    return Promise.resolve({ owner, term: 1, untilMs });
  }

  beginTerm(): Promise<void> {
    return Promise.resolve();
  }

  releaseLease(): Promise<void> {
    return Promise.resolve();
  }

  pruneAlerts(beforeMs: number): Promise<void> {
    return this.thread.ask('pruneAlerts', beforeMs);
  }
}
