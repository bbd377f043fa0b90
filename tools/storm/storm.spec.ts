import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApiIfChanged } from '../build.mjs';
import { Stage } from './stage.ts';
import { runStorm } from './storm.ts';
import { FOUL_WEATHER } from './weather.ts';

const BUILD_LIMIT_MS = 180_000;
const STORM_LIMIT_MS = 300_000;

/** One check is enough, so that a storm takes half a minute. */
const HASTE = { ALERT_FAILURE_THRESHOLD: '1', ALERT_SUCCESS_THRESHOLD: '1' };

describe('a storm of a hundred endpoints in three environments', () => {
  let stage: Stage;

  beforeAll(() => buildApiIfChanged(), BUILD_LIMIT_MS);
  afterEach(() => stage.close());

  it(
    'is told whole, once, in order and in the right channels, whatever Discord does',
    async () => {
      stage = await Stage.open(HASTE);
      await stage.launch();
      const { faults, calls } = await runStorm(stage, { seed: 1, spreadMs: 8_000, weather: FOUL_WEATHER });
      expect(faults).toEqual([]);
      // It was foul indeed.
      expect(Object.keys(calls)).toEqual(
        expect.arrayContaining(['sent', 'limited', 'failed', 'unknown', 'broken']),
      );
    },
    STORM_LIMIT_MS,
  );
});
