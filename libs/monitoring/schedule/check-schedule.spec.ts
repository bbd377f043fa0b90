import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { CheckStatus } from '@envscope/contracts/index.js';
import type { CheckLimits } from '@envscope/integrations/kernel/probe.js';
import { CheckSchedule, type ScheduledCheck } from './check-schedule.js';

/** A check whose runs end when the spec says so. */
class HeldCheck implements ScheduledCheck {
  readonly timeoutMs = 10_000;
  readonly runs: {
    atMs: number;
    limits: CheckLimits;
    end: (status?: CheckStatus) => void;
    fail: (error: Error) => void;
  }[] = [];

  constructor(
    readonly service: ScheduledCheck['service'] = 'redis',
    readonly environment = 'dev',
    readonly intervalMs: number | null = 30_000,
    readonly target?: string,
  ) {}

  run(limits: CheckLimits): Promise<CheckStatus> {
    return new Promise((resolve, fail) => {
      const end = (status: CheckStatus = 'up') => resolve(status);
      limits.stop.addEventListener('abort', () => fail(limits.stop.reason as Error));
      this.runs.push({ atMs: Date.now(), limits, end, fail });
    });
  }

  endAll(status?: CheckStatus): void {
    for (const { end } of this.runs) end(status);
  }
}

/** A check that is over at once. */
class QuickCheck extends HeldCheck {
  override run(limits: CheckLimits): Promise<CheckStatus> {
    const running = super.run(limits);
    this.endAll();
    return running;
  }
}

const endpoints = (count: number, intervalMs = 20_000, Check: typeof HeldCheck = QuickCheck) =>
  Array.from({ length: count }, (_, index) => new Check('endpoints', 'dev', intervalMs, `e${index}`));

const options = { random: () => 0.5 };

describe('CheckSchedule', () => {
  beforeEach(() => {
    // Places in the interval go by the wall clock: each run begins at the same moment.
    jest.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('checks everything soon after the start, then once an interval', async () => {
    const check = new QuickCheck();
    new CheckSchedule([check], options).start();
    await jest.advanceTimersByTimeAsync(1_500);
    expect(check.runs).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(45_000);
    expect(check.runs).toHaveLength(2);
    await jest.advanceTimersByTimeAsync(300_000);
    expect(check.runs).toHaveLength(12);
  });

  it('gives each target its own place in the interval, the same after a restart', async () => {
    const placesOf = async () => {
      const checks = endpoints(200);
      const schedule = new CheckSchedule(checks, options);
      schedule.start();
      await jest.advanceTimersByTimeAsync(60_000);
      await schedule.stop();
      return checks.map(({ runs }) => Math.round(runs.at(-1)?.atMs ?? 0) % 20_000);
    };
    const places = await placesOf();
    const quarters = places.map((place) => Math.floor(place / 5_000));
    for (const quarter of [0, 1, 2, 3]) {
      expect(quarters.filter((each) => each === quarter).length).toBeGreaterThan(30);
    }
    await jest.advanceTimersByTimeAsync(7_777);
    expect(await placesOf()).toEqual(places);
  });

  it('shows a thousand targets soon after the start, without a crowd', async () => {
    const checks = endpoints(1_000);
    new CheckSchedule(checks, options).start();
    const begun = () => checks.filter(({ runs }) => runs.length > 0).length;
    await jest.advanceTimersByTimeAsync(2_500);
    expect(begun()).toBeGreaterThan(400);
    expect(begun()).toBeLessThan(600);
    await jest.advanceTimersByTimeAsync(2_500);
    expect(begun()).toBe(1_000);
  });

  it('lets no check wait for another, however many hang', async () => {
    const hung = endpoints(900, 20_000, HeldCheck);
    const quick = new QuickCheck('endpoints', 'dev', 5_000, 'quick');
    const schedule = new CheckSchedule([...hung, quick], options);
    schedule.start();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(quick.runs.length).toBeGreaterThanOrEqual(12);
    expect(schedule.figures.inFlight).toBe(900);
  });

  it('leaves out the times at which a check is still in flight, which is no lateness', async () => {
    const check = new HeldCheck('endpoints', 'dev', 5_000, 'hung');
    const schedule = new CheckSchedule([check], options);
    schedule.start();
    await jest.advanceTimersByTimeAsync(22_000);
    expect(check.runs).toHaveLength(1);
    expect(schedule.figures).toMatchObject({ inFlight: 1, done: 0, lateness: { maximumMs: 0 } });
    expect(schedule.figures.skipped).toBeGreaterThanOrEqual(3);
    check.endAll('down');
    await jest.advanceTimersByTimeAsync(5_500);
    expect(check.runs).toHaveLength(2);
    expect(schedule.figures.done).toBe(1);
  });

  it('never starts a check twice at a time, however long it takes or whoever asks', async () => {
    const check = new HeldCheck();
    const schedule = new CheckSchedule([check], options);
    schedule.start();
    await jest.advanceTimersByTimeAsync(300_000);
    expect(schedule.request('dev', 'redis')).toEqual(['redis']);
    expect(check.runs).toHaveLength(1);
    expect(schedule.isRunning('dev', 'redis')).toBe(true);
  });

  it('checks at once when asked, says so to the probe, and soon after leaves out the planned check', async () => {
    const check = new QuickCheck();
    const schedule = new CheckSchedule([check], options);
    schedule.start();
    await jest.advanceTimersByTimeAsync(60_000);
    const [last] = check.runs.slice(-1);
    const untilNextMs = (last?.atMs ?? 0) + 30_000 - Date.now();
    await jest.advanceTimersByTimeAsync(untilNextMs - 5_000);
    const before = check.runs.length;
    schedule.request('dev');
    expect(check.runs.slice(before).map(({ limits }) => limits.isRequested)).toEqual([true]);
    await jest.advanceTimersByTimeAsync(30_000);
    expect(check.runs).toHaveLength(before + 1);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(check.runs).toHaveLength(before + 2);
    expect(check.runs.at(-1)?.limits.isRequested).toBe(false);
  });

  describe('asked for a check', () => {
    it('checks only the environment, the service and the target that are named', () => {
      const checks = [
        new HeldCheck('redis'),
        new HeldCheck('mongodb'),
        new HeldCheck('redis', 'prod'),
        ...endpoints(3, 20_000, HeldCheck),
      ];
      const schedule = new CheckSchedule(checks, options);
      expect(schedule.request('dev', 'redis')).toEqual(['redis']);
      expect(schedule.request('dev', 'endpoints', 'e1')).toEqual(['endpoints']);
      expect(schedule.request('dev', 'endpoints', 'unknown')).toEqual([]);
      expect(checks.map(({ runs }) => runs.length)).toEqual([1, 0, 0, 0, 1, 0]);
    });

    it('plans nothing where another console checks', async () => {
      const check = new QuickCheck();
      const schedule = new CheckSchedule([check], options);
      schedule.request('dev');
      await jest.advanceTimersByTimeAsync(300_000);
      expect(check.runs).toHaveLength(1);
    });

    it('spreads a thousand over some seconds', async () => {
      const checks = endpoints(1_000, 3_600_000);
      const schedule = new CheckSchedule(checks, options);
      schedule.start();
      await jest.advanceTimersByTimeAsync(10_000);
      expect(schedule.request('dev')).toEqual(['endpoints']);
      const asked = () => checks.filter(({ runs }) => runs.some(({ limits }) => limits.isRequested)).length;
      await jest.advanceTimersByTimeAsync(2_500);
      expect(asked()).toBeLessThan(600);
      await jest.advanceTimersByTimeAsync(2_500);
      expect(asked()).toBe(1_000);
    });

    it('shows that it is on its way, unlike the checks of targets that go on all the time', async () => {
      const checks = endpoints(2, 20_000, HeldCheck);
      const schedule = new CheckSchedule(checks, options);
      schedule.start();
      await jest.advanceTimersByTimeAsync(5_000);
      expect(schedule.isRunning('dev', 'endpoints')).toBe(false);
      checks.forEach((check) => check.endAll());
      await jest.advanceTimersByTimeAsync(0);
      schedule.request('dev', 'endpoints', 'e0');
      expect(schedule.isRunning('dev', 'endpoints')).toBe(true);
      checks.forEach((check) => check.endAll());
      await jest.advanceTimersByTimeAsync(0);
      expect(schedule.isRunning('dev', 'endpoints')).toBe(false);
    });
  });

  describe('after a pause', () => {
    it('checks everything soon and once, though all of it is due', async () => {
      const checks = endpoints(40, 30_000, HeldCheck);
      let isPauseOver = false;
      const schedule = new CheckSchedule(checks, {
        ...options,
        hasPaused: () => {
          if (!isPauseOver) return false;
          isPauseOver = false;
          schedule.checkAnew();
          return true;
        },
      });
      schedule.start();
      await jest.advanceTimersByTimeAsync(2_000);
      checks.forEach((check) => check.endAll());
      await jest.advanceTimersByTimeAsync(60_000);
      checks.forEach((check) => check.endAll());
      await jest.advanceTimersByTimeAsync(0);
      const before = checks.map(({ runs }) => runs.length);
      isPauseOver = true;
      // The first timer that rings finds out.
      while (isPauseOver) await jest.advanceTimersByTimeAsync(50);
      const begun = () => checks.filter(({ runs }, index) => runs.length > (before[index] ?? 0)).length;
      await jest.advanceTimersByTimeAsync(750);
      expect(begun()).toBeLessThan(40);
      await jest.advanceTimersByTimeAsync(750);
      expect(begun()).toBe(40);
      expect(checks.map(({ runs }) => runs.length)).toEqual(before.map((count) => count + 1));
    });

    it('checks again soon what was being checked', async () => {
      const check = new HeldCheck();
      const schedule = new CheckSchedule([check], options);
      schedule.start();
      await jest.advanceTimersByTimeAsync(1_500);
      schedule.checkAnew();
      expect(check.runs).toHaveLength(1);
      check.endAll();
      await jest.advanceTimersByTimeAsync(1_500);
      expect(check.runs).toHaveLength(2);
    });

    it('still checks what is checked once, where it was not yet', async () => {
      const check = new QuickCheck('redis', 'dev', null);
      const schedule = new CheckSchedule([check], options);
      schedule.start();
      schedule.checkAnew();
      await jest.advanceTimersByTimeAsync(1_500);
      schedule.checkAnew();
      await jest.advanceTimersByTimeAsync(60_000);
      expect(check.runs).toHaveLength(1);
    });

    it('begins nothing where another console checks', async () => {
      const check = new HeldCheck();
      const schedule = new CheckSchedule([check], options);
      schedule.checkAnew();
      schedule.start();
      await schedule.stop();
      schedule.checkAnew();
      await jest.advanceTimersByTimeAsync(60_000);
      expect(check.runs).toHaveLength(0);
    });
  });

  it('checks once what only a restart can change', async () => {
    const check = new QuickCheck('redis', 'dev', null);
    new CheckSchedule([check], options).start();
    await jest.advanceTimersByTimeAsync(600_000);
    expect(check.runs).toHaveLength(1);
  });

  it.each([
    ['down', 1],
    ['unknown', 1],
    ['up', 0],
    ['degraded', 0],
  ] as const)(
    'checks again within a minute what is seldom checked and %s: %i time',
    async (status, times) => {
      const check = new HeldCheck('discord', 'dev', 600_000);
      new CheckSchedule([check], options).start();
      await jest.advanceTimersByTimeAsync(2_000);
      check.endAll(status);
      await jest.advanceTimersByTimeAsync(62_000);
      expect(check.runs).toHaveLength(1 + times);
    },
  );

  it('goes on after a check that threw, and reports it', async () => {
    const check = new HeldCheck();
    const faults: unknown[] = [];
    new CheckSchedule([check], { ...options, onFault: (_check, error) => faults.push(error) }).start();
    await jest.advanceTimersByTimeAsync(2_000);
    check.runs[0]?.fail(new Error('a mistake'));
    await jest.advanceTimersByTimeAsync(46_000);
    expect(faults).toEqual([new Error('a mistake')]);
    expect(check.runs).toHaveLength(2);
  });

  describe('counts as overdue', () => {
    const LONGEST_MS = 3 * 30_000;

    it('what brings no result for three intervals, since it hangs or fails each time', async () => {
      const [quick, hung, failing] = [new QuickCheck(), new HeldCheck('mongodb'), new HeldCheck('sentry')];
      failing.run = () => Promise.reject(new Error('a mistake'));
      const schedule = new CheckSchedule(
        [quick, hung, failing, new HeldCheck('discord', 'dev', null)],
        options,
      );
      schedule.start();
      await jest.advanceTimersByTimeAsync(LONGEST_MS);
      expect(schedule.overdue).toBe(0);
      await jest.advanceTimersByTimeAsync(1);
      expect(schedule.overdue).toBe(2);
      hung.endAll();
      await jest.advanceTimersByTimeAsync(0);
      expect(schedule.overdue).toBe(1);
    });

    it('nothing that a pause held up, nor anything where another console checks', async () => {
      const schedule = new CheckSchedule([new HeldCheck()], options);
      expect(schedule.overdue).toBe(0);
      schedule.start();
      await jest.advanceTimersByTimeAsync(LONGEST_MS + 1);
      expect(schedule.overdue).toBe(1);
      schedule.checkAnew();
      expect(schedule.overdue).toBe(0);
      await jest.advanceTimersByTimeAsync(LONGEST_MS + 1);
      expect(schedule.overdue).toBe(1);
      await schedule.stop();
      expect(schedule.overdue).toBe(0);
    });
  });

  it('stops: ends what runs, starts nothing more, and reports no fault', async () => {
    const check = new HeldCheck();
    const faults: unknown[] = [];
    const schedule = new CheckSchedule([check], {
      ...options,
      onFault: (_check, error) => faults.push(error),
    });
    schedule.start();
    await jest.advanceTimersByTimeAsync(2_000);
    await schedule.stop();
    schedule.request('dev');
    await jest.advanceTimersByTimeAsync(600_000);
    expect(check.runs).toHaveLength(1);
    expect(faults).toEqual([]);
  });
});
