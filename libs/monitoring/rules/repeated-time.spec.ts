import { STORY_START_MS as START } from '@envscope/testing/observations.js';
import { describe, expect, it } from '@jest/globals';
import { RepeatedTime } from './repeated-time.js';

const HOUR_MS = 3_600_000;
const window = (toMs: number) => ({ fromMs: toMs - 300_000, toMs });

describe('RepeatedTime', () => {
  it('leaves everything to the store while the clock was not set back', () => {
    const repeated = new RepeatedTime();
    repeated.note('a', 1, START);
    expect(repeated.samplesIn('a', window(START))).toBeNull();
  });

  it('knows only what was measured since the clock was set back', () => {
    const repeated = new RepeatedTime();
    repeated.begin(START - HOUR_MS, START);
    expect(repeated.samplesIn('a', window(START - HOUR_MS))).toEqual([]);
    repeated.note('a', 7, START - HOUR_MS + 30_000);
    repeated.note('b', 8, START - HOUR_MS + 30_000);
    expect(repeated.samplesIn('a', window(START - HOUR_MS + 60_000))).toMatchObject([{ min: 7, max: 7 }]);
    expect(repeated.samplesIn('a', window(START - HOUR_MS + 600_000))).toEqual([]);
  });

  it('leaves it to the store again once no time of the window came twice', () => {
    const repeated = new RepeatedTime();
    repeated.begin(START - HOUR_MS, START);
    expect(repeated.samplesIn('a', window(START + 300_000))).toEqual([]);
    expect(repeated.samplesIn('a', window(START + 300_001))).toBeNull();
  });
});
