import type { Observation } from '@envscope/contracts/index.js';
import type { Probe } from '@envscope/integrations/kernel/probe.js';
import type { Prober } from '@envscope/monitoring/checks/prober.js';
import type { CheckPlan, PlannedCheck } from '@envscope/monitoring/schedule/check-plan.js';
import { placeOf } from '@envscope/monitoring/schedule/own-place.js';
import type { CheckJob } from '@envscope/monitoring/workers/messages.js';
import { digestOf, type SpreadTarget } from '@envscope/monitoring/workers/shards.js';
import { observationOf } from '@envscope/testing/observations.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ShardRunner } from './shard-runner.js';

const AT = Date.UTC(2026, 0, 1);
const INTERVAL_MS = 60_000;
const TIMEOUT_MS = 10_000;

const probe: Probe = {
  service: 'endpoints',
  runsAnywhere: true,
  observe: () => Promise.reject(new Error('The prober stands before it')),
};

function planned(name: string): PlannedCheck {
  return {
    probe,
    environment: 'dev',
    target: { id: name },
    terms: { intervalMs: INTERVAL_MS, timeoutMs: TIMEOUT_MS, failureThreshold: 2, successThreshold: 2 },
    destinations: [],
    locations: [],
    quorum: 'majority',
  };
}

const seen = (target: string) =>
  observationOf({ service: 'endpoints', covers: 'targets', atMs: Date.now(), results: [{ target }] });

const NAMES = ['api', 'web', 'shop'];
const CHECKS = NAMES.map(planned);
/** Milliseconds after the begin of an interval. */
const placeMs = (name: string) => placeOf('dev', 'endpoints', name) * INTERVAL_MS;

function jobOf(names: readonly string[], more: Partial<CheckJob> = {}): CheckJob {
  return {
    version: 1,
    intervalMs: INTERVAL_MS,
    offsetMs: 1,
    digest: digestOf(names.map(planned)),
    askedMs: null,
    isRequested: false,
    targets: { dev: { endpoints: [...names] } },
    ...more,
  };
}

describe('ShardRunner', () => {
  let begun: { name: string; atMs: number; stop: AbortSignal; isRequested: boolean | undefined }[];
  let results: { plannedMs: number; isRequested: boolean; name: string | undefined }[];
  let settings: { unknown: readonly SpreadTarget[]; isSame: boolean }[];
  let faults: unknown[];
  /** What the check of a target brings; at once, unless it says otherwise. */
  let answer: (name: string, stop: AbortSignal) => Promise<Observation | undefined>;
  let runner: ShardRunner;

  beforeEach(() => {
    jest.useFakeTimers({ now: AT });
    [begun, results, settings, faults] = [[], [], [], []];
    answer = (name) => Promise.resolve(seen(name));
    const prober: Pick<Prober, 'probe'> = {
      probe: (_probe, _environment, { stop, isRequested }, name = '') => {
        begun.push({ name, atMs: Date.now() - AT, stop, isRequested });
        return answer(name, stop);
      },
    };
    runner = new ShardRunner(
      { checks: CHECKS } as unknown as CheckPlan,
      prober,
      {
        result: (plannedMs, isRequested, { results: [first] }) =>
          results.push({ plannedMs, isRequested, name: first?.target }),
        noteSettings: (unknown, isSame) => settings.push({ unknown, isSame }),
      },
      (error) => faults.push(error),
    );
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
  /** What the end of a job brings; undefined as long as there is none. */
  const endOf = (run: Promise<CheckJob | null>) => {
    const outcome: { rest?: CheckJob | null } = {};
    void run.then((rest) => (outcome.rest = rest));
    return outcome;
  };

  it('begins each check at its own place, and says for when it was planned', async () => {
    const ended = endOf(runner.run(jobOf(NAMES), AT + 1, 0));
    await pass(INTERVAL_MS);
    expect(ended.rest).toBeNull();
    expect(begun).toHaveLength(3);
    for (const { name, atMs } of begun) {
      expect(atMs - placeMs(name)).toBeGreaterThanOrEqual(-1);
      expect(atMs - placeMs(name)).toBeLessThanOrEqual(101);
    }
    for (const { name = '', plannedMs, isRequested } of results) {
      expect(Math.abs(plannedMs - AT - placeMs(name))).toBeLessThanOrEqual(1);
      expect(isRequested).toBe(false);
    }
    expect(settings).toEqual([{ unknown: [], isSame: true }]);
  });

  it("goes by Redis' clock", async () => {
    void runner.run(jobOf(['api']), AT + 1, -5_000);
    await pass(placeMs('api') + 4_800);
    expect(begun).toEqual([]);
    await pass(400);
    expect(begun).toHaveLength(1);
    expect(Math.abs((results[0]?.plannedMs ?? 0) - AT - placeMs('api'))).toBeLessThanOrEqual(1);
  });

  it('makes what a person asked for at once', async () => {
    const ended = endOf(runner.run(jobOf(NAMES, { digest: '', askedMs: AT, isRequested: true }), AT, 0));
    await pass(200);
    expect(ended.rest).toBeNull();
    expect(begun.map(({ isRequested }) => isRequested)).toEqual([true, true, true]);
    expect(results).toEqual(NAMES.map((name) => ({ name, plannedMs: AT, isRequested: true })));
  });

  it('says which targets its settings lack, and makes the others', async () => {
    const ended = endOf(runner.run(jobOf([...NAMES, 'gone'], { askedMs: AT }), AT, 0));
    await pass(200);
    expect(ended.rest).toBeNull();
    expect(begun).toHaveLength(3);
    const gone = { environment: 'dev', service: 'endpoints', target: 'gone' };
    expect(settings).toEqual([{ unknown: [gone], isSame: true }]);
  });

  it('says where its settings differ from those of the console', () => {
    const other = { ...planned('api'), terms: { ...planned('api').terms, timeoutMs: 1 } } as PlannedCheck;
    void runner.run(jobOf(['api'], { digest: digestOf([other]) }), AT, 0);
    void runner.run(jobOf(['api'], { digest: '' }), AT, 0);
    expect(settings.map(({ isSame }) => isSame)).toEqual([false, true]);
  });

  it('begins what is late one after another, so that it does not measure its own crowd', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `e${index}`);
    runner = new ShardRunner(
      { checks: names.map(planned) } as unknown as CheckPlan,
      {
        probe: (_probe, _environment, { stop }, name = '') => {
          begun.push({ name, atMs: Date.now() - AT, stop, isRequested: undefined });
          return Promise.resolve(seen(name));
        },
      },
      { result: () => undefined, noteSettings: () => undefined },
      (error) => faults.push(error),
    );
    const ended = endOf(runner.run(jobOf(names), AT - INTERVAL_MS, 0));
    await pass(250);
    expect(begun.length).toBeGreaterThan(30);
    expect(begun.length).toBeLessThan(60);
    expect(ended.rest).toBeUndefined();
    await pass(350);
    expect(begun).toHaveLength(100);
    expect(ended.rest).toBeNull();
  });

  it('ends the job of a check from which nothing can be concluded, and of one that is a mistake', async () => {
    answer = (name) => (name === 'api' ? Promise.resolve(undefined) : Promise.reject(new Error(name)));
    const ended = endOf(runner.run(jobOf(['api', 'web'], { askedMs: AT }), AT, 0));
    await pass(200);
    expect(ended.rest).toBeNull();
    expect(results).toEqual([]);
    expect(faults).toEqual([new Error('web')]);
  });

  it('gives back what it did not begin when it stops, and takes nothing more', async () => {
    const names = NAMES.toSorted((a, b) => placeMs(a) - placeMs(b));
    const ended = endOf(runner.run(jobOf(names), AT + 1, 0));
    await pass(placeMs(names[0] ?? '') + 150);
    expect(begun).toHaveLength(1);
    runner.stop();
    await pass(0);
    expect(ended.rest).toEqual(jobOf(names, { digest: '', targets: { dev: { endpoints: names.slice(1) } } }));
    const whole = jobOf(names);
    expect(await runner.run(whole, AT + 1, 0)).toEqual(whole);
    await pass(2 * INTERVAL_MS);
    expect(begun).toHaveLength(1);
  });

  it('gives checks in flight two seconds when it stops, and gives back what did not end', async () => {
    answer = (name, stop) =>
      new Promise((resolve, reject) => {
        if (name === 'web') setTimeout(() => resolve(seen(name)), 1_500);
        stop.addEventListener('abort', () => reject(stop.reason as Error));
      });
    const ended = endOf(runner.run(jobOf(['api', 'web'], { askedMs: AT }), AT, 0));
    await pass(200);
    runner.stop();
    await pass(1_900);
    expect(results.map(({ name }) => name)).toEqual(['web']);
    expect(ended.rest).toBeUndefined();
    await pass(200);
    expect(ended.rest?.targets).toEqual({ dev: { endpoints: ['api'] } });
    expect(faults).toEqual([]);
  });
});
