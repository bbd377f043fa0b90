import { describe, expect, it } from '@jest/globals';
import type { ServerStatus } from './mongodb.client.js';
import type { Refusal } from './mongodb.errors.js';
import { ratesOf, sampleOf, storageOf, tierOf } from './mongodb.figures.js';
import type { MongodbPlan } from './mongodb.settings.js';

type Tier = ReturnType<typeof tierOf>;

const OPERATIONS = { insert: 100, query: 200, update: 300, delete: 400, getmore: 500, command: 600 };

function statusOf(given: Partial<ServerStatus> = {}): ServerStatus {
  return {
    host: 'a:27017',
    version: '8.0.12',
    uptimeMs: 60_000,
    connections: null,
    operations: OPERATIONS,
    network: { bytesIn: 1_000, bytesOut: 2_000 },
    latencies: null,
    isAtlas: false,
    hosts: null,
    ...given,
  };
}

const DB_STATS = {
  collections: 3,
  objects: 9,
  dataBytes: 300 * 1024 ** 2,
  storageBytes: 5,
  indexBytes: 84 * 1024 ** 2,
};

describe('ratesOf', () => {
  const before = sampleOf(statusOf(), 0);

  it('divides what was counted by the seconds in between', () => {
    const status = statusOf({
      uptimeMs: 70_000,
      operations: { ...OPERATIONS, query: 250 },
      network: { bytesIn: 1_100, bytesOut: 2_000 },
    });
    expect(ratesOf(before, sampleOf(status, 10_000))).toEqual({
      operationsPerSecond: { insert: 0, query: 5, update: 0, delete: 0, getmore: 0, command: 0 },
      networkPerSecond: { inBytes: 10, outBytes: 0 },
      operationLatencyMs: null,
    });
  });

  it.each([
    ['for a first sample', undefined, statusOf()],
    ['across two hosts', before, statusOf({ host: 'b:27017', uptimeMs: 70_000 })],
    ['across a restart that a counter shows', before, statusOf({ operations: { ...OPERATIONS, query: 3 } })],
    ['across a restart that only the uptime shows', before, statusOf({ uptimeMs: 10_000 })],
  ])('knows no rate %s', (_, earlier, later) => {
    const rates = ratesOf(earlier, sampleOf(later, 10_000));
    expect(rates).toEqual({ operationsPerSecond: null, networkPerSecond: null, operationLatencyMs: null });
  });

  it('averages latencies over what was done in between, and knows none where nothing was', () => {
    const totals = (latency: number, ops: number) => ({
      latencies: {
        reads: { latency, ops },
        writes: { latency: 0, ops: 7 },
        commands: { latency: 0, ops: 7 },
      },
    });
    const first = sampleOf(statusOf(totals(10_000, 10)), 0);
    const second = sampleOf(statusOf({ ...totals(40_000, 20), uptimeMs: 70_000 }), 10_000);
    expect(ratesOf(first, second).operationLatencyMs).toEqual({ reads: 3, writes: null, commands: null });
  });

  it('knows no rate of what the server does not count', () => {
    const bare = { operations: null, network: null };
    const rates = ratesOf(
      sampleOf(statusOf(bare), 0),
      sampleOf(statusOf({ ...bare, uptimeMs: 70_000 }), 10_000),
    );
    expect(rates).toEqual({ operationsPerSecond: null, networkPerSecond: null, operationLatencyMs: null });
  });
});

describe('storageOf', () => {
  it.each([
    ['m0', 0.75],
    ['flex', 0.075],
    ['dedicated', null],
    [undefined, null],
  ] as const)('knows the share of the plan %s', (plan, usedRatio) => {
    expect(storageOf(DB_STATS, plan).usedRatio).toBe(usedRatio);
  });
});

describe('tierOf', () => {
  const host = 'db.internal:27017';
  const atlas = 'c-00.ab12.mongodb.net:27017';
  const zero = { latency: 0, ops: 0 };
  const latencies = { reads: zero, writes: zero, commands: zero };

  it.each<{
    story: string;
    plan?: MongodbPlan;
    at?: string;
    refusal?: Refusal;
    status?: ServerStatus;
    expected: Tier;
  }>([
    { story: 'what settings say first', plan: 'flex', status: statusOf(), expected: 'shared' },
    { story: 'a refusal by the tier', refusal: 'tier', expected: 'shared' },
    {
      story: 'an Atlas that keeps latencies back',
      at: atlas,
      status: statusOf({ isAtlas: true }),
      expected: 'shared',
    },
    {
      story: 'an Atlas that shows latencies',
      at: atlas,
      status: statusOf({ isAtlas: true, latencies }),
      expected: 'dedicated',
    },
    { story: 'a server of one’s own', status: statusOf(), expected: 'self-hosted' },
    { story: 'a server that shows nothing', refusal: 'role', expected: null },
  ])('goes by $story', ({ plan, at = host, refusal, status, expected }) => {
    expect(tierOf(plan, at, refusal ? [{ refusal }] : [], status)).toBe(expected);
  });
});
