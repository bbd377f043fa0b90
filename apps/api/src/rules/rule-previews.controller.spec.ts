import {
  RulePreview,
  RuleTargets,
  type EnvironmentId,
  type Observation,
  type Problem,
  type TargetId,
} from '@envscope/contracts/index.js';
import { ENVIRONMENTS } from '@envscope/environments/environments.js';
import { SERVICE_MANIFESTS } from '@envscope/integrations/kernel/service.js';
import { RequestMetricsReader } from '@envscope/integrations/request-metrics/request-metrics.reader.js';
import { MANIFESTS } from '@envscope/integrations/services.js';
import { StatusBoard } from '@envscope/monitoring/checks/status-board.js';
import { RulePreviews } from '@envscope/monitoring/rules/rule-previews.js';
import { RuleRepository } from '@envscope/monitoring/rules/rule-repository.js';
import type { ObservationStore, SeriesQuery } from '@envscope/store/observation-store.js';
import { openMongoStores } from '@envscope/store/mongodb/mongodb.stores.js';
import { openSqliteStores } from '@envscope/store/sqlite/sqlite.stores.js';
import type { Stores } from '@envscope/store/stores.js';
import { FakeAlertStore } from '@envscope/testing/fakes/fake-alert-store.js';
import { observationOf, STORY_START_MS } from '@envscope/testing/observations.js';
import { databaseOf } from '@envscope/testing/servers/mongodb-server.js';
import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiUnderTest } from '../testing/api-under-test.js';
import { RulePreviewsController } from './rule-previews.controller.js';
import { RuleTargetNames } from './rule-targets.js';

const SERVER = process.env['MONGODB_TEST_URI'];
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const ORDERS = 'GET:/orders';

// A store compiles its thread from source, or makes its indexes, which a busy machine takes its time for.
jest.setTimeout(60_000);

const QUESTION = {
  environments: ['prod'],
  service: 'request-metrics',
  target: ORDERS,
  measurement: 'p95Ms',
  condition: 'greater_than',
  threshold: 800,
  durationMs: 5 * MINUTE_MS,
  cooldownMs: 0,
};

/** The API over a store in which somebody else has written, at a moment of the story. */
class Stage {
  nowMs = STORY_START_MS;
  steadyMs = 0;
  readonly queries: SeriesQuery[] = [];
  onSeries: () => void = () => undefined;

  private constructor(
    readonly store: ObservationStore,
    readonly board: StatusBoard,
  ) {}

  static async open(store: ObservationStore): Promise<{ stage: Stage; api: ApiUnderTest }> {
    const board = new StatusBoard({ noteObservation: () => undefined });
    const stage = new Stage(store, board);
    const terms = { intervalMs: MINUTE_MS, timeoutMs: 10_000 };
    const plan = {
      termsOf: (environment: EnvironmentId) => (environment === 'qa' ? null : terms),
      targetsOf: () => null,
    };
    const series = (query: SeriesQuery) => {
      stage.queries.push(query);
      stage.onSeries();
      return store.series(query);
    };
    const environments = ['dev', 'prod', 'qa'];
    const previews = new RulePreviews(
      { environments, manifests: MANIFESTS, plan, board },
      { series },
      { now: () => stage.nowMs, steady: () => stage.steadyMs },
    );
    const popular = (environment: EnvironmentId) =>
      environment === 'qa'
        ? Promise.reject(new Error('away'))
        : Promise.resolve([
            { endpoint: ORDERS, requests: 9 },
            { endpoint: 'GET:/carts', requests: 1 },
          ]);
    const api = await ApiUnderTest.start({
      controllers: [RulePreviewsController],
      providers: [
        RuleTargetNames,
        { provide: RulePreviews, useValue: previews },
        { provide: RuleRepository, useValue: new RuleRepository(new FakeAlertStore(), MANIFESTS) },
        { provide: StatusBoard, useValue: board },
        { provide: SERVICE_MANIFESTS, useValue: MANIFESTS },
        { provide: RequestMetricsReader, useValue: { popular } },
        { provide: ENVIRONMENTS, useValue: environments.map((id) => ({ id })) },
      ],
    });
    return { stage, api };
  }

  /** Keeps a day's checks of the route, one a minute; `timesOf` says its p95 in each of them, null where it had no data. */
  async keepDays(days: number, timesOf: (minute: number) => number | null, target: TargetId = ORDERS) {
    const checks = Array.from({ length: days * 24 * 60 }, (_, minute): Observation => {
      const p95Ms = timesOf(minute);
      const parts = p95Ms === null ? [] : [{ target, measurements: { p95Ms } }];
      const atMs = STORY_START_MS + minute * MINUTE_MS;
      return observationOf({ environment: 'prod', service: 'request-metrics', atMs, parts });
    });
    await this.store.append(checks);
    this.nowMs = STORY_START_MS + checks.length * MINUTE_MS - MINUTE_MS / 2;
  }
}

/** Slow for twenty minutes at three in the morning of the story's every day, for four at four, and in the last ten minutes. */
function storyOf(days: number) {
  return (minute: number): number | null => {
    const ofDay = minute % (24 * 60);
    if (minute >= days * 24 * 60 - 10) return 950;
    if (ofDay >= 180 && ofDay < 200) return 1_200;
    if (ofDay >= 240 && ofDay < 244) return 1_200;
    return ofDay >= 600 && ofDay < 660 ? null : 120;
  };
}

function describePreviews(storeName: string, open: () => Promise<Stores>): void {
  describe(`previews of rules over ${storeName}`, () => {
    let stores: Stores;
    let stage: Stage;
    let api: ApiUnderTest;

    beforeEach(async () => {
      stores = await open();
      ({ stage, api } = await Stage.open(stores.observations));
    });
    afterEach(async () => {
      await api.close();
      await stores.observations.close();
    });

    const preview = async (changes: object = {}) => {
      const { status, body } = await api.post('/internal/rules/preview', { ...QUESTION, ...changes });
      expect(status).toBe(200);
      return RulePreview.parse(body);
    };

    it('counts how often the rule would have fired, says when, and the value right now', async () => {
      await stage.keepDays(2, storyOf(2));
      const { targets, ...whole } = await preview();
      const at = (minute: number) => new Date(STORY_START_MS + minute * MINUTE_MS).toISOString();
      const last = 2 * 24 * 60 - 1;
      expect(targets).toEqual([
        {
          environment: 'prod',
          target: ORDERS,
          label: 'GET /orders',
          intervalMs: MINUTE_MS,
          value: 950,
          valueAt: at(last),
          storedFrom: at(0),
          samples: 2 * (24 * 60 - 60),
          breaching: 2 * 24 + 10,
          least: 120,
          greatest: 1_200,
          count: 3,
          firings: [
            { from: at(185), to: at(201) },
            { from: at(24 * 60 + 185), to: at(24 * 60 + 201) },
            { from: at(last - 4), to: null },
          ],
        },
      ]);
      expect(whole).toEqual({
        from: new Date(stage.nowMs - 7 * DAY_MS).toISOString(),
        to: new Date(stage.nowMs).toISOString(),
        watched: 1,
        count: 3,
        doubts: [],
      });
    });

    it('says that nothing is stored of a figure, and takes no data for no zero', async () => {
      await stage.keepDays(1, () => null);
      const { targets, count, doubts } = await preview({ condition: 'less_than' });
      expect(targets).toMatchObject([{ value: null, samples: 0, storedFrom: null, least: null, count: 0 }]);
      expect([count, doubts]).toEqual([0, ['nothing-stored']]);
    });

    it('has no value now where the newest is old', async () => {
      await stage.keepDays(1, () => 120);
      stage.nowMs += 10 * MINUTE_MS;
      expect((await preview()).targets).toMatchObject([{ value: null, valueAt: expect.any(String) }]);
    });
  });
}

describePreviews('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'envscope-previews-'));
  const stores = await openSqliteStores(join(folder, 'envscope.db'));
  const close = stores.observations.close.bind(stores.observations);
  stores.observations.close = async () => {
    await close();
    await rm(folder, { recursive: true });
  };
  return stores;
});

if (SERVER === undefined) {
  console.warn('MONGODB_TEST_URI is not set: previews over MongoDB are skipped.');
  describe.skip('previews of rules over MongoDB', () => {
    it('needs a server', () => undefined);
  });
} else {
  const database = databaseOf(SERVER);
  afterEach(database.empty);
  afterAll(database.remove);
  describePreviews('MongoDB', () => openMongoStores(database.url));
}

describe('RulePreviewsController', () => {
  let stage: Stage;
  let api: ApiUnderTest;
  let values: (number | null)[];

  beforeEach(async () => {
    values = Array.from({ length: 60 }, () => 120);
    const series = ({ fromMs, toMs }: SeriesQuery) =>
      Promise.resolve(
        values
          .map((value, minute) => ({ value, atMs: stage.nowMs - (values.length - minute) * MINUTE_MS }))
          .filter(({ atMs }) => atMs >= fromMs && atMs < toMs)
          .map(({ value, atMs }) => ({
            at: new Date(atMs).toISOString(),
            count: 1,
            mean: value,
            min: value,
            max: value,
            worst: 'up' as const,
          })),
      );
    ({ stage, api } = await Stage.open({ series } as unknown as ObservationStore));
  });
  afterEach(() => api.close());

  const ask = (changes: object = {}) =>
    api.post<RulePreview>('/internal/rules/preview', { ...QUESTION, ...changes });

  it.each([
    {
      story: 'a time in seconds for one in milliseconds',
      terms: { threshold: 0.8 },
      doubts: ['unusual', 'mostly-breached'],
    },
    { story: 'what was never nearly reached', terms: { threshold: 80_000 }, doubts: ['never-near'] },
    { story: 'a day in milliseconds', terms: { threshold: 86_400_000 }, doubts: ['unusual', 'never-near'] },
    { story: 'what is breached all the time', terms: { threshold: 100 }, doubts: ['mostly-breached'] },
    {
      story: 'a duration shorter than the interval',
      terms: { durationMs: 1_000 },
      doubts: ['shorter-than-interval'],
    },
    { story: 'nothing', terms: {}, doubts: [] },
  ])('doubts $story', async ({ terms, doubts }) => {
    expect((await ask(terms)).body.doubts).toEqual(doubts);
  });

  it('watches the service as a whole in every environment that has it, where nothing else is said', async () => {
    const { body } = await ask({ target: undefined, environments: [] });
    expect(body.targets.map(({ environment, target }) => `${environment} ${target}`)).toEqual([
      'dev default',
      'prod default',
    ]);
  });

  it('lists twenty of many targets, and looks back as far as a bounded number of samples allows', async () => {
    const results = Array.from({ length: 50 }, (_, n) => ({ target: `api${n}`, label: `API ${n}` }));
    stage.board.show(observationOf({ environment: 'prod', service: 'endpoints', results }));
    const { body } = await ask({ target: undefined, service: 'endpoints', measurement: 'latencyMs' });
    expect([body.watched, body.targets.length]).toEqual([50, 20]);
    expect(body.targets[0]).toMatchObject({ target: 'api0', label: 'API 0' });
    expect(Date.parse(body.to) - Date.parse(body.from)).toBe(7 * DAY_MS);
    expect(Math.max(...stage.queries.map(({ fromMs, toMs }) => toMs - fromMs))).toBeLessThanOrEqual(
      DAY_MS + 1,
    );
  });

  it('answers the same question from memory for a while', async () => {
    await ask();
    const asked = stage.queries.length;
    await ask();
    expect(stage.queries).toHaveLength(asked);
    stage.steadyMs += 15_000;
    await ask();
    expect(stage.queries).toHaveLength(2 * asked);
  });

  it('reads no more when nobody waits for the answer', async () => {
    const asker = new AbortController();
    const days = 8;
    const store = stage.store as unknown as { series: () => Promise<never[]> };
    // Both ends of the connection live in this process: its end is noticed long before the last read.
    store.series = () => new Promise((resolve) => setTimeout(() => resolve([]), 50));
    stage.onSeries = () => asker.abort();
    const request = fetch(`${api.url}/api/internal/rules/preview`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(QUESTION),
      signal: asker.signal,
    });
    await expect(request).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, days * 100));
    expect(stage.queries.length).toBeLessThan(days);
  });

  it.each([
    ['a share over 1', { measurement: 'errorRatio', threshold: 8 }, 'threshold'],
    ['a negative threshold', { threshold: -1 }, 'threshold'],
    ['a figure that routes do not have', { measurement: 'requestsTotal' }, 'measurement'],
    ['a name, which changes nothing', { name: 'Slow' }, 'name'],
  ])('refuses %s and names the field', async (_, given, field) => {
    const { status, body } = await api.post<Problem>('/internal/rules/preview', { ...QUESTION, ...given });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'invalid-input', errors: [{ field }] });
  });

  it('refuses an environment that there is not', async () => {
    expect(await ask({ environments: ['prd'] })).toMatchObject({
      status: 404,
      body: { code: 'unknown-environment' },
    });
  });

  describe('targets', () => {
    const targets = async (service: string) =>
      RuleTargets.parse((await api.get(`/internal/rules/targets?service=${service}`)).body).targets;

    it('are the routes of the application, by name, from each environment that answers', async () => {
      expect(await targets('request-metrics')).toEqual([
        { target: 'GET:/carts', label: 'GET /carts', environments: ['dev', 'prod'] },
        { target: ORDERS, label: 'GET /orders', environments: ['dev', 'prod'] },
      ]);
    });

    it('are endpoints and monitors, as checks know them', async () => {
      const results = [
        { target: '77', label: 'Shop' },
        { target: '12', label: 'API' },
      ];
      stage.board.show(observationOf({ environment: 'dev', service: 'uptimerobot', results }));
      expect(await targets('uptimerobot')).toEqual([
        { target: '12', label: 'API', environments: ['dev'] },
        { target: '77', label: 'Shop', environments: ['dev'] },
      ]);
    });

    it('are none of a service that is one', async () => {
      expect(await targets('redis')).toEqual([]);
    });
  });
});
