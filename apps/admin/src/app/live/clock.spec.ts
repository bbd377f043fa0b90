import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { Clock } from './clock';

describe('Clock', () => {
  it.each([
    { ageMs: 8_800, steadyMs: 8_000 },
    { ageMs: 59_999, steadyMs: 59_000 },
    { ageMs: 119_000, steadyMs: 60_000 },
    { ageMs: 7_260_500, steadyMs: 7_260_000 },
    { ageMs: 0, steadyMs: 1_000 },
    { ageMs: -5_000, steadyMs: 1_000 },
  ])('takes $ageMs ms for $steadyMs ms, so that an age seldom changes', ({ ageMs, steadyMs }) => {
    const clock = TestBed.inject(Clock);
    expect(clock.steadyAgeMs(new Date(clock.nowMs() - ageMs).toISOString())).toBe(steadyMs);
  });
});
