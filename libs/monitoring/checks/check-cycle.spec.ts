import type { Observation } from '@envscope/contracts/index.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import { FakeClock } from '@envscope/testing/fakes/fake-clock.js';
import { FakeStore } from '@envscope/testing/fakes/fake-store.js';
import { observationOf } from '@envscope/testing/observations.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ClockWatch } from '../clock/clock-watch.js';
import { Freshness } from '../clock/freshness.js';
import { ObservationWriter } from './observation-writer.js';
import { CheckCycle } from './check-cycle.js';
import { LiveFeed } from '../feed/live-feed.js';
import { Sparklines } from './sparklines.js';
import { StatusBoard } from './status-board.js';

const HOUR_MS = 3_600_000;

describe('CheckCycle', () => {
  let clock: FakeClock;
  let cycle: CheckCycle;
  let board: StatusBoard;
  let freshness: Freshness;
  let judged: Observation[];
  /** What happens while the service is checked. */
  let happen: (limits: CheckLimits) => void;
  const probe: Probe = {
    service: 'redis',
    observe: (_environment, limits) => {
      happen(limits);
      return Promise.resolve(observationOf({ results: [{ status: 'down' }] }));
    },
  };
  const run = () => cycle.run(probe, 'dev', { timeoutMs: 10_000, stop: new AbortController().signal });

  beforeEach(() => {
    clock = new FakeClock();
    freshness = new Freshness(() => 10_000, clock.steady);
    board = new StatusBoard(freshness, clock.now);
    judged = [];
    happen = () => undefined;
    const evaluator = {
      evaluate: (observation: Observation) => {
        judged.push(observation);
        return Promise.resolve();
      },
    };
    cycle = new CheckCycle(
      new ClockWatch(clock),
      freshness,
      new ObservationWriter(new FakeStore()),
      board,
      new Sparklines(new Map()),
      new LiveFeed(),
      evaluator,
    );
  });

  it('shows and judges what a probe sees', async () => {
    expect(await run()).toBe('down');
    expect(board.of('dev', 'redis')?.status).toBe('down');
    expect(judged).toHaveLength(1);
  });

  it.each([
    { story: 'the process was stopped', pause: () => clock.pass(HOUR_MS) },
    { story: 'the machine may have slept', pause: () => clock.set(HOUR_MS) },
  ])('drops what was under way while $story, once', async ({ pause }) => {
    happen = pause;
    expect(await run()).toBe('unknown');
    expect([board.of('dev', 'redis'), judged.length]).toEqual([undefined, 0]);
    expect(await run()).toBe('down');
    expect(await run()).toBe('down');
    expect(judged).toHaveLength(1);
  });

  it('keeps what was under way while the clock was set back', async () => {
    happen = () => clock.set(-HOUR_MS);
    expect(await run()).toBe('down');
  });

  it('hears of each target while a run goes on', async () => {
    await run();
    happen = ({ onProgress }) => {
      clock.pass(31_000);
      expect(freshness.isStale('dev', 'redis')).toBe(true);
      onProgress?.();
      expect(freshness.isStale('dev', 'redis')).toBe(false);
    };
    await run();
  });
});
