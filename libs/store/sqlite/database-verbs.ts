import type { DatabaseSync } from 'node:sqlite';
import type { Delivery, Observation, Mute, Rule } from '@envscope/contracts/index.js';
import type {
  DeliveryClaim,
  DeliveryQuery,
  IncidentChange,
  IncidentQuery,
  ReplaySelection,
} from '../alert-store.js';
import type { SeriesQuery } from '../observation-store.js';
import { AlertDatabase } from './alert-database.js';
import type { DataFile } from './data-file.js';
import { ObservationDatabase } from './observation-database.js';

/** What the thread of an open database can be asked. What writes throws `DataFileLost` where nobody would find it again. */
export function databaseVerbs(database: DatabaseSync, file: DataFile) {
  const observations = new ObservationDatabase(database);
  const alerts = new AlertDatabase(database);
  const { incidents, deliveries, rules, mutes } = alerts;
  return {
    append: (observation: Observation) => observations.append(observation),
    latest: () => observations.latest(),
    series: (query: SeriesQuery) => observations.series(query),
    prune: (beforeMs: number) => observations.prune(beforeMs),
    ping: () => observations.ping(),
    verify: () => file.verify(),
    restoreFile: () => file.restore(database),

    saveIncident: (change: IncidentChange) => alerts.saveIncident(change),
    incident: (id: string) => incidents.get(id),
    openIncidents: () => incidents.open(),
    incidents: (query: IncidentQuery) => incidents.query(query),
    countUnresolved: () => incidents.countUnresolved(),
    firings: (sinceMs: number) => incidents.firings(sinceMs),

    unsettledDeliveries: () => deliveries.unsettled(),
    deliveriesOf: (incidentIds: readonly string[]) => deliveries.of(incidentIds),
    deliveries: (query: DeliveryQuery) => deliveries.query(query),
    delivery: (id: string) => deliveries.get(id),
    countDeliveries: () => deliveries.countByChannel(),
    claimDeliveries: (ids: readonly string[], claim: DeliveryClaim) => alerts.claim(ids, claim),
    settleDeliveries: (owner: string, settled: readonly Delivery[]) => alerts.settle(owner, settled),
    replayDeliveries: (which: ReplaySelection, nowMs: number) => deliveries.replay(which, nowMs),

    rules: () => rules.all(),
    saveRule: (rule: Rule, before: Rule | null) => rules.put(rule, before),
    deleteRule: (id: string) => rules.delete(id),
    mutes: (overSinceMs: number) => mutes.since(overSinceMs),
    saveMute: (mute: Mute, before: Mute | null) => mutes.put(mute, before),
    pruneAlerts: (beforeMs: number) => alerts.prune(beforeMs),

    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

/** Those for which nothing is lost while they wait: what reads, and what tidies up. */
export const PATIENT: ReadonlySet<keyof DatabaseVerbs> = new Set([
  'prune',
  'latest',
  'series',
  'incident',
  'openIncidents',
  'incidents',
  'countUnresolved',
  'firings',
  'unsettledDeliveries',
  'deliveriesOf',
  'deliveries',
  'delivery',
  'countDeliveries',
  'rules',
  'mutes',
  // Serves what was asked before.
  'close',
]);

export type DatabaseVerbs = ReturnType<typeof databaseVerbs>;
