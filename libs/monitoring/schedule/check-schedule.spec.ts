import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { CheckStatus } from '@envscope/contracts/index.js';
import type { CheckLimits } from '@envscope/integrations/kernel/probe.js';
import { CheckSchedule, type CheckRun } from './check-schedule.js';

/** A check run whose runs end when the spec says so. */
class HeldCheckRun implements CheckRun {
  readonly runs: {
    limits: CheckLimits;
    end: (status?: CheckStatus) => void;
    fail: (error: Error) => void;
  }[] = [];

  constructor(
    readonly service: CheckRun['service'] = 'redis',
    readonly environment = 'dev',
    readonly intervalMs: number | null = 30_000,
  ) {}

  run(limits: CheckLimits): Promise<CheckStatus> {
    return new Promise((resolve, fail) => {
      const end = (status: CheckStatus = 'up') => resolve(status);
      limits.stop.addEventListener('abort', () => fail(limits.stop.reason as Error));
      this.runs.push({ limits, end, fail });
    });
  }
}

const options = { timeoutMs: 10_000, random: () => 0.5 };

describe('CheckSchedule', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('checks everything soon after the start, then on the interval', async () => {
    const checkRun = new HeldCheckRun();
    new CheckSchedule([checkRun], options).start();
    await jest.advanceTimersByTimeAsync(1_500);
    expect(checkRun.runs).toHaveLength(1);
    checkRun.runs[0]?.end();
    await jest.advanceTimersByTimeAsync(29_000);
    expect(checkRun.runs).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(checkRun.runs).toHaveLength(2);
  });

  it('never starts a check run twice at a time, however long it takes or whoever asks', async () => {
    const checkRun = new HeldCheckRun();
    const schedule = new CheckSchedule([checkRun], options);
    schedule.start();
    await jest.advanceTimersByTimeAsync(300_000);
    expect(schedule.request('dev', 'redis')).toEqual(['redis']);
    expect(checkRun.runs).toHaveLength(1);
    expect(schedule.isRunning('dev', 'redis')).toBe(true);
  });

  it('checks at once when asked, says so to the probe, and keeps the interval from there', async () => {
    const checkRun = new HeldCheckRun();
    const schedule = new CheckSchedule([checkRun], options);
    schedule.start();
    await jest.advanceTimersByTimeAsync(1_000);
    checkRun.runs[0]?.end();
    await jest.advanceTimersByTimeAsync(20_000);
    schedule.request('dev');
    expect(checkRun.runs.map(({ limits }) => limits.isRequested)).toEqual([false, true]);
    checkRun.runs[1]?.end();
    await jest.advanceTimersByTimeAsync(29_000);
    expect(checkRun.runs).toHaveLength(2);
  });

  it('asks only the environment and the service that were named', () => {
    const checkRuns = [
      new HeldCheckRun('redis'),
      new HeldCheckRun('mongodb'),
      new HeldCheckRun('redis', 'prod'),
    ];
    const schedule = new CheckSchedule(checkRuns, options);
    expect(schedule.request('dev', 'redis')).toEqual(['redis']);
    expect(checkRuns.map(({ runs }) => runs.length)).toEqual([1, 0, 0]);
  });

  describe('after a pause', () => {
    it('checks everything soon and once, though all of it is due', async () => {
      const checkRuns = Array.from({ length: 20 }, () => new HeldCheckRun());
      let share = 0;
      let isPauseOver = false;
      const schedule = new CheckSchedule(checkRuns, {
        ...options,
        random: () => (share += 1 / 20) % 1,
        hasPaused: () => {
          if (!isPauseOver) return false;
          isPauseOver = false;
          schedule.checkAnew();
          return true;
        },
      });
      schedule.start();
      await jest.advanceTimersByTimeAsync(2_000);
      for (const { runs } of checkRuns) runs[0]?.end();
      await jest.advanceTimersByTimeAsync(20_000);
      isPauseOver = true;
      // The first timer that rings finds out.
      while (isPauseOver) await jest.advanceTimersByTimeAsync(50);
      const begun = () => checkRuns.filter(({ runs }) => runs.length === 2).length;
      await jest.advanceTimersByTimeAsync(750);
      expect(begun()).toBeLessThan(20);
      await jest.advanceTimersByTimeAsync(1_500);
      expect(begun()).toBe(20);
      await jest.advanceTimersByTimeAsync(20_000);
      expect(checkRuns.map(({ runs }) => runs.length)).toEqual(checkRuns.map(() => 2));
    });

    it('checks again soon what was being checked', async () => {
      const checkRun = new HeldCheckRun();
      const schedule = new CheckSchedule([checkRun], options);
      schedule.start();
      await jest.advanceTimersByTimeAsync(1_000);
      schedule.checkAnew();
      expect(checkRun.runs).toHaveLength(1);
      checkRun.runs[0]?.end();
      await jest.advanceTimersByTimeAsync(1_000);
      expect(checkRun.runs).toHaveLength(2);
    });

    it('begins nothing where another console looks', async () => {
      const checkRun = new HeldCheckRun();
      const schedule = new CheckSchedule([checkRun], options);
      schedule.checkAnew();
      schedule.start();
      await schedule.stop();
      schedule.checkAnew();
      await jest.advanceTimersByTimeAsync(60_000);
      expect(checkRun.runs).toHaveLength(0);
    });
  });

  it('runs no more than allowed at once, and the others as soon as there is room', async () => {
    const checkRuns = Array.from({ length: 3 }, () => new HeldCheckRun());
    new CheckSchedule(checkRuns, { ...options, concurrency: 2 }).start();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(checkRuns.map(({ runs }) => runs.length)).toEqual([1, 1, 0]);
    checkRuns[0]?.runs[0]?.end();
    await jest.advanceTimersByTimeAsync(0);
    expect(checkRuns.map(({ runs }) => runs.length)).toEqual([1, 1, 1]);
  });

  it('looks once at what only a restart can change', async () => {
    const checkRun = new HeldCheckRun('redis', 'dev', null);
    new CheckSchedule([checkRun], options).start();
    await jest.advanceTimersByTimeAsync(2_000);
    checkRun.runs[0]?.end();
    await jest.advanceTimersByTimeAsync(600_000);
    expect(checkRun.runs).toHaveLength(1);
  });

  it.each([
    ['down', 1],
    ['unknown', 1],
    ['up', 0],
    ['degraded', 0],
  ] as const)(
    'checks again a rarely checked service that was %s after a minute: %i time',
    async (status, times) => {
      const checkRun = new HeldCheckRun('discord', 'dev', 300_000);
      new CheckSchedule([checkRun], options).start();
      await jest.advanceTimersByTimeAsync(2_000);
      checkRun.runs[0]?.end(status);
      await jest.advanceTimersByTimeAsync(62_000);
      expect(checkRun.runs).toHaveLength(1 + times);
    },
  );

  it('goes on after a check run that threw, and reports it', async () => {
    const checkRun = new HeldCheckRun();
    const faults: unknown[] = [];
    new CheckSchedule([checkRun], { ...options, onFault: (_round, error) => faults.push(error) }).start();
    await jest.advanceTimersByTimeAsync(2_000);
    checkRun.runs[0]?.fail(new Error('a mistake'));
    await jest.advanceTimersByTimeAsync(31_000);
    expect(faults).toEqual([new Error('a mistake')]);
    expect(checkRun.runs).toHaveLength(2);
  });

  it('stops: ends what runs, starts nothing more, and reports no fault', async () => {
    const checkRun = new HeldCheckRun();
    const faults: unknown[] = [];
    const schedule = new CheckSchedule([checkRun], {
      ...options,
      onFault: (_round, error) => faults.push(error),
    });
    schedule.start();
    await jest.advanceTimersByTimeAsync(2_000);
    await schedule.stop();
    schedule.request('dev');
    await jest.advanceTimersByTimeAsync(600_000);
    expect(checkRun.runs).toHaveLength(1);
    expect(faults).toEqual([]);
  });
});
