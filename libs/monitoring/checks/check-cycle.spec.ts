import type { CheckStatus, Observation } from '@envscope/contracts/index.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import { ruleOf } from '@envscope/testing/alerts.js';
import { FakeClock } from '@envscope/testing/fakes/fake-clock.js';
import { FakeStore } from '@envscope/testing/fakes/fake-store.js';
import { observationOf } from '@envscope/testing/observations.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ClockWatch } from '../clock/clock-watch.js';
import { Freshness } from '../clock/freshness.js';
import { unobserved } from '../connection/unobserved.js';
import { LocationBoard } from '../locations/location-board.js';
import { ObservationWriter } from './observation-writer.js';
import { CheckCycle } from './check-cycle.js';
import { Sparklines } from './sparklines.js';
import { StatusBoard } from './status-board.js';
import { StatusHistory } from './status-history.js';

const HOUR_MS = 3_600_000;

describe('CheckCycle', () => {
  let clock: FakeClock;
  let cycle: CheckCycle;
  let board: StatusBoard;
  let judged: Observation[];
  let store: FakeStore;
  let published: string[];
  let status: CheckStatus;
  /** What the console may conclude from. */
  let admitted: (observation: Observation) => Observation;
  /** What happens while the service is checked. */
  let happen: () => void;
  let watched: CheckLimits['watched'];
  const probe: Probe = {
    service: 'redis',
    observe: (_environment, asked, target) => {
      happen();
      watched = asked.watched;
      const covers = target === undefined ? 'service' : 'targets';
      return Promise.resolve(observationOf({ covers, results: [{ status, target: target ?? 'default' }] }));
    },
  };
  const limits = { timeoutMs: 10_000, stop: new AbortController().signal };
  const run = (target?: string) => cycle.run(probe, 'dev', limits, target);

  beforeEach(() => {
    clock = new FakeClock();
    const terms = { intervalMs: 10_000, timeoutMs: 10_000 };
    board = new StatusBoard(new Freshness(() => terms, clock.steady), { now: clock.now });
    [judged, published, status, store] = [[], [], 'down', new FakeStore()];
    happen = () => undefined;
    admitted = (observation) => observation;
    const evaluator = {
      evaluate: (observation: Observation) => {
        judged.push(observation);
        return Promise.resolve();
      },
    };
    const locations = new LocationBoard({
      locationsOf: (_environment, _service, target) =>
        target === 'far' ? { locations: ['seoul', 'frankfurt'], quorum: 'majority' } : null,
      termsOf: () => terms,
      clock,
      lastSeen: () => board.observations(),
    });
    cycle = new CheckCycle(
      new ClockWatch(clock),
      new ObservationWriter(store),
      board,
      new Sparklines(new Map()),
      new StatusHistory(store),
      {
        note: ({ status: shown, hasChanged, requested = [] }, isAwaited) =>
          published.push(
            [shown, hasChanged && 'changed', isAwaited && 'awaited', ...requested].filter(Boolean).join(' '),
          ),
      },
      evaluator,
      { for: () => [ruleOf()] },
      { admit: (observation) => Promise.resolve(admitted(observation)) },
      locations,
    );
  });

  it('lets the probe know what rules watch', async () => {
    await run();
    expect(watched).toMatchObject([{ measurement: 'memoryUsedRatio' }]);
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
    expect(await run()).toBe('unknown');
    expect(judged).toHaveLength(1);
  });

  it('keeps what was under way while the clock was set back', async () => {
    happen = () => clock.set(-HOUR_MS);
    expect(await run()).toBe('down');
  });

  it('stores, shows and judges only what its own connection let it see', async () => {
    admitted = (observation) => unobserved(observation, new Date(clock.now()).toISOString());
    expect(await run()).toBe('unknown');
    const seen = [board.of('dev', 'redis')?.results, judged[0]?.results, store.kept[0]?.results];
    expect(seen.map((results) => results?.[0]?.reason?.code)).toEqual(seen.map(() => 'not-observed'));
  });

  it('says what is news: a status that changed, or a check that a person asked for', async () => {
    await run();
    await run();
    status = 'up';
    await run();
    await cycle.run(probe, 'dev', { ...limits, isRequested: true });
    expect(published).toEqual(['down changed awaited', 'down', 'up changed awaited', 'up awaited default']);
  });

  it('takes what was checked elsewhere, and probes without an effect on what is known', async () => {
    const observation = await cycle.probe(probe, 'dev', limits);
    expect([board.of('dev', 'redis'), store.kept, judged]).toEqual([undefined, [], []]);
    if (observation) await cycle.take(observation);
    expect([board.of('dev', 'redis')?.status, store.kept.length, judged.length]).toEqual(['down', 1, 1]);
  });

  it('joins what locations saw, shows each report, and evaluates each round', async () => {
    const results = [{ status: 'down', target: 'far' }] as const;
    const seen = (atMs: number) => observationOf({ covers: 'targets', atMs, results: [...results] });
    expect(await cycle.take(seen(clock.now()), { location: 'seoul' })).toBe('unknown');
    expect(board.of('dev', 'redis')?.result('far')?.reason?.code).toBe('locations-pending');
    expect(await cycle.take(seen(clock.now()), { location: 'frankfurt' })).toBe('down');
    expect(judged.map(({ results: [result] }) => result?.reason?.params['locations'])).toEqual([
      'seoul, frankfurt',
    ]);
    expect(await cycle.take(seen(clock.now()), { location: 'frankfurt' })).toBe('unknown');
    expect([store.kept.length, judged.length]).toEqual([2, 1]);
  });

  it('checks each target by itself: none waits for another, and a pause costs each one check', async () => {
    await run('a');
    status = 'up';
    await run('b');
    expect(board.of('dev', 'redis')?.counts).toMatchObject({ down: 1, up: 1 });
    expect(judged.map(({ results }) => results[0]?.target)).toEqual(['a', 'b']);
    happen = () => clock.pass(HOUR_MS);
    expect([await run('a'), await run('b'), await run('a')]).toEqual(['unknown', 'unknown', 'up']);
    expect(judged).toHaveLength(3);
  });
});
