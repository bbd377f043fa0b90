import type { Beat, DeafTime } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { beatAt, STORY_MS } from './heartbeats.fixture.js';
import { judge, measure } from './heartbeats.judgement.js';
import { runsOf } from './heartbeats.runs.js';
import { cronSchedule, everySchedule } from './heartbeats.schedule.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const HOURLY = { schedule: everySchedule(HOUR_MS), graceMs: 10 * MINUTE_MS, timeoutMs: 30 * MINUTE_MS };
const NIGHTLY = { ...HOURLY, schedule: cronSchedule('0 2 * * *', 'UTC') };

const deaf = (fromMs: number, untilMs: number): DeafTime => ({
  fromMs: STORY_MS + fromMs,
  untilMs: STORY_MS + untilMs,
});

/** The status and the reason of a job so long after its story began. */
function judged(job: typeof HOURLY, beats: readonly Beat[], afterMs: number, deafTimes: DeafTime[] = []) {
  const { status, reason } = judge(job, { runs: runsOf(beats), deafTimes }, STORY_MS + afterMs);
  return reason ? `${status}: ${reason.code}` : status;
}

describe('a job', () => {
  it('is unknown until it reports', () => {
    expect(judged(HOURLY, [], 0)).toBe('unknown: job-never-ran');
  });

  it.each([
    { afterMs: 70 * MINUTE_MS, status: 'up' },
    { afterMs: 70 * MINUTE_MS + 1, status: 'degraded: job-late' },
    { afterMs: 80 * MINUTE_MS, status: 'degraded: job-late' },
    { afterMs: 80 * MINUTE_MS + 1, status: 'down: job-missed' },
  ])('with a period of an hour is $status after $afterMs ms', ({ afterMs, status }) => {
    expect(judged(HOURLY, [beatAt(0, 'success')], afterMs)).toBe(status);
  });

  it('is due by its expression, however late the run before was', () => {
    const late = [beatAt(3 * HOUR_MS, 'start'), beatAt(3 * HOUR_MS + MINUTE_MS, 'success')];
    expect(judged(NIGHTLY, late, DAY_MS + 9 * MINUTE_MS)).toBe('up');
    expect(judged(NIGHTLY, late, DAY_MS + 11 * MINUTE_MS)).toBe('degraded: job-late');
  });

  it('is late where its grace is longer than the time between two runs', () => {
    const often = { ...NIGHTLY, schedule: cronSchedule('* * * * *', 'UTC') };
    expect(judged(often, [beatAt(0, 'success')], 10 * MINUTE_MS)).toBe('up');
    expect(judged(often, [beatAt(0, 'success')], 12 * MINUTE_MS)).toBe('degraded: job-late');
  });

  it('is down at once where it reports a failure, with its code and the end of its log', () => {
    const log = 'one\ntwo\n\nthree\n<b>four</b>\n';
    const runs = runsOf([beatAt(0, 'success'), beatAt(HOUR_MS, 'failure', { exitCode: 2, log })]);
    expect(judge(HOURLY, { runs, deafTimes: [] }, STORY_MS + HOUR_MS)).toEqual({
      status: 'down',
      reason: { code: 'job-failed', params: { exitCode: 2, log: 'two ⏎ three ⏎ <b>four</b>' } },
    });
  });

  it('stays down while it runs again, until that succeeds', () => {
    const beats = [beatAt(0, 'failure'), beatAt(MINUTE_MS, 'start'), beatAt(2 * MINUTE_MS, 'success')];
    expect(judged(HOURLY, beats.slice(0, 2), MINUTE_MS)).toBe('down: job-failed');
    expect(judged(HOURLY, beats, 2 * MINUTE_MS)).toBe('up');
  });

  it.each([
    { afterMs: 30 * MINUTE_MS, status: 'up' },
    { afterMs: 31 * MINUTE_MS, status: 'degraded: job-running-long' },
    { afterMs: 61 * MINUTE_MS, status: 'down: job-running-long' },
  ])('that began and did not end is $status after $afterMs ms', ({ afterMs, status }) => {
    expect(judged(HOURLY, [beatAt(0, 'start')], afterMs)).toBe(status);
  });

  it('is not late while it runs within its timeout', () => {
    const often = { ...HOURLY, schedule: everySchedule(5 * MINUTE_MS), graceMs: MINUTE_MS };
    expect(judged(often, [beatAt(0, 'start')], 20 * MINUTE_MS)).toBe('up');
  });

  it('is degraded where runs overlap, named or not, until one succeeds', () => {
    for (const [first, second] of [
      [null, null],
      ['a', 'b'],
    ] as const) {
      const beats = [
        beatAt(0, 'start', { run: first }),
        beatAt(MINUTE_MS, 'start', { run: second }),
        beatAt(2 * MINUTE_MS, 'success', { run: second }),
      ];
      expect(judged(HOURLY, beats.slice(0, 2), MINUTE_MS)).toBe('degraded: job-overlapping');
      expect(judged(HOURLY, beats, 2 * MINUTE_MS)).toBe('up');
    }
  });

  describe('while no console could listen', () => {
    it('is not blamed for a run that was due then', () => {
      const beats = [beatAt(0, 'success')];
      const away = [deaf(50 * MINUTE_MS, 90 * MINUTE_MS)];
      expect(judged(HOURLY, beats, 91 * MINUTE_MS, away)).toBe('unknown: job-unobserved');
      // The next is due an hour after the console was back.
      expect(judged(HOURLY, beats, 159 * MINUTE_MS, away)).toBe('unknown: job-unobserved');
      expect(judged(HOURLY, beats, 161 * MINUTE_MS, away)).toBe('degraded: job-late');
      expect(judged(HOURLY, beats, 171 * MINUTE_MS, away)).toBe('down: job-missed');
    });

    it('keeps its next time where it has an expression', () => {
      const away = [deaf(DAY_MS - HOUR_MS, DAY_MS + HOUR_MS)];
      const beats = [beatAt(0, 'success')];
      expect(judged(NIGHTLY, beats, DAY_MS + 2 * HOUR_MS, away)).toBe('unknown: job-unobserved');
      expect(judged(NIGHTLY, beats, 2 * DAY_MS + 11 * MINUTE_MS, away)).toBe('degraded: job-late');
    });

    it('stays missed where that was clear before', () => {
      const away = [deaf(3 * HOUR_MS, 4 * HOUR_MS)];
      expect(judged(HOURLY, [beatAt(0, 'success')], 4 * HOUR_MS, away)).toBe('down: job-missed');
    });

    it('is judged as ever where nothing was due', () => {
      const away = [deaf(10 * MINUTE_MS, 20 * MINUTE_MS)];
      expect(judged(HOURLY, [beatAt(0, 'success')], 71 * MINUTE_MS, away)).toBe('degraded: job-late');
    });

    it('may have ended a run', () => {
      const away = [deaf(10 * MINUTE_MS, 20 * MINUTE_MS)];
      expect(judged(HOURLY, [beatAt(0, 'start')], 25 * MINUTE_MS, away)).toBe('up');
      expect(judged(HOURLY, [beatAt(0, 'start')], 90 * MINUTE_MS, away)).toBe('unknown: job-unobserved');
      const next = [beatAt(0, 'start'), beatAt(60 * MINUTE_MS, 'start')];
      expect(judged(HOURLY, next, 61 * MINUTE_MS, away)).toBe('up');
    });

    it('is never late or missed by what nobody could hear', () => {
      const minutes = fc.integer({ min: 1, max: 600 });
      fc.assert(
        fc.property(minutes, minutes, fc.integer({ min: 0, max: 9 }), (fromMin, lengthMin, agoMin) => {
          // Nothing was late before, and the moment is within the grace after it.
          fc.pre(fromMin < 70);
          const [from, until] = [fromMin * MINUTE_MS, (fromMin + lengthMin) * MINUTE_MS];
          const after = until + agoMin * MINUTE_MS;
          const status = judged(HOURLY, [beatAt(0, 'success')], after, [deaf(from, until)]);
          expect(['up', 'unknown: job-unobserved']).toContain(status);
        }),
      );
    });
  });
});

describe('the figures of a job', () => {
  it('are those of the newest run that has them', () => {
    const runs = runsOf([
      beatAt(0, 'start'),
      beatAt(4 * MINUTE_MS, 'success'),
      beatAt(10 * MINUTE_MS, 'failure'),
    ]);
    expect(measure({ runs }, STORY_MS + 20 * MINUTE_MS)).toEqual({
      durationMs: 4 * MINUTE_MS,
      sinceSuccessMs: 16 * MINUTE_MS,
    });
  });

  it('are absent before there are any', () => {
    expect(measure({ runs: [] }, STORY_MS)).toEqual({});
  });
});
