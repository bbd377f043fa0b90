import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { idOf } from '@envscope/testing/alerts.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { LATENCY } from '../observation-store.js';
import { openSqliteStores } from './sqlite.stores.js';

const KILLS = 6;
const FROM_SOURCE = new URL('../../testing/from-source.ts', import.meta.url).href;
const APPENDING = new URL('../../testing/appending-process.ts', import.meta.url).pathname;
const ALERTING = new URL('../../testing/alerting-process.ts', import.meta.url).pathname;

describe('SQLite stores in a process that is killed', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'envscope-killed-'));
    file = join(folder, 'envscope.db');
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('lose no observation that was acknowledged', async () => {
    const acknowledged = new Set<number>();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const first = Math.max(-1, ...acknowledged) + 100;
      const count = 1 + Math.floor(Math.random() * 400);
      for (const second of await workAndKill(APPENDING, file, first, count)) acknowledged.add(second);
      const kept = await secondsIn(file);
      expect([...acknowledged].filter((second) => !kept.has(second))).toEqual([]);
    }
  }, 60_000);

  it('lose no incident and no delivery that was acknowledged, and let every claim go', async () => {
    const acknowledged = new Set<number>();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const first = Math.max(0, ...acknowledged) + 100;
      const count = 1 + Math.floor(Math.random() * 200);
      for (const number of await workAndKill(ALERTING, file, first, count)) acknowledged.add(number);
      const { observations, incidents } = await openSqliteStores(file);
      const kept = (await incidents.openIncidents()).map(({ id }) => id);
      expect([...acknowledged].map(idOf).filter((id) => !kept.includes(id))).toEqual([]);
      const unsettled = (await incidents.unsettledDeliveries()).map(({ id }) => id);
      expect(unsettled).toEqual(kept);
      const claim = { owner: 'next', untilMs: 1, nowMs: 0 };
      expect(await incidents.claimDeliveries(unsettled, claim)).toEqual(unsettled);
      await observations.close();
    }
  }, 60_000);

  it('are open to nobody else until then', async () => {
    const { lines, child } = start(APPENDING, file, 0);
    await lines.next();
    await expect(openSqliteStores(file)).rejects.toThrow('in use by another process');
    child.kill('SIGKILL');
    const { observations: store } = await openSqliteStores(file);
    await store.close();
  }, 30_000);
});

function start(program: string, file: string, first: number) {
  const child = spawn(process.execPath, ['--import', FROM_SOURCE, program, file, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator]() };
}

/** The numbers that the process has printed as acknowledged by the time it is dead; at least `count`. */
async function workAndKill(program: string, file: string, first: number, count: number): Promise<number[]> {
  const { child, lines } = start(program, file, first);
  const acknowledged: number[] = [];
  for await (const line of { [Symbol.asyncIterator]: () => lines }) {
    if (line !== 'open') acknowledged.push(Number(line));
    if (acknowledged.length === count) child.kill('SIGKILL');
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(count);
  return acknowledged;
}

async function secondsIn(file: string): Promise<Set<number>> {
  const { observations: store } = await openSqliteStores(file);
  const points = await store.series({
    environment: 'dev',
    service: 'redis',
    target: 'default',
    measurement: LATENCY,
    fromMs: STORY_START_MS,
    toMs: STORY_START_MS + 365 * 24 * 3_600_000,
    stepMs: 1_000,
  });
  await store.close();
  return new Set(points.map(({ at }) => (Date.parse(at) - STORY_START_MS) / 1_000));
}
