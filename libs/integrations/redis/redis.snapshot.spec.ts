import { describe, expect, it } from '@jest/globals';
import { RedisInfo } from './figures/redis.info.js';
import { judge, measure } from './redis.judgement.js';
import { NOTHING_ASKED } from './connection/redis.own-share.js';
import { sampleOf, snapshotOf } from './redis.snapshot.js';

const PLACE = {
  type: 'local',
  keyPrefix: 'dev:',
  host: '127.0.0.1:6379',
  isTls: false,
  database: 0,
} as const;
const AT_MS = Date.parse('2026-10-02T10:00:00.000Z');

const IDLE = {
  run_id: 'a',
  used_memory: 10_000_000,
  connected_clients: 7,
  keyspace_hits: 100,
  keyspace_misses: 20,
  total_commands_processed: 1_000,
  evicted_keys: 0,
};

type Figures = Record<string, string | number>;

const infoOf = (figures: Figures) =>
  RedisInfo.parse(
    `# Section\r\n${Object.entries(figures)
      .map(([name, value]) => `${name}:${value}\r\n`)
      .join('')}`,
  );

/** The snapshot of a check a minute after another. */
function snapshotAfter(figures: Figures, figuresBefore?: Figures, own = NOTHING_ASKED) {
  const info = infoOf(figures);
  return snapshotOf({
    place: PLACE,
    info,
    whole: info,
    cluster: undefined,
    refused: [],
    keys: 4_211,
    keyCount: null,
    sample: sampleOf(info, own, AT_MS),
    before: figuresBefore ? sampleOf(infoOf(figuresBefore), NOTHING_ASKED, AT_MS - 60_000) : null,
    atMs: AT_MS,
  });
}

describe('snapshotOf', () => {
  it('knows no rate at the first check', () => {
    expect(snapshotAfter(IDLE)).toMatchObject({
      hitRatio: null,
      operationsPerSecond: null,
      evictedPerMinute: null,
    });
  });

  it('shows what happened since the check before', () => {
    const now = {
      ...IDLE,
      keyspace_hits: 190,
      keyspace_misses: 30,
      total_commands_processed: 1_600,
      evicted_keys: 3,
    };
    expect(snapshotAfter(now, IDLE)).toMatchObject({
      hitRatio: 0.9,
      operationsPerSecond: 10,
      evictedPerMinute: 3,
    });
  });

  it('leaves out what the console itself asked', () => {
    const now = { ...IDLE, keyspace_hits: 110, keyspace_misses: 52, total_commands_processed: 1_180 };
    const own = { commands: 60, hits: 8, misses: 30 };
    expect(snapshotAfter(now, IDLE, own)).toMatchObject({
      hitRatio: 0.5,
      operationsPerSecond: 2,
      commandsProcessed: 1_180,
    });
  });

  it('knows no hit ratio where nobody but the console looked anything up', () => {
    const now = { ...IDLE, keyspace_misses: 32, total_commands_processed: 1_012 };
    expect(snapshotAfter(now, IDLE, { commands: 12, hits: 0, misses: 12 })).toMatchObject({
      hitRatio: null,
      operationsPerSecond: 0,
    });
  });

  it('knows no hit ratio where nothing was looked up', () => {
    expect(snapshotAfter({ ...IDLE, total_commands_processed: 1_060 }, IDLE)).toMatchObject({
      hitRatio: null,
      operationsPerSecond: 1,
    });
  });

  it.each([
    ['another run', { ...IDLE, run_id: 'b', keyspace_hits: 500 }],
    ['a counter that fell', { ...IDLE, total_commands_processed: 3 }],
  ])('knows no rate over a restart that shows as %s', (_, figures) => {
    expect(snapshotAfter(figures, IDLE)).toMatchObject({ hitRatio: null, operationsPerSecond: null });
  });

  it('knows no share of memory where the server sets no limit', () => {
    expect(snapshotAfter({ ...IDLE, maxmemory: 0 }).memory).toMatchObject({
      limitBytes: null,
      usedRatio: null,
    });
  });

  it('leaves out what the INFO of Upstash lacks', () => {
    const snapshot = snapshotAfter({
      redis_version: '8.2.0',
      used_memory: 50,
      maxmemory: 100,
      keyspace_hits: 1,
    });
    expect(snapshot).toMatchObject({
      version: '8.2.0',
      role: null,
      clients: null,
      memory: { usedBytes: 50, limitBytes: 100, usedRatio: 0.5, peakBytes: null, fragmentationRatio: null },
    });
  });
});

describe('judge', () => {
  it('is content with a server that answers and has room', () => {
    expect(judge(snapshotAfter({ ...IDLE, maxmemory: 20_000_000 }, IDLE))).toEqual({ status: 'up' });
  });

  it.each([
    ['memory at 90 %', { maxmemory: 100, used_memory: 90 }, 'up', undefined],
    ['memory over 90 %', { maxmemory: 100, used_memory: 91 }, 'degraded', 'memory-nearly-full'],
    ['keys evicted in the window', { evicted_keys: 1 }, 'degraded', 'evicting'],
    ['a replica that hears its primary', { role: 'slave', master_link_status: 'up' }, 'up', undefined],
    [
      'a replica that lost its primary',
      { role: 'slave', master_link_status: 'down' },
      'degraded',
      'replica-unlinked',
    ],
  ])('judges %s', (_, figures, status, code) => {
    const finding = judge(snapshotAfter({ ...IDLE, ...figures }, IDLE));
    expect([finding.status, finding.reason?.code]).toEqual([status, code]);
  });

  it('does not hold evictions of long ago against the server', () => {
    expect(judge(snapshotAfter({ ...IDLE, evicted_keys: 500 }, { ...IDLE, evicted_keys: 500 }))).toEqual({
      status: 'up',
    });
  });
});

describe('measure', () => {
  it('leaves out what is not known instead of calling it 0', () => {
    expect(measure(snapshotAfter(IDLE), null)).toEqual({
      memoryUsedBytes: 10_000_000,
      clientsConnected: 7,
      keys: 4_211,
    });
  });

  it('keeps the count of own keys only where all keys were seen', () => {
    const count = {
      own: 5,
      foreign: 0,
      foreignPrefixes: [],
      scanned: 5,
      countedAt: new Date(AT_MS).toISOString(),
    };
    const snapshot = snapshotAfter(IDLE);
    expect(measure({ ...snapshot, keyCount: { ...count, isComplete: true } }, null)).toHaveProperty(
      'keysOwn',
      5,
    );
    expect(measure({ ...snapshot, keyCount: { ...count, isComplete: false } }, null)).not.toHaveProperty(
      'keysOwn',
    );
  });
});
