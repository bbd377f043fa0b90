import { StoreFault, type StatusPoint, type StatusQuery } from '@envscope/store/observation-store.js';
import { observationOf, STORY_START_MS } from '@envscope/testing/observations.js';
import { describe, expect, it } from '@jest/globals';
import { StatusHistory } from './status-history.js';

const STEP_MS = StatusHistory.stepMs;
const stepsAgo = (steps: number) => STORY_START_MS - steps * STEP_MS;
const REFUSED = { code: 'refused', params: {} } as const;

/** A store that holds these points. */
class Stored {
  readonly queries: StatusQuery[] = [];
  isFailing = false;

  constructor(private readonly points: readonly StatusPoint[] = []) {}

  statuses(query: StatusQuery): Promise<StatusPoint[]> {
    this.queries.push(query);
    if (this.isFailing) return Promise.reject(new StoreFault('The disk is full'));
    return Promise.resolve([...this.points]);
  }
}

describe('StatusHistory', () => {
  let clockMs = STORY_START_MS;

  const begin = (stored = new Stored()) => {
    clockMs = STORY_START_MS;
    return new StatusHistory(stored, () => clockMs);
  };
  const runsOf = async (history: StatusHistory) =>
    (await history.runsOf('dev', 'redis', history.fromMs())).map(
      ({ status, steps }) => `${steps} ${status ?? 'nothing'}`,
    );

  it('knows the worst status of each step, and where nothing was heard', async () => {
    const history = begin();
    const down = { target: 'b', status: 'down', reason: REFUSED } as const;
    history.note(observationOf({ atMs: stepsAgo(3) }));
    history.note(observationOf({ atMs: stepsAgo(1), results: [{}, down] }));
    history.note(observationOf({ atMs: stepsAgo(1) + 60_000 }));
    history.note(observationOf());
    expect(await runsOf(history)).toEqual(['44 nothing', '1 up', '1 nothing', '1 down', '1 up']);
  });

  it('knows what was stored before it began, which it reads once', async () => {
    const stored = new Stored([
      { startMs: stepsAgo(2), worst: 'degraded' },
      { startMs: stepsAgo(1), worst: 'up' },
    ]);
    const history = begin(stored);
    history.note(observationOf());
    for (let time = 0; time < 2; time += 1)
      expect(await runsOf(history)).toEqual(['45 nothing', '1 degraded', '2 up']);
    expect(stored.queries).toMatchObject([{ environment: 'dev', service: 'redis', fromMs: stepsAgo(47) }]);
  });

  it('reads the store again where it failed', async () => {
    const stored = new Stored([{ startMs: stepsAgo(0), worst: 'up' }]);
    stored.isFailing = true;
    const history = begin(stored);
    await expect(runsOf(history)).rejects.toBeInstanceOf(StoreFault);
    stored.isFailing = false;
    expect(await runsOf(history)).toEqual(['47 nothing', '1 up']);
  });

  it('takes neither waiting nor what nobody set up for a state', async () => {
    const history = begin();
    const waiting = { status: 'unknown', reason: { code: 'monitor-pending', params: {} } } as const;
    const unset = { status: 'unconfigured', reason: { code: 'unconfigured', params: {} } } as const;
    history.note(
      observationOf({
        results: [
          { target: 'a', ...waiting },
          { target: 'b', ...unset },
        ],
      }),
    );
    expect(await runsOf(history)).toEqual(['48 nothing']);
  });

  it('forgets what is over a day old', async () => {
    const history = begin();
    history.note(observationOf());
    clockMs += 48 * STEP_MS;
    history.note(observationOf({ atMs: clockMs }));
    expect(await runsOf(history)).toEqual(['47 nothing', '1 up']);
  });
});
