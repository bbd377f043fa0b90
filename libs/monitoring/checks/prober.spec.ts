import type { CheckStatus } from '@envscope/contracts/index.js';
import type { Probe } from '@envscope/integrations/kernel/probe.js';
import { FakeClock } from '@envscope/testing/fakes/fake-clock.js';
import { observationOf } from '@envscope/testing/observations.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ClockWatch } from '../clock/clock-watch.js';
import { Prober, type ProberOptions } from './prober.js';

const DEADLINE_MS = 2_000;

describe('Prober', () => {
  let clock: FakeClock;

  beforeEach(() => {
    clock = new FakeClock();
  });

  /** Makes checks that find this, each in a process that stands still so long meanwhile; answers what is concluded of each. */
  async function concluded(
    stills: readonly number[],
    status: CheckStatus,
    options?: ProberOptions,
  ): Promise<string[]> {
    const watch = new ClockWatch(clock);
    const prober = new Prober(watch, { admit: (observation) => Promise.resolve(observation) }, options);
    const concluded: string[] = [];
    for (const stillMs of stills) {
      watch.notice();
      const probe: Probe = {
        service: 'endpoints',
        observe: () => {
          clock.pass(stillMs);
          return Promise.resolve(
            observationOf({ service: 'endpoints', results: [{ target: 'api', status }] }),
          );
        },
      };
      const limits = { timeoutMs: DEADLINE_MS, stop: new AbortController().signal };
      const seen = await prober.probe(probe, 'dev', limits, 'api');
      concluded.push(seen?.results[0]?.status ?? 'nothing');
    }
    return concluded;
  }

  it.each<{ story: string; stills: number[]; status: CheckStatus; expected: string[] }>([
    { story: 'a failure', stills: [DEADLINE_MS], status: 'down', expected: ['down'] },
    {
      story: 'a failure for which it had less than half the time',
      stills: [2_001],
      status: 'down',
      expected: ['nothing'],
    },
    { story: 'an answer all the same', stills: [2_001], status: 'up', expected: ['up'] },
    { story: 'an answer from before a long stop', stills: [6_001], status: 'up', expected: ['nothing'] },
  ])('concludes the right thing from $story', async ({ stills, status, expected }) => {
    expect(await concluded(stills, status)).toEqual(expected);
    expect(await concluded(stills, status, { isStoodInFor: true })).toEqual(expected);
  });

  it('does not go blind where it is stopped again and again, unless another stands in', async () => {
    const stills = [3_000, 3_000, 3_000, 10];
    expect(await concluded(stills, 'down')).toEqual(['nothing', 'down', 'nothing', 'down']);
    expect(await concluded(stills, 'down', { isStoodInFor: true })).toEqual([
      'nothing',
      'nothing',
      'nothing',
      'down',
    ]);
  });
});
