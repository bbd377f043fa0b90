import type { DatabaseSync } from 'node:sqlite';
import { toPresentWords } from './present-words.js';

/** What each format of the file makes of the one before it, the first format first. What is here is on disks: it is never edited. */
export const FORMATS: readonly (string | ((database: DatabaseSync) => void))[] = [
  `
  CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    environment TEXT NOT NULL,
    service TEXT NOT NULL,
    target TEXT NOT NULL,
    UNIQUE (environment, service, target)
  );
  CREATE TABLE block (id INTEGER PRIMARY KEY, results BLOB NOT NULL);
  CREATE TABLE latest (
    environment TEXT NOT NULL,
    service TEXT NOT NULL,
    observed_at INTEGER NOT NULL,
    status TEXT NOT NULL,
    status_since TEXT NOT NULL,
    observation TEXT NOT NULL,
    snapshot_at INTEGER,
    snapshot TEXT,
    PRIMARY KEY (environment, service)
  );
`,
  // The document is the truth, and the columns that queries need are read from it, so that they cannot disagree. They are
  // stored, and stand before it: a query that passes over a row does not touch its document.
  `
  CREATE TABLE incident (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL AS (document ->> '$.version') STORED,
    environment TEXT NOT NULL AS (document ->> '$.environment') STORED,
    service TEXT NOT NULL AS (document ->> '$.service') STORED,
    severity TEXT NOT NULL AS (document ->> '$.severity') STORED,
    rule_id TEXT AS (document ->> '$.rule.id') STORED,
    opened_at TEXT NOT NULL AS (document ->> '$.openedAt') STORED,
    resolved_at TEXT AS (document ->> '$.resolvedAt') STORED,
    acknowledged_at TEXT AS (document ->> '$.acknowledgement.at') STORED,
    document TEXT NOT NULL
  );
  CREATE INDEX incident_unresolved ON incident (id, acknowledged_at) WHERE resolved_at IS NULL;
  CREATE INDEX incident_resolved ON incident (resolved_at) WHERE resolved_at IS NOT NULL;
  CREATE INDEX incident_environment ON incident (environment, id);
  CREATE INDEX incident_service ON incident (service, id);
  CREATE INDEX incident_severity ON incident (severity, id);
  CREATE INDEX incident_rule ON incident (rule_id, id, opened_at, resolved_at) WHERE rule_id IS NOT NULL;

  CREATE TABLE delivery (
    id TEXT PRIMARY KEY,
    incident_id TEXT NOT NULL AS (document ->> '$.incidentId') STORED
      REFERENCES incident (id) ON DELETE CASCADE,
    environment TEXT NOT NULL AS (document ->> '$.environment') STORED,
    channel TEXT NOT NULL AS (document ->> '$.channel') STORED,
    state TEXT NOT NULL AS (document ->> '$.state') STORED,
    settled_at TEXT AS (document ->> '$.settledAt') STORED,
    claim_owner TEXT AS (document ->> '$.claim.owner') STORED,
    claim_until TEXT AS (document ->> '$.claim.until') STORED,
    document TEXT NOT NULL
  );
  CREATE INDEX delivery_incident ON delivery (incident_id, id);
  CREATE INDEX delivery_environment ON delivery (environment, id);
  CREATE INDEX delivery_channel ON delivery (channel, id);
  CREATE INDEX delivery_state ON delivery (state, id);
  CREATE INDEX delivery_count ON delivery (channel, state, settled_at);

  CREATE TABLE rule (id TEXT PRIMARY KEY, document TEXT NOT NULL);
  CREATE TABLE quiet (id TEXT PRIMARY KEY, over_at INTEGER, document TEXT NOT NULL);
`,
  toPresentWords,
  // What was observed last, a row for each target: a check of one of a thousand writes its own. What changes with every
  // check stands apart from the snapshot, which is large and seldom new.
  `
  CREATE TABLE latest_result (
    series INTEGER PRIMARY KEY,
    observed_at INTEGER NOT NULL,
    result TEXT NOT NULL
  );
  CREATE TABLE latest_service (
    environment TEXT NOT NULL,
    service TEXT NOT NULL,
    observed_at INTEGER NOT NULL,
    covers TEXT NOT NULL,
    whole_at INTEGER,
    status TEXT NOT NULL,
    status_since TEXT NOT NULL,
    PRIMARY KEY (environment, service)
  );
  CREATE TABLE latest_snapshot (
    environment TEXT NOT NULL,
    service TEXT NOT NULL,
    observed_at INTEGER NOT NULL,
    snapshot TEXT NOT NULL,
    PRIMARY KEY (environment, service)
  );

  INSERT OR IGNORE INTO series (environment, service, target)
    SELECT environment, service, result.value ->> '$.target'
    FROM latest, json_each(observation, '$.results') AS result;
  INSERT OR REPLACE INTO latest_result
    SELECT series.id, latest.observed_at, result.value
    FROM latest, json_each(observation, '$.results') AS result
    JOIN series ON (series.environment, series.service, series.target)
      = (latest.environment, latest.service, result.value ->> '$.target');
  INSERT INTO latest_service
    SELECT environment, service, observed_at, 'service', observed_at, status, status_since FROM latest;
  INSERT INTO latest_snapshot
    SELECT environment, service, snapshot_at, snapshot FROM latest WHERE snapshot IS NOT NULL;
  DROP TABLE latest;
`,
  // Who may come in, who is signed in, and what may be used once.
  `
  CREATE TABLE person (
    id TEXT PRIMARY KEY,
    email TEXT UNIQUE AS (document ->> '$.email') STORED,
    identity TEXT UNIQUE AS (document ->> '$.identity') STORED,
    document TEXT NOT NULL
  );
  CREATE TABLE set_up_token (id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL);
  CREATE TABLE session (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL,
    method TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL
  );
  CREATE INDEX session_person ON session (person_id);
  CREATE INDEX session_end ON session (ends_at);
  CREATE TABLE once_key (key TEXT PRIMARY KEY, ends_at INTEGER NOT NULL);
`,
  // What was done, to which triggers let nobody add a correction; and API keys, of which only hashes are kept.
  `
  CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE AS (document ->> '$.id') STORED,
    at TEXT NOT NULL AS (document ->> '$.at') STORED,
    actor TEXT NOT NULL AS (document ->> '$.actor.id') STORED,
    action TEXT NOT NULL AS (document ->> '$.action') STORED,
    environment TEXT AS (document ->> '$.environment') STORED,
    document TEXT NOT NULL
  );
  CREATE INDEX audit_at ON audit (at);
  CREATE INDEX audit_actor ON audit (actor, sequence);
  CREATE INDEX audit_action ON audit (action, sequence);
  CREATE INDEX audit_environment ON audit (environment, sequence);
  CREATE TRIGGER audit_is_final BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit entries are final'); END;

  CREATE TABLE api_key (id TEXT PRIMARY KEY, last_used_at TEXT, document TEXT NOT NULL);
`,
  // What jobs report, and when no console could listen to them. A log stands last: whoever does not ask for it passes it over.
  `
  CREATE TABLE beat (
    id INTEGER PRIMARY KEY,
    environment TEXT NOT NULL,
    job TEXT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    run TEXT,
    exit_code INTEGER,
    log TEXT
  );
  CREATE INDEX beat_job ON beat (environment, job, id);
  CREATE TABLE listening (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL);
  CREATE TABLE deaf (id INTEGER PRIMARY KEY, from_ms INTEGER NOT NULL, until_ms INTEGER NOT NULL);
`,
  // What is limited, counted in windows.
  `
  CREATE TABLE rate_window (key TEXT PRIMARY KEY, count INTEGER NOT NULL, ends_at INTEGER NOT NULL);
  CREATE INDEX rate_window_end ON rate_window (ends_at);
`,
];
