import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Observation } from '@envscope/contracts/index.js';
import { deliveryOf, incidentOf } from '@envscope/testing/alerts.js';
import { observationOf } from '@envscope/testing/observations.js';
import { restoreOldFile } from '@envscope/testing/old-data.js';
import { StoreFault } from '../../observation-store.js';
import { IncidentDatabase } from '../alerts/incident-database.js';
import { openDatabaseFile } from './database-file.js';
import { ObservationDatabase } from '../observations/observation-database.js';
import { FORMATS } from './schema.js';

// As the first version of the console made it; the test would not notice an edit if it asked the code.
const FORMAT_1 = `
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
  )`;

describe('openDatabaseFile', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'envscope-file-'));
    file = join(folder, 'envscope.db');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function fill(): void {
    const handle = openDatabaseFile(file);
    const results = Array.from({ length: 500 }, (_, index) => ({ target: `target-${index}` }));
    append(handle, observationOf({ results }));
    handle.close();
  }

  function append(handle: DatabaseSync, observation: Observation): void {
    new ObservationDatabase(handle).append([observation]);
  }

  function expectRefusal(words: string): void {
    const before = readFileSync(file);
    const neighbours = readdirSync(folder);
    expect(() => openDatabaseFile(file)).toThrow(StoreFault);
    expect(() => openDatabaseFile(file)).toThrow(words);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(neighbours);
  }

  it('opens again what it made', () => {
    fill();
    const handle = openDatabaseFile(file);
    expect(new ObservationDatabase(handle).latest()).toHaveLength(1);
    handle.close();
  });

  it('brings a file of format 1 to this one, with all that it holds', () => {
    const old = new DatabaseSync(file);
    old.exec(
      `PRAGMA application_id = 1162761811; ${FORMAT_1}; PRAGMA user_version = 1; PRAGMA journal_mode = WAL`,
    );
    const observation = { ...observationOf(), snapshot: undefined };
    old
      .prepare(`INSERT INTO latest VALUES ('dev', 'redis', ?, 'up', ?, ?, NULL, NULL)`)
      .run(Date.parse(observation.observedAt), observation.observedAt, JSON.stringify(observation));
    old.close();
    const handle = openDatabaseFile(file);
    expect(new ObservationDatabase(handle).latest()).toMatchObject([{ observation: observationOf() }]);
    const alerts = new IncidentDatabase(handle);
    expect(alerts.save({ incident: incidentOf(), deliveries: [deliveryOf()] })).toBe('saved');
    handle.close();
    const again = openDatabaseFile(file);
    expect(new ObservationDatabase(again).latest()).toHaveLength(1);
    expect(new IncidentDatabase(again).deliveries.unsettled()).toEqual([deliveryOf()]);
    again.close();
  });

  it('leaves a file of an earlier format as it was where it cannot be brought to this one, and goes on next time', async () => {
    await restoreOldFile(file);
    const wordsIn = (): unknown[] => {
      const database = new DatabaseSync(file);
      const states = database.prepare('SELECT DISTINCT state FROM delivery ORDER BY state').all();
      const version = database.prepare('PRAGMA user_version').get();
      database.close();
      return [version?.['user_version'], ...states.map(({ state }) => state)];
    };
    const before = [2, 'dead', 'merged', 'sending', 'sent', 'waiting'];
    expect(wordsIn()).toEqual(before);
    // The last step of the format after has this name for itself.
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE mute (id TEXT)');
    other.close();
    expect(() => openDatabaseFile(file)).toThrow('there is already another table');
    expect(wordsIn()).toEqual(before);
    const database = new DatabaseSync(file);
    database.exec('DROP TABLE mute');
    database.close();
    openDatabaseFile(file).close();
    expect(wordsIn()).toEqual([FORMATS.length, 'dead', 'delivered', 'merged', 'queued', 'sending']);
  });

  it('fills an empty file', () => {
    writeFileSync(file, '');
    openDatabaseFile(file).close();
    expect(readFileSync(file).subarray(0, 15).toString()).toBe('SQLite format 3');
  });

  it('refuses a file that is not SQLite', () => {
    writeFileSync(
      file,
      'a letter to a friend, long enough to fill a header of one hundred bytes. '.repeat(20),
    );
    expectRefusal('is not an SQLite database');
  });

  it.each(['DELETE', 'WAL'])('refuses the SQLite file of another program (journal %s)', (journal) => {
    const database = new DatabaseSync(file);
    database.exec(`PRAGMA journal_mode = ${journal}; CREATE TABLE friend (name TEXT)`);
    database.close();
    expectRefusal('is not a database of this console');
  });

  it('refuses a file of a newer console', () => {
    fill();
    const database = new DatabaseSync(file);
    database.exec(`PRAGMA user_version = ${FORMATS.length + 1}`);
    database.close();
    expectRefusal(`was written by a newer console (format ${FORMATS.length + 1})`);
  });

  it('refuses a file whose end is missing', () => {
    fill();
    writeFileSync(file, readFileSync(file).subarray(0, -8_192));
    expectRefusal('is damaged');
  });

  it('refuses a file with a page overwritten', () => {
    fill();
    const bytes = readFileSync(file);
    bytes.fill(0xa5, bytes.length - 8_192, bytes.length - 4_096);
    writeFileSync(file, bytes);
    expectRefusal('is damaged');
  });

  it('refuses a damaged file beside a log that was not yet merged', () => {
    fill();
    const handle = openDatabaseFile(file);
    append(handle, observationOf({ environment: 'prod' }));
    // As a kill leaves it: closing would merge the log.
    const copy = join(folder, 'copy.db');
    copyFileSync(`${file}-wal`, `${copy}-wal`);
    const bytes = readFileSync(file);
    handle.close();
    bytes.fill(0xa5, bytes.length - 16_384, bytes.length - 12_288);
    writeFileSync(copy, bytes);
    expect(() => openDatabaseFile(copy)).toThrow('is damaged');
    expect(readFileSync(copy).equals(bytes)).toBe(true);
  });

  it('says so where the folder cannot be made', () => {
    writeFileSync(join(folder, 'data'), '');
    const inside = join(folder, 'data', 'envscope.db');
    expect(() => openDatabaseFile(inside)).toThrow(StoreFault);
    expect(() => openDatabaseFile(inside)).toThrow('cannot be opened for writing');
  });
});
