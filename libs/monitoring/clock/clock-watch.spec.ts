import { FakeClock } from '@envscope/testing/fakes/fake-clock.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ClockWatch, type Pause } from './clock-watch.js';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;

describe('ClockWatch', () => {
  let clock: FakeClock;
  let watch: ClockWatch;
  let pauses: Pause[];

  beforeEach(() => {
    clock = new FakeClock();
    watch = new ClockWatch(clock);
    pauses = [];
    watch.onPause((pause) => pauses.push(pause));
  });

  /** Seconds that go by, at each of which the watch looks. */
  function live(seconds: number, driftMs = 0): void {
    for (let second = 0; second < seconds; second += 1) {
      clock.pass(SECOND_MS);
      clock.set(driftMs);
      watch.notice();
    }
  }

  it.each<{ story: string; happen: () => void; expected: Pause }>([
    {
      story: 'a process that was stopped',
      happen: () => clock.pass(61 * SECOND_MS),
      expected: { kind: 'stopped', lostMs: 60 * SECOND_MS },
    },
    {
      story: 'a clock that was set forward, or a machine that slept',
      happen: () => clock.set(HOUR_MS),
      expected: { kind: 'ahead', lostMs: HOUR_MS },
    },
    {
      story: 'a clock that was set back',
      happen: () => clock.set(-HOUR_MS),
      expected: { kind: 'back', lostMs: -HOUR_MS },
    },
    {
      story: 'a machine that slept while the process was stopped',
      happen: () => {
        clock.pass(61 * SECOND_MS);
        clock.set(HOUR_MS);
      },
      expected: { kind: 'ahead', lostMs: HOUR_MS + 60 * SECOND_MS },
    },
  ])('notices $story, once', ({ happen, expected }) => {
    live(10);
    happen();
    expect([watch.notice(), watch.notice()]).toEqual([true, false]);
    live(10);
    expect(pauses).toEqual([expected]);
  });

  it('calls neither a busy moment nor a clock that runs too fast or too slow a pause', () => {
    clock.pass(4 * SECOND_MS);
    watch.notice();
    live(3_600, 20);
    live(3_600, -20);
    clock.set(-500);
    live(10);
    expect(pauses).toEqual([]);
  });

  it('counts the pauses in which a check may have been caught', () => {
    clock.set(-HOUR_MS);
    watch.notice();
    expect(watch.unwatched).toBe(0);
    clock.set(HOUR_MS);
    watch.notice();
    clock.pass(30 * SECOND_MS);
    watch.notice();
    expect(watch.unwatched).toBe(2);
  });

  it('adds up how long the process stood still, up to a second of each time left out', () => {
    live(10);
    expect(watch.stalledMs).toBe(0);
    clock.pass(3 * SECOND_MS);
    watch.notice();
    clock.pass(30 * SECOND_MS);
    watch.notice();
    clock.set(HOUR_MS);
    watch.notice();
    expect(watch.stalledMs).toBe(31 * SECOND_MS);
  });

  describe('how long ago a moment was', () => {
    it.each([
      { story: 'a jump ahead', jumpMs: 5 * HOUR_MS },
      { story: 'a jump back', jumpMs: -5 * HOUR_MS },
      { story: 'a jump back into what was just lived through', jumpMs: -120 * SECOND_MS },
    ])('leaves out $story', ({ jumpMs }) => {
      live(600);
      const momentMs = clock.now();
      live(60);
      clock.set(jumpMs);
      watch.notice();
      expect(watch.elapsedSince(momentMs)).toBe(60 * SECOND_MS);
      expect(watch.elapsedSince(clock.now())).toBe(0);
    });

    it('knows of a moment that somebody waits for, though it comes again', () => {
      const momentMs = clock.now();
      expect(watch.elapsedSince(momentMs)).toBe(0);
      live(60);
      clock.set(-120 * SECOND_MS);
      live(600);
      expect(watch.elapsedSince(momentMs)).toBe(660 * SECOND_MS);
    });

    it('leaves out the time in which the process was stopped', () => {
      const momentMs = clock.now();
      live(60);
      clock.pass(HOUR_MS);
      watch.notice();
      expect(watch.elapsedSince(momentMs)).toBe(61 * SECOND_MS);
    });

    it('leaves out both of two jumps, and what both make together', () => {
      const momentMs = clock.now() - HOUR_MS;
      clock.set(48 * HOUR_MS);
      watch.notice();
      expect(watch.lostMs).toBe(48 * HOUR_MS);
      clock.set(-48 * HOUR_MS);
      watch.notice();
      expect(watch.elapsedSince(momentMs)).toBe(HOUR_MS);
      expect(watch.lostMs).toBe(0);
    });
  });
});
