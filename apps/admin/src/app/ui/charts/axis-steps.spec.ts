import { describe, expect, it } from '@jest/globals';
import { formatBytes, formatDuration } from '@envscope/texts/format.js';
import { axisSteps } from './axis-steps';

const HOUR_MS = 3_600_000;

/** The step that an axis takes, as the plot library chooses it: the first that leaves at least so much between two marks. */
const stepOf = (measurement: string, least: number) => axisSteps(measurement)?.find((step) => step >= least);

describe('axisSteps', () => {
  it.each([
    { least: 0.3, step: '0.5 ms' },
    { least: 130, step: '200 ms' },
    { least: 7_000, step: '10 sec' },
    { least: 21 * 60_000, step: '30m' },
    { least: 1.4 * HOUR_MS, step: '2h' },
    { least: 7 * HOUR_MS, step: '12h' },
    { least: 30 * HOUR_MS, step: '2d' },
  ])('counts durations as clocks do: $step', ({ least, step }) => {
    expect(formatDuration('en', stepOf('lastSuccessAgeMs', least) ?? 0)).toBe(step);
  });

  it('counts bytes as they are written', () => {
    expect(formatBytes('en', stepOf('memoryUsedBytes', 200_000_000) ?? 0)).toBe('256 MB');
  });

  it('leaves other figures their round numbers', () => {
    expect(axisSteps('hitRatio')).toBeUndefined();
    expect(axisSteps('connections')).toBeUndefined();
  });

  it('ascends', () => {
    for (const name of ['latencyMs', 'memoryUsedBytes'])
      expect(axisSteps(name)).toEqual(axisSteps(name)?.toSorted((a, b) => a - b));
  });
});
