import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import type { Observation } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import type { CheckPlan, PlannedCheck } from '../schedule/check-plan.js';
import type { WorkerReport } from './messages.js';
import { SpreadChecks } from './spread-checks.js';

const INTERVAL_MS = 30_000;

function seen(atMs: number): Observation {
  const checkedAt = new Date(atMs).toISOString();
  return {
    environment: 'dev',
    service: 'endpoints',
    observedAt: checkedAt,
    covers: 'targets',
    results: [{ status: 'up', target: 'api', checkedAt, latencyMs: 1, measurements: {}, reason: null }],
    snapshot: null,
  };
}

function reportOf(plannedMs: number, checkedMs: number): WorkerReport {
  return {
    version: 1,
    worker: { id: 'w', name: 'w' },
    location: null,
    sentAt: new Date(checkedMs).toISOString(),
    checksPerMinute: 1,
    blindSince: null,
    unknown: { count: 0, names: [] },
    isOfSameSettings: true,
    results: [{ plannedMs, isRequested: false, observation: seen(checkedMs) }],
  };
}

describe('SpreadChecks', () => {
  it('lets go of a target that a worker checked, even where its own result came first and counts', async () => {
    const check: PlannedCheck = {
      probe: { service: 'endpoints', runsAnywhere: true, observe: () => Promise.reject(new Error()) },
      environment: 'dev',
      target: { id: 'api' },
      terms: { intervalMs: INTERVAL_MS, timeoutMs: 1_000, failureThreshold: 2, successThreshold: 2 },
      destinations: [],
      locations: [],
      quorum: 'majority',
    };
    const nowMs = Date.now();
    const taken: string[] = [];
    const brought: string[] = [];
    const agoMs: (number | undefined)[] = [];
    const spread = new SpreadChecks(
      {
        clockOffsetMs: 0,
        commandsAMonth: 0,
        start: () => undefined,
        ask: () => Promise.resolve(),
        stop: () => Promise.resolve(),
      },
      { checks: [check] } as unknown as CheckPlan,
      {
        probe: () => Promise.resolve(seen(nowMs)),
        take: ({ observedAt }) => {
          taken.push(observedAt);
          return Promise.resolve('up');
        },
      },
      { of: () => undefined },
      {
        clock: SYSTEM_CLOCK,
        onTurn: () => undefined,
        onRival: () => undefined,
        onFault: (error) => {
          throw error;
        },
      },
    );
    spread.serve({
      brought: ({ target }, how) => {
        brought.push(target);
        agoMs.push(how.agoMs);
      },
      standAlone: () => undefined,
    });
    spread.start();
    await spread.standIn(check, { timeoutMs: 1_000, stop: new AbortController().signal });
    spread.heard(reportOf(nowMs, nowMs - 10));
    expect(brought).toEqual(['api']);
    expect(taken).toEqual([new Date(nowMs).toISOString()]);
    spread.heard(reportOf(nowMs - 9_000, nowMs - 8_000));
    expect(agoMs.at(-1)).toBeGreaterThanOrEqual(8_000);
    brought.pop();
    spread.heard(reportOf(nowMs - 2 * INTERVAL_MS, nowMs - 2 * INTERVAL_MS));
    expect(brought).toEqual(['api']);
    await spread.stop();
  });
});
