import type { ClockWatch } from '@envscope/monitoring/clock/clock-watch.js';
import { ChainCheck } from '@envscope/store/access/chain-check.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import { auditDraftOf } from '@envscope/testing/audit.js';
import { FakeAuditStore } from '@envscope/testing/fakes/fake-audit-store.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { AuditPruner } from './audit-pruner.js';

const DAY_MS = 86_400_000;
const NOW_MS = Date.parse('2026-11-29T09:00:00Z');

describe('AuditPruner', () => {
  let store: FakeAuditStore;
  let clock: { nowMs: number; lostMs: number };
  let pruner: AuditPruner;

  beforeEach(async () => {
    store = new FakeAuditStore();
    clock = { nowMs: NOW_MS, lostMs: 0 };
    const watch = {
      clock: { now: () => clock.nowMs },
      get lostMs() {
        return clock.lostMs;
      },
    } as unknown as ClockWatch;
    pruner = new AuditPruner(store, watch, { auditKeptMs: 30 * DAY_MS });
    for (const [number, daysAgo] of [
      [1, 40],
      [2, 31],
      [3, 29],
      [4, 0],
    ] as const) {
      await store.appendAudit(
        auditDraftOf(number, { at: new Date(NOW_MS - daysAgo * DAY_MS).toISOString() }),
      );
    }
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const kept = () => store.entries.map(({ sequence, action }) => [sequence, action]);

  it('lets go of what is older than settings keep, and leaves a chain that vouches for where it begins', async () => {
    await pruner.prune();
    expect(kept()).toEqual([
      [3, 'changeRule'],
      [4, 'changeRule'],
      [5, 'pruneAudit'],
    ]);
    const check = new ChainCheck();
    store.entries.forEach((entry) => check.add(entry));
    expect(check.end()).toBeNull();
  });

  it('lets go of nothing because a clock was set years ahead', async () => {
    clock = { nowMs: NOW_MS + 4_000 * DAY_MS, lostMs: 4_000 * DAY_MS };
    await pruner.prune();
    expect(kept().map(([sequence]) => sequence)).toEqual([3, 4, 5]);
  });

  it('says that old entries stay where the store fails, and tries again in an hour', async () => {
    jest.useFakeTimers();
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const prune = jest.spyOn(store, 'pruneAudit').mockRejectedValueOnce(new StoreFault('The disk is full'));
    pruner.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(warn.mock.calls.join()).toContain('The disk is full');
    expect(store.entries).toHaveLength(4);
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(store.entries).toHaveLength(3);
    pruner.beforeApplicationShutdown();
    await jest.advanceTimersByTimeAsync(7_200_000);
    expect(prune).toHaveBeenCalledTimes(2);
  });
});
