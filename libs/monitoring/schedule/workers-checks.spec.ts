import type { CheckStatus } from '@envscope/contracts/index.js';
import type { CheckLimits } from '@envscope/integrations/kernel/probe.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CheckSchedule, type AskedTarget, type ScheduledCheck } from './check-schedule.js';

const TIMEOUT_MS = 4_000;
const MINUTE_MS = 60_000;

/** A check of one target that workers make; notes when the schedule makes it itself. */
class SpreadCheck implements ScheduledCheck {
  readonly service = 'endpoints';
  readonly environment = 'dev';
  readonly timeoutMs = TIMEOUT_MS;
  readonly runs: { atMs: number; isRequested: boolean }[] = [];
  status: CheckStatus = 'up';

  constructor(
    readonly target: string,
    readonly intervalMs: number | null = 30_000,
    readonly isSpread = true,
  ) {}

  run({ isRequested = false }: CheckLimits): Promise<CheckStatus> {
    this.runs.push({ atMs: performance.now(), isRequested });
    return Promise.resolve(this.status);
  }
}

describe('the checks that workers make', () => {
  let asked: { targets: readonly AskedTarget[]; isRequested: boolean }[];
  let isAnswering: boolean;

  beforeEach(() => {
    jest.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
    asked = [];
    isAnswering = true;
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
  /** A schedule whose checks were all made once by itself. */
  const started = async (...checks: SpreadCheck[]) => {
    const schedule = new CheckSchedule(checks, {
      random: () => 0.5,
      ask: (targets, isRequested) => {
        if (!isAnswering) return Promise.reject(new Error('away'));
        asked.push({ targets, isRequested });
        return Promise.resolve();
      },
    });
    schedule.start();
    await pass(1_700);
    checks.forEach(({ runs }) => runs.splice(0));
    return schedule;
  };
  const bring = (schedule: CheckSchedule, target: string, how: object = {}) => {
    schedule.brought(
      { environment: 'dev', service: 'endpoints', target },
      { status: 'up', isRequested: false, ...how },
    );
    return performance.now();
  };
  /** How long after a moment the schedule checked itself first; undefined where it did not within ten minutes. */
  const firstAfter = async ({ runs }: SpreadCheck, fromMs: number) => {
    for (let left = 6_000; left > 0 && runs.length === 0; left -= 1) await pass(100);
    const [first] = runs;
    return first && first.atMs - fromMs;
  };

  it('are not made here as long as results come', async () => {
    const check = new SpreadCheck('api');
    const schedule = await started(check);
    for (let interval = 0; interval < 20; interval += 1) {
      bring(schedule, 'api');
      await pass(30_000);
    }
    expect(check.runs).toEqual([]);
    expect(schedule.overdue).toBe(0);
  });

  it.each([
    { what: 'one and a half intervals after the last result', intervalMs: 30_000, afterMs: 45_000 },
    { what: 'two seconds late at least', intervalMs: 2_000, afterMs: 4_000 },
    { what: 'sooner where the result was old already', intervalMs: 30_000, agoMs: 8_000, afterMs: 37_000 },
    {
      what: 'later by the deadline where it was down',
      intervalMs: 6_000,
      status: 'down',
      afterMs: 6_000 + 2_000 + TIMEOUT_MS,
    },
  ] as const)('are made here $what', async ({ intervalMs, afterMs, ...how }) => {
    const check = new SpreadCheck('api', intervalMs);
    const schedule = await started(check);
    const fromMs = bring(schedule, 'api', how);
    const firstMs = (await firstAfter(check, fromMs)) ?? 0;
    expect(firstMs).toBeGreaterThanOrEqual(afterMs);
    expect(firstMs).toBeLessThan(afterMs + 200);
  });

  it('are only those of targets that are spread, while the console leads', async () => {
    const [own, spread] = [new SpreadCheck('own', 30_000, false), new SpreadCheck('api')];
    const schedule = await started(own, spread);
    for (let second = 0; second < 60; second += 1) {
      bring(schedule, 'own');
      bring(schedule, 'gone');
      await pass(1_000);
    }
    expect(own.runs).toHaveLength(2);
    await schedule.stop();
    bring(schedule, 'api');
    spread.runs.splice(0);
    await pass(10 * MINUTE_MS);
    expect(spread.runs).toEqual([]);
  });

  it('are asked for again within a minute where a target is seldom checked and down, and made here where none come', async () => {
    const check = new SpreadCheck('report', 600_000);
    const schedule = await started(check);
    const fromMs = bring(schedule, 'report', { status: 'down' });
    await pass(62_000);
    expect(asked).toEqual([
      { targets: [{ environment: 'dev', service: 'endpoints', target: 'report' }], isRequested: false },
    ]);
    const firstMs = (await firstAfter(check, fromMs)) ?? 0;
    expect(firstMs).toBeGreaterThanOrEqual(60_000 + TIMEOUT_MS + 3_000);
    expect(firstMs).toBeLessThan(62_000 + TIMEOUT_MS + 3_000);
  });

  describe('that a person asks for', () => {
    it('are those of workers, and awaited until the one that was asked for is there', async () => {
      const check = new SpreadCheck('api');
      const schedule = await started(check);
      expect(schedule.request('dev', 'endpoints', 'api')).toEqual(['endpoints']);
      expect(asked.map(({ isRequested }) => isRequested)).toEqual([true]);
      // One that was planned before says nothing of what was asked.
      bring(schedule, 'api');
      expect(schedule.isRunning('dev', 'endpoints')).toBe(true);
      bring(schedule, 'api', { isRequested: true });
      expect(schedule.isRunning('dev', 'endpoints')).toBe(false);
      await pass(TIMEOUT_MS + 5_000);
      expect(check.runs).toEqual([]);
    });

    it('are made here after the deadline and three seconds, where workers bring none', async () => {
      const check = new SpreadCheck('api', 600_000);
      const schedule = await started(check);
      bring(schedule, 'api');
      const fromMs = performance.now();
      schedule.request('dev', 'endpoints', 'api');
      bring(schedule, 'api');
      const firstMs = (await firstAfter(check, fromMs)) ?? 0;
      expect(firstMs).toBeGreaterThanOrEqual(TIMEOUT_MS + 3_000);
      expect(firstMs).toBeLessThan(TIMEOUT_MS + 3_200);
      expect(check.runs[0]?.isRequested).toBe(true);
      expect(schedule.isRunning('dev', 'endpoints')).toBe(false);
    });

    it('are made here at once, where workers cannot be asked', async () => {
      const check = new SpreadCheck('api', 600_000);
      const schedule = await started(check);
      bring(schedule, 'api');
      isAnswering = false;
      schedule.request('dev', 'endpoints', 'api');
      await pass(0);
      expect(check.runs.map(({ isRequested }) => isRequested)).toEqual([true]);
    });
  });

  it('are all made here within an interval once workers cannot be asked, what a person waits for at once', async () => {
    const checks = Array.from({ length: 50 }, (_, index) => new SpreadCheck(`e${index}`, 600_000));
    const schedule = await started(...checks);
    checks.forEach(({ target }) => bring(schedule, target));
    await pass(MINUTE_MS);
    schedule.request('dev', 'endpoints', 'e0');
    schedule.standAlone();
    await pass(1_700);
    expect(checks[0]?.runs.map(({ isRequested }) => isRequested)).toEqual([true]);
    await pass(598_400);
    expect(checks.filter(({ runs }) => runs.length === 0)).toEqual([]);
  });

  it('keep their time where they were nearly due when workers went away, though their place comes later', async () => {
    const check = new SpreadCheck('api', 600_000);
    const schedule = await started(check);
    bring(schedule, 'api', { agoMs: 899_000 });
    schedule.standAlone();
    await pass(1_200);
    expect(check.runs).toHaveLength(1);
  });

  it('are expected from workers after a pause of the process, and made here half an interval later', async () => {
    const check = new SpreadCheck('api');
    const schedule = await started(check);
    bring(schedule, 'api');
    await pass(20_000);
    schedule.checkAnew();
    const fromMs = performance.now();
    const firstMs = (await firstAfter(check, fromMs)) ?? 0;
    expect(firstMs).toBeGreaterThanOrEqual(15_000);
    expect(firstMs).toBeLessThan(15_200);
  });
});
