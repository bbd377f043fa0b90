import type { PeopleStore } from './access/people-store.js';
import type { SessionStore } from './access/session-store.js';
import type { ApiKeyStore } from './access/api-key-store.js';
import type { AuditStore } from './access/audit-store.js';
import type { BeatStore } from './beat-store.js';
import type { IncidentStore } from './incident-store.js';
import type { LeaseStore } from './lease-store.js';
import type { MuteStore } from './mute-store.js';
import type { ObservationStore } from './observation-store.js';
import type { RateStore } from './rates/rate-store.js';
import type { RuleStore } from './rule-store.js';

/** Every port over one file or one database. Closing the observation store lets go of it. */
export interface Stores {
  readonly observations: ObservationStore;
  readonly incidents: IncidentStore;
  readonly rules: RuleStore;
  readonly mutes: MuteStore;
  readonly audit: AuditStore;
  readonly apiKeys: ApiKeyStore;
  readonly lease: LeaseStore;
  readonly people: PeopleStore;
  readonly sessions: SessionStore;
  readonly beats: BeatStore;
  readonly rates: RateStore;
}
