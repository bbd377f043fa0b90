import type { DatabaseSync } from 'node:sqlite';
import type { Beat, Delivery, EnvironmentId, Mute, Observation, Rule } from '@envscope/contracts/index.js';
import type { PersonRecord } from '../../access/person-record.js';
import type { SessionRecord, SessionUse } from '../../access/session-store.js';
import type { BeatQuery } from '../../beat-store.js';
import type {
  DeliveryClaim,
  DeliveryQuery,
  IncidentChange,
  IncidentQuery,
  DeadSelection,
} from '../../incident-store.js';
import type { Attempt } from '../../rates/attempts.js';
import type { Hit } from '../../rates/rate-store.js';
import type { SeriesQuery, StatusQuery } from '../../observation-store.js';
import { PeopleTable } from '../access/people-table.js';
import { RateTable } from '../access/rate-table.js';
import { SessionTable } from '../access/session-table.js';
import type { AuditDraft, AuditQuery } from '../../access/audit-store.js';
import type { StoredApiKey } from '../../access/api-key-store.js';
import { ApiKeyTable } from '../access/api-key-table.js';
import { AuditTable } from '../access/audit-table.js';
import { IncidentDatabase } from '../alerts/incident-database.js';
import { MuteTable } from '../alerts/mute-table.js';
import { RuleTable } from '../alerts/rule-table.js';
import { BeatTable } from '../heartbeats/beat-table.js';
import type { DataFile } from '../file/data-file.js';
import { ObservationDatabase } from '../observations/observation-database.js';

/**
 * What the thread of an open database can be asked: every method of the ports, under its name there. What writes throws
 * `DataFileLost` where nobody would find it again.
 */
export function databaseVerbs(database: DatabaseSync, file: DataFile) {
  const observations = new ObservationDatabase(database);
  const alerts = new IncidentDatabase(database);
  const { incidents, deliveries } = alerts;
  const rules = new RuleTable(database);
  const mutes = new MuteTable(database);
  const people = new PeopleTable(database);
  const sessions = new SessionTable(database);
  const rates = new RateTable(database);
  const audit = new AuditTable(database);
  const keys = new ApiKeyTable(database);
  const beats = new BeatTable(database);
  return {
    append: (observed: readonly Observation[]) => observations.append(observed),
    latest: () => observations.latest(),
    series: (query: SeriesQuery) => observations.series(query),
    statuses: (query: StatusQuery) => observations.statuses(query),
    prune: (beforeMs: number) => observations.prune(beforeMs),
    ping: () => observations.ping(),
    verify: () => file.verify(),
    restoreFile: () => file.restore(database),

    saveIncident: (change: IncidentChange) => alerts.save(change),
    incident: (id: string) => incidents.get(id),
    openIncidents: () => incidents.open(),
    incidents: (query: IncidentQuery) => incidents.query(query),
    countUnresolved: (among?: readonly EnvironmentId[]) => incidents.countUnresolved(among),
    firings: (sinceMs: number, among?: readonly EnvironmentId[]) => incidents.firings(sinceMs, among),
    pruneIncidents: (beforeMs: number) => incidents.prune(beforeMs),
    // One process has the file for itself: there is no leader of another term.
    beginTerm: () => undefined,

    unsettledDeliveries: () => deliveries.unsettled(),
    deliveriesOf: (incidentIds: readonly string[]) => deliveries.of(incidentIds),
    deliveries: (query: DeliveryQuery) => deliveries.query(query),
    delivery: (id: string) => deliveries.get(id),
    countDeliveries: () => deliveries.countByChannel(),
    claimDeliveries: (ids: readonly string[], claim: DeliveryClaim) => alerts.claim(ids, claim),
    settleDeliveries: (owner: string, settled: readonly Delivery[]) => alerts.settle(owner, settled),
    replayDeliveries: (which: DeadSelection, nowMs: number) => deliveries.replay(which, nowMs),
    dismissDeliveries: (which: DeadSelection, by: string) => deliveries.dismiss(which, by),

    rules: () => rules.all(),
    saveRule: (rule: Rule, before: Rule | null) => rules.put(rule, before),
    deleteRule: (id: string) => rules.delete(id),

    mutes: (overSinceMs: number) => mutes.since(overSinceMs),
    saveMute: (mute: Mute, before: Mute | null) => mutes.put(mute, before),
    pruneMutes: (beforeMs: number) => mutes.prune(beforeMs),

    people: () => people.all(),
    person: (id: string) => people.by('id', id),
    personOfEmail: (email: string) => people.by('email', email),
    personOfIdentity: (identity: string) => people.by('identity', identity),
    savePerson: (person: PersonRecord, before: PersonRecord | null) => people.put(person, before),
    deletePerson: (id: string) => people.delete(id),
    keepSetUpToken: (hash: string) => people.keepToken(hash),
    hasSetUpToken: (hash: string) => people.hasToken(hash),
    takeSetUpToken: (hash: string) => people.takeToken(hash),

    session: (id: string, nowMs: number) => sessions.get(id, nowMs),
    sessionsOf: (personId: string, nowMs: number) => sessions.of(personId, nowMs),
    addSession: (session: SessionRecord) => sessions.add(session),
    useSession: (use: SessionUse) => sessions.use(use),
    endSession: (id: string) => sessions.end(id),
    endSessionsOf: (personId: string, except: string | null) => sessions.endOf(personId, except),
    keepOnce: (key: string, untilMs: number) => sessions.keepOnce(key, untilMs),
    takeOnce: (key: string, nowMs: number) => sessions.takeOnce(key, nowMs),
    pruneSessions: (nowMs: number) => sessions.prune(nowMs),

    countHit: (hit: Hit) => rates.count(hit),
    admitAttempt: (attempt: Attempt) => rates.admit(attempt),
    takeBackAttempt: (key: string) => rates.takeBack(key),
    forgetAttempts: (key: string) => rates.forget(key),

    appendAudit: (draft: AuditDraft) => audit.append(draft),
    auditEntries: (query: AuditQuery) => audit.query(query),
    pruneAudit: (beforeMs: number, nowMs: number) => audit.prune(beforeMs, nowMs),

    apiKeys: () => keys.all(),
    saveApiKey: (key: StoredApiKey, before: StoredApiKey | null) => keys.put(key, before),
    touchApiKey: (id: string, atMs: number) => keys.touch(id, atMs),

    appendBeat: (beat: Beat) => beats.append(beat),
    beats: (query: BeatQuery) => beats.of(query),
    noteListening: (atMs: number, longestMs: number) => beats.noteListening(atMs, longestMs),
    deafTimes: () => beats.deafTimes(),

    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

export type DatabaseVerbs = ReturnType<typeof databaseVerbs>;
