import type { Probe } from '@envscope/integrations/kernel/probe.js';
import { describe, expect, it } from '@jest/globals';
import type { PlannedCheck } from '../schedule/check-plan.js';
import { placeOf } from '../schedule/own-place.js';
import { digestOf, identityOf, isSpread, shardsOf, startMsOf } from './shards.js';

const anywhere: Probe = {
  service: 'endpoints',
  runsAnywhere: true,
  observe: () => Promise.reject(new Error()),
};
const here: Probe = { service: 'heartbeats', observe: () => Promise.reject(new Error()) };

function planned(count: number, intervalMs: number, own: Partial<PlannedCheck> = {}): PlannedCheck[] {
  return Array.from({ length: count }, (_, index) => ({
    probe: anywhere,
    environment: 'dev',
    target: { id: `e${index}` },
    terms: { intervalMs, timeoutMs: 10_000, failureThreshold: 2, successThreshold: 2 },
    destinations: [],
    locations: [],
    quorum: 'majority',
    ...own,
  }));
}

describe('shards', () => {
  it('hold the targets of probes that run anywhere, and nothing that is checked once or as a whole', () => {
    const checks = [
      ...planned(1, 30_000),
      ...planned(1, 30_000, { probe: here }),
      ...planned(1, 30_000, { target: undefined }),
      ...planned(1, 30_000, { terms: null }),
    ];
    expect(checks.map(isSpread)).toEqual([true, false, false, false]);
    expect(shardsOf(checks).flatMap(({ targets }) => targets)).toEqual([
      { environment: 'dev', service: 'endpoints', target: 'e0' },
    ]);
  });

  it('hold each target once, begin where its neighbours are, and have it checked at its own place', () => {
    const intervalMs = 60_000;
    const checks = planned(1_000, intervalMs);
    const shards = shardsOf(checks);
    expect(shards).toHaveLength(12);
    const starts = shards.flatMap((shard) =>
      shard.targets.map((target) => {
        const plannedMs = 7 * intervalMs + shard.offsetMs;
        const startMs = startMsOf(target, shard, plannedMs);
        expect(startMs - plannedMs).toBeLessThanOrEqual(5_000);
        const placeMs = placeOf('dev', 'endpoints', target.target) * intervalMs;
        return Math.abs(startMs - 7 * intervalMs - placeMs);
      }),
    );
    expect(starts).toHaveLength(1_000);
    expect(Math.max(...starts)).toBeLessThanOrEqual(1);
    expect(new Set(shards.map(({ id }) => id)).size).toBe(12);
  });

  it('are few where there is little to check, and never longer than a minute', () => {
    expect(shardsOf(planned(10, 30_000))).toHaveLength(1);
    const daily = shardsOf(planned(3, 86_400_000));
    expect(daily).toHaveLength(3);
    expect(new Set(daily.map(({ offsetMs }) => offsetMs % 60_000))).toEqual(new Set([0]));
  });

  it('are apart for each interval and each location', () => {
    const shards = shardsOf([
      ...planned(2, 30_000, { locations: ['seoul', 'frankfurt'] }),
      ...planned(1, 60_000),
    ]);
    expect(shards.map(({ location, intervalMs, targets }) => [location, intervalMs, targets.length])).toEqual(
      [
        ['seoul', 30_000, 2],
        ['frankfurt', 30_000, 2],
        [undefined, 60_000, 1],
      ],
    );
  });

  it('never begin with the interval itself, which BullMQ takes for "from now on"', () => {
    expect(shardsOf(planned(50, 5_000)).map(({ offsetMs }) => offsetMs)).toEqual([1]);
  });

  it('have a digest of identities, intervals and deadlines, in whatever order', () => {
    const checks = planned(3, 30_000);
    expect(digestOf(checks.toReversed())).toBe(digestOf(checks));
    expect(digestOf(planned(3, 60_000))).not.toBe(digestOf(checks));
    expect(digestOf(checks.slice(1))).not.toBe(digestOf(checks));
    expect(checks.map(identityOf)).toHaveLength(3);
  });
});
