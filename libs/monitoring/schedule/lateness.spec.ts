import { describe, expect, it } from '@jest/globals';
import { Lateness } from './lateness.js';

describe('Lateness', () => {
  it('knows nothing before the first check', () => {
    expect(new Lateness().figures).toBeNull();
  });

  it('says how late most checks, nearly all, and the latest of them started', () => {
    const lateness = new Lateness();
    for (let ms = 1; ms <= 200; ms += 1) lateness.note(ms);
    expect(lateness.figures).toEqual({ medianMs: 100, p99Ms: 198, maximumMs: 200 });
  });

  it('forgets what is over a thousand checks ago', () => {
    const lateness = new Lateness();
    lateness.note(9_000);
    for (let count = 0; count < 1_000; count += 1) lateness.note(2);
    expect(lateness.figures).toEqual({ medianMs: 2, p99Ms: 2, maximumMs: 2 });
  });
});
