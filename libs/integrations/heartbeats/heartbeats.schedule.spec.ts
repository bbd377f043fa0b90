import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cronFaultOf, cronSchedule, everySchedule } from './heartbeats.schedule.js';

const HOUR_MS = 3_600_000;
const at = (instant: string) => Date.parse(instant);

/** Times at which runs are due one after another, each of which begins on time. */
function dueAfter(expression: string, timeZone: string, begin: string, count: number): string[] {
  const schedule = cronSchedule(expression, timeZone);
  const due: string[] = [];
  for (let ms = at(begin); due.length < count;) {
    ms = schedule.dueAfterRun(ms);
    due.push(new Date(ms).toISOString().slice(5, 16));
  }
  return due;
}

describe('a cron expression', () => {
  it.each([
    {
      what: 'is due at the first moment after the gap where summer time leaves its time out',
      expression: '30 2 * * *',
      timeZone: 'Europe/Berlin',
      begin: '2026-03-28T01:30:00Z',
      due: ['03-29T01:00', '03-30T00:30', '03-31T00:30'],
    },
    {
      what: 'is due once where its time comes twice, the first time',
      expression: '30 2 * * *',
      timeZone: 'Europe/Berlin',
      begin: '2026-10-24T00:30:00Z',
      due: ['10-25T00:30', '10-26T01:30', '10-27T01:30'],
    },
    {
      what: 'of every hour has nothing more and nothing less to do in the gap',
      expression: '30 * * * *',
      timeZone: 'Europe/Berlin',
      begin: '2026-03-29T00:30:00Z',
      due: ['03-29T01:30', '03-29T02:30'],
    },
    {
      what: 'of every hour is due in both hours of the overlap',
      expression: '30 * * * *',
      timeZone: 'Europe/Berlin',
      begin: '2026-10-24T23:30:00Z',
      due: ['10-25T00:30', '10-25T01:30', '10-25T02:30'],
    },
    {
      what: 'knows the gap of another zone',
      expression: '30 2 * * *',
      timeZone: 'America/New_York',
      begin: '2026-03-07T07:30:00Z',
      due: ['03-08T07:00', '03-09T06:30'],
    },
    {
      what: 'is due by a clock without summer time',
      expression: '0 2 * * *',
      timeZone: 'Asia/Seoul',
      begin: '2026-03-28T17:00:00Z',
      due: ['03-29T17:00', '03-30T17:00'],
    },
  ])('$what', ({ expression, timeZone, begin, due }) => {
    expect(dueAfter(expression, timeZone, begin, due.length)).toEqual(due);
  });

  it('takes a run that begins a little early for that run', () => {
    const { dueAfterRun } = cronSchedule('0 2 * * *', 'UTC');
    expect(dueAfterRun(at('2026-10-02T01:59:30Z'))).toBe(at('2026-10-03T02:00:00Z'));
    expect(dueAfterRun(at('2026-10-02T01:50:00Z'))).toBe(at('2026-10-02T02:00:00Z'));
  });

  it('is never early by more than half of a short interval', () => {
    const { dueAfterRun } = cronSchedule('* * * * *', 'UTC');
    expect(dueAfterRun(at('2026-10-02T02:00:20Z'))).toBe(at('2026-10-02T02:01:00Z'));
    expect(dueAfterRun(at('2026-10-02T02:00:40Z'))).toBe(at('2026-10-02T02:02:00Z'));
  });

  it.each([
    { expression: '0 2 * *', timeZone: 'UTC', fault: 'must be a cron expression' },
    { expression: '0 0 2 * * *', timeZone: 'UTC', fault: 'must be a cron expression' },
    { expression: '61 2 * * *', timeZone: 'UTC', fault: 'must be a cron expression' },
    { expression: '0 2 30 2 *', timeZone: 'UTC', fault: 'is never due' },
    { expression: '0 2 * * *', timeZone: 'Mars/Base', fault: 'has a time zone that does not exist' },
  ])('is refused where it is $expression in $timeZone', ({ expression, timeZone, fault }) => {
    expect(cronFaultOf(expression, timeZone)).toContain(fault);
  });

  it('is fine with names and lists', () => {
    expect(cronFaultOf('0,30 1-5 * jan,dec mon-fri', 'Asia/Seoul')).toBeUndefined();
  });

  it('is due after every run, never twice for one, and no later than its next but one time', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');
    const field = fc.constantFrom('0', '30', '17', '*/20', '*');
    const hours = fc.constantFrom('*', '2', '1,3', '*/6');
    const moments = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });
    fc.assert(
      fc.property(zones, field, hours, moments, (timeZone, minute, hour, beganMs) => {
        const schedule = cronSchedule(`${minute} ${hour} * * *`, timeZone);
        const dueMs = schedule.dueAfterRun(beganMs);
        const next = schedule.dueAfterSilence(beganMs);
        expect(dueMs).toBeGreaterThan(beganMs);
        expect([next, schedule.dueAfterSilence(next)]).toContain(dueMs);
        // A run on time leads to the time after it.
        expect(schedule.dueAfterRun(dueMs)).toBe(schedule.dueAfterSilence(dueMs));
        // Summer time moves what is due each day by an hour, and by no more.
        expect(schedule.dueAfterSilence(dueMs) - dueMs).toBeLessThanOrEqual(25 * HOUR_MS);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a period', () => {
  it('begins with each run', () => {
    const schedule = everySchedule(HOUR_MS);
    expect(schedule.dueAfterRun(5)).toBe(HOUR_MS + 5);
    expect(schedule.dueAfterSilence(7)).toBe(HOUR_MS + 7);
  });
});
