import type { Shard } from '@envscope/monitoring/workers/shards.js';
import { describe, expect, it } from '@jest/globals';
import { commandsAMonth, costOf } from './queue-cost.js';

function shards(count: number, targets: number, intervalMs: number, location?: string): Shard[] {
  return Array.from({ length: count }, (_, index) => ({
    location,
    intervalMs,
    id: `${index}`,
    offsetMs: 1,
    targets: Array.from({ length: targets }, (__, at) => ({
      environment: 'dev',
      service: 'endpoints',
      target: `e${index}-${at}`,
    })),
    digest: '',
  }));
}

describe('what the queue costs', () => {
  it('adds up what everybody sends', () => {
    // 18 of the console, 6 of its reader, 140 of an idle worker, two jobs of 85, 20 reports of 2.
    expect(commandsAMonth(shards(1, 10, 30_000))).toBe((18 + 6 + 140 + 2 * 85 + 20 * 2) * 43_200);
  });

  it('counts a worker for each location, and reports only as often as a worker sends them', () => {
    const one = commandsAMonth(shards(12, 833, 60_000, 'seoul'));
    expect(one).toBe((18 + 6 + 140 + 12 * 85 + 240 * 2) * 43_200);
    const both = [...shards(12, 833, 60_000, 'seoul'), ...shards(12, 833, 60_000, 'frankfurt')];
    expect(commandsAMonth(both) - one).toBe((6 + 140 + 12 * 85 + 240 * 2) * 43_200);
  });

  it('is said in millions', () => {
    expect(costOf(shards(1, 10, 30_000))).toBe(
      'Workers make 10 checks an interval, in jobs: 1; about 16 million commands of Redis a month with one worker for each location',
    );
  });
});
