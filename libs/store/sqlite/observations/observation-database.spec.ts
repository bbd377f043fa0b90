import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { observationOf, STORY_START_MS } from '@envscope/testing/observations.js';
import { LATENCY } from '../../observation-store.js';
import { openDatabaseFile } from '../file/database-file.js';
import { ObservationDatabase } from './observation-database.js';

const LATENCIES = {
  environment: 'dev',
  service: 'redis',
  measurement: LATENCY,
  fromMs: STORY_START_MS,
  toMs: STORY_START_MS + 1,
  stepMs: 1,
} as const;

describe('ObservationDatabase', () => {
  let folder: string;
  let handle: DatabaseSync;
  let database: ObservationDatabase;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'envscope-database-'));
    handle = openDatabaseFile(join(folder, 'envscope.db'));
    database = new ObservationDatabase(handle);
  });

  afterEach(() => {
    handle.close();
    rmSync(folder, { recursive: true });
  });

  function append(count: number): void {
    const results = Array.from({ length: count }, (_, index) => ({ target: `target-${index}` }));
    database.append([observationOf({ results })]);
  }

  it('keeps nothing of an append that found the disk full, and goes on once there is room', () => {
    append(1);
    const pages = Number(handle.prepare('PRAGMA page_count').get()?.['page_count']);
    handle.exec(`PRAGMA max_page_count = ${pages + 2}`);
    expect(() => append(2_000)).toThrow('database or disk is full');
    expect(database.latest()[0]?.observation.results).toHaveLength(1);
    handle.exec(`PRAGMA max_page_count = ${pages + 2_000}`);
    append(2_000);
    expect(database.latest()[0]?.observation.results).toHaveLength(2_000);
    for (const [target, count] of [['target-0', 2] as const, ['target-1999', 1] as const]) {
      const points = database.series({ ...LATENCIES, target }).next().value;
      expect(points).toMatchObject([{ count }]);
    }
  });

  it('keeps an hour of reasons that are new each time as small as one of the same', () => {
    const redirected = (location: string) => ({ code: 'redirected', params: { location } }) as const;
    for (let check = 0; check < 200; check += 1) {
      const results = [
        { target: 'same', status: 'down', reason: redirected('https://shop.example/login') },
        { target: 'new', status: 'down', reason: redirected(`https://shop.example/login/${check}`) },
      ] as const;
      database.append([observationOf({ atMs: STORY_START_MS + check * 1_000, results })]);
    }
    const sizes = handle.prepare('SELECT length(results) AS size FROM block ORDER BY id').all();
    expect(sizes[0]).toEqual(sizes[1]);
  });

  it('throws while the file takes no writes, and goes on once it does', () => {
    append(1);
    handle.exec('PRAGMA query_only = ON');
    expect(() => append(2)).toThrow('readonly');
    expect(() => database.ping()).toThrow('readonly');
    handle.exec('PRAGMA query_only = OFF');
    append(2);
    database.ping();
    expect(database.latest()[0]?.observation.results).toHaveLength(2);
  });

  it('reports a damaged block instead of guessing, and keeps the others readable', () => {
    append(2);
    handle.exec("UPDATE block SET results = x'ff' WHERE id = (SELECT min(id) FROM block)");
    expect(() => database.series({ ...LATENCIES, target: 'target-0' }).next()).toThrow(RangeError);
    expect(database.series({ ...LATENCIES, target: 'target-1' }).next().value).toHaveLength(1);
  });
});
