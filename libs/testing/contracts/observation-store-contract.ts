import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CheckStatus } from '@envscope/contracts/index.js';
import { bucketed } from '@envscope/store/buckets.js';
import {
  LATENCY,
  StoreFault,
  type ObservationStore,
  type SeriesQuery,
} from '@envscope/store/observation-store.js';
import { observationOf, STORY_START_MS as START, type ObservationDraft } from '../observations.js';

/** Where an adapter keeps its data during one test. */
export interface StorePlace {
  /** A store over the same data each time; the one before it is closed by then. */
  open(): Promise<ObservationStore>;
  remove(): Promise<void>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Latency of the default target of Redis in `dev`, by the minute, over the story's first six hours. */
function query(overrides: Partial<SeriesQuery> = {}): SeriesQuery {
  return {
    environment: 'dev',
    service: 'redis',
    target: 'default',
    measurement: LATENCY,
    fromMs: START,
    toMs: START + 6 * HOUR_MS,
    stepMs: MINUTE_MS,
    ...overrides,
  };
}

/** What every adapter of `ObservationStore` promises. */
export function describeObservationStore(adapter: string, makePlace: () => Promise<StorePlace>): void {
  describe(`${adapter} as an observation store`, () => {
    let place: StorePlace;
    let store: ObservationStore;

    beforeEach(async () => {
      place = await makePlace();
      store = await place.open();
    });

    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    async function reopen(): Promise<void> {
      await store.close();
      store = await place.open();
    }

    describe('latest', () => {
      it('is empty before the first observation', async () => {
        expect(await store.latest()).toEqual([]);
      });

      it('gives back the newest observation of each service of each environment, whole, after a restart too', async () => {
        const dev = observationOf({
          results: [
            { target: 'api', label: 'API · 인증 🔑', measurements: { statusCode: 200, driftMs: -0.25 } },
            {
              target: 'a.b$c/한글',
              status: 'down',
              latencyMs: null,
              reason: { code: 'refused', params: { 'a.b': '$x', port: 443 } },
            },
          ],
          snapshot: { version: '8.2', 'key.with.dots': { $each: [1, null, ''] }, empty: {} },
        });
        const prod = observationOf({ environment: 'prod' });
        const sentry = observationOf({ service: 'sentry' });
        await store.append([observationOf({ atMs: START - MINUTE_MS })]);
        for (const observation of [dev, prod, sentry]) await store.append([observation]);
        await reopen();
        const kept = (await store.latest()).map(({ observation }) => observation);
        expect(kept).toHaveLength(3);
        expect(kept).toEqual(expect.arrayContaining([dev, prod, sentry]));
      });

      it('keeps the figures of parts as history, and gives them no status', async () => {
        const route = { target: 'GET:/orders/:id', label: 'GET /orders/:id' };
        const parts = [820.5, 140].map((p95Ms) => [{ ...route, measurements: { p95Ms } }]);
        const service = 'request-metrics';
        for (const [minute, part] of parts.entries())
          await store.append([observationOf({ service, atMs: START + minute * MINUTE_MS, parts: part })]);
        await reopen();
        const [latest] = await store.latest();
        expect(latest?.observation).toEqual(observationOf({ service, atMs: START + MINUTE_MS }));
        const points = await store.series(query({ service, target: route.target, measurement: 'p95Ms' }));
        expect(points.map(({ mean, worst }) => [mean, worst])).toEqual([
          [820.5, 'up'],
          [140, 'up'],
        ]);
      });

      it('keeps the response time of each location beside that of the target', async () => {
        const parts = [
          { target: 'api@seoul', latencyMs: 30, measurements: {} },
          { target: 'api@frankfurt', latencyMs: 290, measurements: {} },
        ];
        const service = 'endpoints';
        const results = [{ target: 'api', latencyMs: 30 }];
        await store.append([observationOf({ service, covers: 'targets', results, parts })]);
        await reopen();
        const [latest] = await store.latest();
        expect(latest?.observation.results.map(({ target }) => target)).toEqual(['api']);
        const means = async (target: string) =>
          (await store.series(query({ service, target }))).map(({ mean }) => mean);
        expect([await means('api@seoul'), await means('api@frankfurt'), await means('api')]).toEqual([
          [30],
          [290],
          [30],
        ]);
      });

      it('keeps the snapshot of an earlier observation where the newest brought none', async () => {
        await store.append([observationOf({ snapshot: { version: '8.2' } })]);
        await store.append([observationOf({ atMs: START + MINUTE_MS })]);
        const [latest] = await store.latest();
        expect(latest?.observation).toEqual(
          observationOf({ atMs: START + MINUTE_MS, snapshot: { version: '8.2' } }),
        );
      });

      it('does not go back to an observation that arrives late', async () => {
        const newest = observationOf({ atMs: START + MINUTE_MS, snapshot: { version: '8.2' } });
        await store.append([newest]);
        await store.append([observationOf({ snapshot: { version: '8.0' }, results: [{ status: 'down' }] })]);
        expect(await store.latest()).toEqual([{ observation: newest, statusSince: newest.observedAt }]);
        const points = await store.series(query());
        expect(points.map(({ worst }) => worst)).toEqual(['down', 'up']);
      });

      it('shows what was observed after the clock was set back', async () => {
        const nowMs = Date.now();
        await store.append([observationOf({ atMs: nowMs + HOUR_MS, snapshot: { version: '8.0' } })]);
        const newest = observationOf({ atMs: nowMs, snapshot: { version: '8.2' } });
        await store.append([newest]);
        expect(await store.latest()).toEqual([{ observation: newest, statusSince: newest.observedAt }]);
      });

      it('says since when the worst status is what it is', async () => {
        const story = ['up', 'up', 'down', 'down', 'up'] as const;
        const since: (string | undefined)[] = [];
        for (const [minute, status] of story.entries()) {
          const results = [{ target: 'a' }, { target: 'b', status }];
          await store.append([observationOf({ atMs: START + minute * MINUTE_MS, results })]);
          since.push((await store.latest())[0]?.statusSince);
        }
        const at = (minute: number) => new Date(START + minute * MINUTE_MS).toISOString();
        expect(since).toEqual([at(0), at(0), at(2), at(2), at(4)]);
      });
    });

    describe('latest of single targets', () => {
      const at = (minute: number) => START + minute * MINUTE_MS;
      const moment = (minute: number) => new Date(at(minute)).toISOString();
      const of = (minute: number, targets: Record<string, CheckStatus>, rest: ObservationDraft = {}) =>
        observationOf({
          service: 'endpoints',
          covers: 'targets',
          atMs: at(minute),
          results: Object.entries(targets).map(([target, status]) => ({ target, status })),
          ...rest,
        });
      const whole = (minute: number, targets: Record<string, CheckStatus>) =>
        of(minute, targets, { covers: 'service' });
      /** Each target's status and minute, and since which minute the worst is what it is. */
      const known = async () => {
        const [latest, ...others] = await store.latest();
        expect(others).toEqual([]);
        const { observation, statusSince } = latest ?? { observation: of(0, {}), statusSince: moment(0) };
        const minuteOf = (instant: string) => (Date.parse(instant) - START) / MINUTE_MS;
        const targets = observation.results.map(
          ({ target, status, checkedAt }) => `${target} ${status} ${minuteOf(checkedAt)}`,
        );
        return {
          targets: targets.toSorted(),
          at: minuteOf(observation.observedAt),
          covers: observation.covers,
          since: minuteOf(statusSince),
        };
      };

      it('replaces those that were observed and leaves the others', async () => {
        await store.append([of(0, { a: 'up' }), of(1, { b: 'up' }), of(2, { a: 'down' })]);
        const expected = { targets: ['a down 2', 'b up 1'], at: 2, covers: 'targets', since: 2 };
        expect(await known()).toEqual(expected);
        await reopen();
        expect(await known()).toEqual(expected);
        await store.append([of(3, { b: 'up' })]);
        expect(await known()).toEqual({
          targets: ['a down 2', 'b up 3'],
          at: 3,
          covers: 'targets',
          since: 2,
        });
      });

      it("keeps each result whole, its target's detail too, and the newest snapshot", async () => {
        const detail = { address: '192.0.2.7', 'a.b': { $c: [null, 1.5] } };
        const detailed = of(0, {}, { results: [{ target: 'a', detail }], snapshot: { plan: 'm0' } });
        await store.append([detailed]);
        await reopen();
        expect((await store.latest())[0]?.observation).toEqual(detailed);
        await store.append([of(1, {}, { results: [{ target: 'a' }] })]);
        const { results, snapshot } = (await store.latest())[0]?.observation ?? detailed;
        expect([results.map((result) => result.detail), snapshot]).toEqual([[undefined], { plan: 'm0' }]);
      });

      it('forgets a target that an observation of the service lacks', async () => {
        await store.append([of(0, { a: 'down', b: 'up' }), whole(1, { b: 'up', c: 'up' })]);
        expect(await known()).toEqual({ targets: ['b up 1', 'c up 1'], at: 1, covers: 'service', since: 1 });
        await reopen();
        await store.append([of(2, { a: 'up' }), whole(3, { c: 'degraded' })]);
        expect(await known()).toEqual({ targets: ['c degraded 3'], at: 3, covers: 'service', since: 3 });
      });

      it.each([{ isReopened: false }, { isReopened: true }])(
        'lets nothing that comes late replace what is newer (reopened: $isReopened)',
        async ({ isReopened }) => {
          await store.append([whole(2, { a: 'up', b: 'up' }), of(5, { a: 'down' })]);
          if (isReopened) await reopen();
          const late = [of(4, { a: 'up' }), of(1, { c: 'down' }), whole(1, { a: 'up', d: 'down' })];
          await store.append(late);
          const expected = { targets: ['a down 5', 'b up 2'], at: 5, covers: 'targets', since: 5 };
          expect(await known()).toEqual(expected);
          // Newer than all but one target.
          await store.append([whole(3, { a: 'up', c: 'up' }), of(4, { b: 'up' })]);
          expect(await known()).toEqual({ ...expected, targets: ['a down 5', 'b up 4', 'c up 3'] });
          const points = await store.series(query({ service: 'endpoints', target: 'd' }));
          expect(points).toMatchObject([{ worst: 'down', count: 1 }]);
        },
      );

      it.each([{ isTogether: true }, { isTogether: false }])(
        'says since when the worst status of all targets is what it is (in one append: $isTogether)',
        async ({ isTogether }) => {
          const story = [
            of(0, { a: 'up', b: 'up' }),
            of(1, { a: 'down' }),
            of(2, { b: 'down' }),
            of(3, { a: 'up' }),
            of(4, { b: 'degraded' }),
            of(5, { a: 'up' }),
          ];
          if (isTogether) await store.append(story);
          else for (const each of story) await store.append([each]);
          expect((await known()).since).toBe(4);
          await reopen();
          await store.append([of(6, { a: 'degraded' }), of(7, { b: 'up' }), of(8, { c: 'up' })]);
          expect((await known()).since).toBe(4);
          await store.append([of(9, { a: 'down' }), of(10, { a: 'degraded' })]);
          expect((await known()).since).toBe(10);
        },
      );

      it('keeps services apart that are observed in turn', async () => {
        const observations = [
          of(0, { a: 'down' }),
          of(0, { a: 'up' }, { environment: 'prod' }),
          of(1, { b: 'up' }, { environment: 'prod' }),
          of(1, { a: 'up' }),
        ];
        await store.append(observations);
        expect(
          (await store.latest()).map(({ observation: { environment, results }, statusSince }) => [
            environment,
            results.map(({ target, status }) => `${target} ${status}`),
            statusSince,
          ]),
        ).toEqual([
          ['dev', ['a up'], moment(1)],
          ['prod', ['a up', 'b up'], moment(0)],
        ]);
      });

      it('shows what was observed after the clock was set back, target by target', async () => {
        const nowMs = Date.now();
        const ahead = nowMs + HOUR_MS;
        const results = [{ target: 'a', status: 'down' }, { target: 'b' }] as const;
        await store.append([observationOf({ covers: 'service', atMs: ahead, results })]);
        const newest = observationOf({ covers: 'targets', atMs: nowMs, results: [{ target: 'a' }] });
        await store.append([newest]);
        const [latest] = await store.latest();
        expect(latest).toMatchObject({
          observation: { observedAt: newest.observedAt, covers: 'targets' },
          statusSince: newest.observedAt,
        });
        const moments = latest?.observation.results.map(({ target, checkedAt }) => [target, checkedAt]);
        expect(moments?.toSorted()).toEqual([
          ['a', newest.observedAt],
          ['b', new Date(ahead).toISOString()],
        ]);
      });

      it('forgets targets that were not observed since the moment', async () => {
        await store.append([of(0, { a: 'down' }), of(90, { b: 'up' })]);
        await store.prune(START + HOUR_MS);
        expect((await known()).targets).toEqual(['b up 90']);
        await store.append([of(91, { b: 'up' })]);
        expect((await known()).targets).toEqual(['b up 91']);
        await store.append([of(92, { a: 'up' })]);
        expect((await known()).targets).toEqual(['a up 92', 'b up 91']);
        expect(await store.series(query({ service: 'endpoints', target: 'a' }))).toHaveLength(1);
      });
    });

    describe('series', () => {
      it('sums up latency by bucket, with the worst status and the count of results', async () => {
        await store.append([observationOf({ atMs: START + 1_000, results: [{ latencyMs: 10 }] })]);
        await store.append([observationOf({ atMs: START + 31_000, results: [{ latencyMs: 40 }] })]);
        await store.append([
          observationOf({ atMs: START + 59_999, results: [{ status: 'down', latencyMs: null }] }),
        ]);
        await store.append([observationOf({ atMs: START + 3 * HOUR_MS, results: [{ latencyMs: 7 }] })]);
        expect(await store.series(query())).toEqual([
          { at: new Date(START).toISOString(), count: 3, mean: 25, min: 10, max: 40, worst: 'down' },
          { at: new Date(START + 3 * HOUR_MS).toISOString(), count: 1, mean: 7, min: 7, max: 7, worst: 'up' },
        ]);
      });

      it('lists results that lack the measurement without a value', async () => {
        await store.append([observationOf({ results: [{ measurements: { statusCode: 200 } }] })]);
        await store.append([observationOf({ results: [{}] })]);
        const [known] = await store.series(query({ measurement: 'statusCode' }));
        expect(known).toMatchObject({ count: 2, mean: 200 });
        const [unknown] = await store.series(query({ measurement: 'constructor' }));
        expect(unknown).toMatchObject({ count: 2, mean: null, min: null, max: null, worst: 'up' });
      });

      it('takes the first moment of the range and leaves out the last', async () => {
        for (const atMs of [START - 1, START, START + HOUR_MS - 1, START + HOUR_MS]) {
          await store.append([observationOf({ atMs })]);
        }
        const points = await store.series(query({ toMs: START + HOUR_MS, stepMs: HOUR_MS }));
        expect(points).toMatchObject([{ at: new Date(START).toISOString(), count: 2 }]);
      });

      it('starts buckets at multiples of the step since the epoch', async () => {
        await store.append([observationOf({ atMs: START + 90_000 })]);
        const [point] = await store.series(query({ fromMs: START + 80_000, stepMs: 7 * MINUTE_MS }));
        expect(Date.parse(point?.at ?? '') % (7 * MINUTE_MS)).toBe(0);
      });

      it('keeps targets, services and environments apart', async () => {
        await store.append([
          observationOf({
            results: [
              { target: 'a', latencyMs: 1 },
              { target: 'b', latencyMs: 2 },
            ],
          }),
        ]);
        await store.append([observationOf({ service: 'sentry', results: [{ target: 'a', latencyMs: 4 }] })]);
        await store.append([
          observationOf({ environment: 'prod', results: [{ target: 'a', latencyMs: 8 }] }),
        ]);
        const points = await store.series(query({ target: 'a' }));
        expect(points).toMatchObject([{ count: 1, mean: 1 }]);
      });

      it('is empty for what was never observed', async () => {
        expect(await store.series(query({ target: 'nobody' }))).toEqual([]);
      });

      it('gives what was appended to the digit', async () => {
        const value = fc.oneof(fc.double({ noNaN: true, min: -1e12, max: 1e12 }), fc.integer());
        const seen = fc.record({
          atMs: fc.integer({ min: START, max: START + 3 * HOUR_MS }),
          status: fc.constantFrom(...CheckStatus.options),
          value: fc.option(value),
        });
        const stories = fc.asyncProperty(
          fc.uuid(),
          fc.array(seen, { maxLength: 20 }),
          async (target, samples) => {
            const results = samples.map(({ atMs, status, value }) => {
              const measurements: Record<string, number> = value === null ? {} : { driftMs: value };
              return { target, atMs, status, measurements };
            });
            const halves = [results.slice(0, 10), results.slice(10)].filter((half) => half.length > 0);
            for (const half of halves) await store.append([observationOf({ results: half })]);
            const asked = query({ target, measurement: 'driftMs', stepMs: 20 * MINUTE_MS });
            expect(await store.series(asked)).toEqual(bucketed(samples, asked));
          },
        );
        await fc.assert(stories, { numRuns: 15 });
      });
    });

    describe('statuses', () => {
      const asked = {
        environment: 'dev',
        service: 'endpoints',
        fromMs: START,
        toMs: START + 2 * HOUR_MS,
        stepMs: 30 * MINUTE_MS,
        leftOut: ['not-checked'],
      } as const;
      const seen = (minute: number, results: ObservationDraft['results']) =>
        observationOf({ service: 'endpoints', atMs: START + minute * MINUTE_MS, results: results ?? [] });

      it('answers the worst of all targets in each bucket that holds a result', async () => {
        await store.append([seen(-1, [{ target: 'a', status: 'down' }])]);
        await store.append([
          seen(0, [{ target: 'a' }, { target: 'b', status: 'degraded' }]),
          seen(29, [{ target: 'a' }, { target: 'b' }]),
          seen(70, [{ target: 'a', status: 'down' }, { target: 'b' }]),
          seen(119, [{ target: 'a', status: 'paused' }]),
          seen(120, [{ target: 'a', status: 'down' }]),
          observationOf({ atMs: START, results: [{ status: 'down' }] }),
          observationOf({ service: 'endpoints', environment: 'prod', results: [{ status: 'down' }] }),
        ]);
        expect(await store.statuses(asked)).toEqual([
          { startMs: START, worst: 'degraded' },
          { startMs: START + 60 * MINUTE_MS, worst: 'down' },
          { startMs: START + 90 * MINUTE_MS, worst: 'paused' },
        ]);
      });

      it('leaves out results whose reason says nothing', async () => {
        const reason = { code: 'not-checked', params: {} } as const;
        await store.append([seen(0, [{ target: 'a', status: 'unknown', reason }, { target: 'b' }])]);
        await store.append([seen(40, [{ target: 'a', status: 'unknown', reason }])]);
        expect(await store.statuses(asked)).toEqual([{ startMs: START, worst: 'up' }]);
      });

      it('is empty for what was never observed', async () => {
        expect(await store.statuses(asked)).toEqual([]);
      });
    });

    it('keeps all observations of one append, in their order', async () => {
      const observations = [0, 1, 2].flatMap((minute) => [
        observationOf({ atMs: START + minute * MINUTE_MS, snapshot: { minute } }),
        observationOf({ environment: 'prod', atMs: START + minute * MINUTE_MS }),
      ]);
      await store.append(observations);
      await reopen();
      const newest = observations.slice(-2);
      expect((await store.latest()).map(({ observation }) => observation)).toEqual(newest);
      expect(await store.series(query())).toHaveLength(3);
      expect(await store.series(query({ environment: 'prod' }))).toHaveLength(3);
    });

    it('keeps nothing new where there is nothing to append', async () => {
      await store.append([]);
      expect(await store.latest()).toEqual([]);
    });

    it('keeps every one of many appends that arrive together', async () => {
      const moments = Array.from({ length: 100 }, (_, index) => START + index * 1_000);
      await Promise.all(moments.map((atMs) => store.append([observationOf({ atMs })])));
      await reopen();
      const points = await store.series(query({ stepMs: HOUR_MS }));
      expect(points).toMatchObject([{ count: moments.length }]);
    });

    it('forgets the hours that end before the moment, and whom it has not seen since', async () => {
      for (const hour of [0, 1, 2]) await store.append([observationOf({ atMs: START + hour * HOUR_MS })]);
      await store.append([observationOf({ environment: 'prod' })]);
      await store.prune(START + 2 * HOUR_MS);
      const points = await store.series(query({ stepMs: HOUR_MS }));
      expect(points.map(({ at }) => at)).toEqual([new Date(START + 2 * HOUR_MS).toISOString()]);
      expect((await store.latest()).map(({ observation }) => observation.environment)).toEqual(['dev']);
    });

    it('keeps the hour that the moment lies in', async () => {
      await store.append([observationOf()]);
      await store.prune(START + HOUR_MS - 1);
      expect(await store.series(query())).toHaveLength(1);
    });

    it('says that it can be written to', async () => {
      await expect(store.ping()).resolves.toBeUndefined();
    });

    it('serves what was asked before it closes and refuses what is asked after', async () => {
      const begun = store.append([observationOf()]);
      await store.close();
      await expect(begun).resolves.toBeUndefined();
      await expect(store.append([observationOf()])).rejects.toBeInstanceOf(StoreFault);
      await expect(store.ping()).rejects.toBeInstanceOf(StoreFault);
      await expect(store.latest()).rejects.toBeInstanceOf(StoreFault);
      await expect(store.series(query())).rejects.toBeInstanceOf(StoreFault);
      await expect(store.prune(START)).rejects.toBeInstanceOf(StoreFault);
      await expect(store.close()).resolves.toBeUndefined();
    });
  });
}
