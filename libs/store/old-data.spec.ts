import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Delivery,
  Incident,
  Observation,
  Mute,
  muteStateAt,
  Rule,
  stateOf,
} from '@envscope/contracts/index.js';
import { databaseOf } from '@envscope/testing/servers/mongodb-server.js';
import { observationOf } from '@envscope/testing/observations.js';
import { OLD_DATA_MS, restoreOldDatabase, restoreOldFile } from '@envscope/testing/old-data.js';
import { openMongoStores } from './mongodb/mongodb.stores.js';
import { LATENCY } from './observation-store.js';
import { openSqliteStores } from './sqlite/sqlite.stores.js';
import type { Stores } from './stores.js';

const SERVER = process.env['MONGODB_TEST_URI'];

// A store compiles its thread from source, or makes its indexes, which a busy machine takes its time for.
jest.setTimeout(60_000);

/** What a console understands of data that the older one left, in the words of today. */
function describeOldData(
  store: string,
  open: () => Promise<Stores>,
  deliveriesLeft: Readonly<Record<string, number>>,
): void {
  describe(`what an older console left in ${store}`, () => {
    let stores: Stores;

    beforeEach(async () => {
      stores = await open();
    });
    afterEach(() => stores.observations.close());

    it('holds every incident as it was', async () => {
      const incidents = await stores.incidents.incidents({ limit: 100 });
      for (const incident of incidents) {
        expect(Incident.parse(incident)).toEqual(incident);
        expect(await stores.incidents.incident(incident.id)).toEqual(incident);
      }
      expect(incidents.map(written)).toEqual(INCIDENTS);
      const { open: unacknowledged, acknowledged } = await stores.incidents.countUnresolved();
      const states = incidents.map(stateOf);
      expect(unacknowledged).toBe(states.filter((state) => state === 'open').length);
      expect(acknowledged).toBe(states.filter((state) => state === 'acknowledged').length);
      expect(await stores.incidents.openIncidents()).toHaveLength(unacknowledged + acknowledged);
    });

    it('holds what people and the console did about an incident', async () => {
      const incidents = await stores.incidents.incidents({ state: 'acknowledged', limit: 100 });
      const page = incidents.find(({ firstCause }) => firstCause.target === 'page1');
      expect(page?.acknowledgement).toMatchObject({ by: '민지', note: '확인 중' });
      expect(page?.timeline).toMatchObject([
        { kind: 'opened' },
        { kind: 'acknowledged', by: '민지' },
        { kind: 'commented', by: 'Joon', note: 'Rolled back.\nWatching it.' },
      ]);
    });

    it('says which mute hid an incident', async () => {
      const incidents = await stores.incidents.incidents({ environment: 'dev', service: 'redis', limit: 10 });
      const [redis] = incidents;
      expect(redis?.timeline).toContainEqual({
        kind: 'muted',
        at: expect.any(String),
        muteId: redis?.mutedBy,
      });
    });

    it('holds every delivery in its state', async () => {
      const deliveries = await stores.incidents.deliveries({ limit: 100 });
      for (const delivery of deliveries) expect(Delivery.parse(delivery)).toEqual(delivery);
      const kinds = Map.groupBy(deliveries, ({ channel, kind, state }) => `${channel} ${kind} ${state}`);
      const counts = [...kinds].map(([kind, { length }]) => [kind, length] as const);
      expect(Object.fromEntries(counts.toSorted())).toEqual(deliveriesLeft);
    });

    it('has nothing sent again that a channel has acknowledged, and the rest sent or claimed', async () => {
      const unsettled = await stores.incidents.unsettledDeliveries();
      const deliveries = await stores.incidents.deliveries({ limit: 100 });
      const settled = deliveries.filter(({ settledAt }) => settledAt !== null);
      expect(unsettled.length).toBeGreaterThan(0);
      expect(unsettled.length + settled.length).toBe(deliveries.length);
      expect(unsettled.filter(({ id }) => settled.some((other) => other.id === id))).toEqual([]);
      const nowMs = OLD_DATA_MS;
      const claim = { owner: 'newer', nowMs, untilMs: nowMs + 20_000 };
      const claimed = await stores.incidents.claimDeliveries(
        deliveries.map(({ id }) => id),
        claim,
      );
      expect(claimed.toSorted()).toEqual(unsettled.map(({ id }) => id));
    });

    it('lets a dead delivery be replayed', async () => {
      const dead = (await stores.incidents.countDeliveries()).reduce((sum, channel) => sum + channel.dead, 0);
      expect(dead).toBeGreaterThan(0);
      expect(await stores.incidents.replayDeliveries({}, OLD_DATA_MS)).toBe(dead);
    });

    it('lets an incident go on where it was', async () => {
      const [incident] = await stores.incidents.openIncidents();
      if (!incident) throw new Error('No incident is open');
      const next: Incident = { ...incident, version: incident.version + 1, severity: 'low' };
      expect(await stores.incidents.saveIncident({ incident: next, deliveries: [] })).toBe('saved');
      expect(await stores.incidents.incident(incident.id)).toEqual(next);
    });

    it('holds rules that people changed, turned off and made', async () => {
      const rules = await stores.rules.rules();
      for (const rule of rules) expect(Rule.parse(rule)).toEqual(rule);
      expect(rules).toHaveLength(4);
      expect(rules).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            id: 'redis-memory',
            threshold: 0.75,
            severity: 'critical',
            isBuiltIn: true,
          }),
          expect.objectContaining({ id: 'upstash-commands', isEnabled: false }),
          expect.objectContaining({ name: 'Slow pages', tags: ['web', '느림'], isBuiltIn: false }),
          expect.objectContaining({ name: 'Redis has clients', environments: ['prod'] }),
        ]),
      );
      const fired = rules.find(({ name }) => name === 'Redis has clients');
      expect(await stores.incidents.firings(0)).toMatchObject([{ ruleId: fired?.id, count: 1, firing: 1 }]);
      if (!fired) return;
      expect(await stores.rules.saveRule({ ...fired, isEnabled: false }, fired)).toBe(true);
    });

    it('holds mutes of both kinds, in force, planned and over', async () => {
      const mutes = await stores.mutes.mutes(0);
      for (const mute of mutes) expect(Mute.parse(mute)).toEqual(mute);
      expect(
        mutes.map((mute) => {
          const { environment, service, target } = mute.scope;
          const scope = [environment, service, target].filter((part) => part !== null).join('/');
          return `${muteStateAt(mute, OLD_DATA_MS)} ${mute.kind} ${scope}: ${mute.reason}, ${mute.createdBy}`;
        }),
      ).toEqual([
        'over silence dev/mongodb: Looks at it, Minji',
        'over maintenance dev/endpoints/page8: Release 1.1, deploy',
        'over maintenance dev/endpoints/page8: Release 1.0, deploy',
        'planned maintenance prod: Database move, Joon',
        'active silence prod/endpoints/login: Ticket 42, deploy',
        'active silence prod/sentry: Known noise, 민지',
        'active maintenance dev/redis: Redis 업그레이드, Minji',
      ]);
      const [over] = mutes;
      const left = await stores.mutes.mutes(OLD_DATA_MS);
      expect(left).toEqual(mutes.filter((mute) => muteStateAt(mute, OLD_DATA_MS) !== 'over'));
      const renewed = over && { ...over, ended: null };
      expect(renewed && (await stores.mutes.saveMute(renewed, over))).toBe(true);
    });

    it('holds the newest observation of every service, and its history', async () => {
      const latest = await stores.observations.latest();
      for (const { observation } of latest) expect(Observation.parse(observation)).toEqual(observation);
      expect(latest.map(({ observation: { environment, service } }) => `${environment} ${service}`)).toEqual(
        ['dev', 'prod'].flatMap((environment) =>
          ['discord', 'endpoints', 'mongodb', 'redis', 'request-metrics', 'sentry', 'uptimerobot'].map(
            (service) => `${environment} ${service}`,
          ),
        ),
      );
      const points = await stores.observations.series({
        environment: 'dev',
        service: 'endpoints',
        target: 'page1',
        measurement: LATENCY,
        fromMs: OLD_DATA_MS - 600_000,
        toMs: OLD_DATA_MS,
        stepMs: 600_000,
      });
      expect(points).toMatchObject([{ worst: 'down', min: expect.any(Number) }]);
      expect(points[0]?.count).toBeGreaterThan(10);
    });
  });
}

/** What a console understands of the newest observations that one of format 3 left, in which a service's targets were one. */
function describeOldLatest(store: string, open: () => Promise<Stores>): void {
  describe(`what a console of format 3 left in ${store}`, () => {
    let observations: Stores['observations'];

    beforeEach(async () => {
      ({ observations } = await open());
    });
    afterEach(() => observations.close());

    const endpoints = async () => {
      const all = await observations.latest();
      const ofDev = all.find(
        ({ observation: { environment: of, service } }) => of + service === 'devendpoints',
      );
      if (!ofDev) throw new Error('There is no observation of the endpoints');
      const { observation, statusSince } = ofDev;
      const statuses = observation.results.map(({ target, status }) => `${target} ${status}`);
      return { observation, statuses: statuses.toSorted(), statusSince };
    };
    const FAILING_SINCE = '2026-11-28T22:23:53';
    const DOWN = ['api down', 'login down', 'orders down', 'search down'];

    it('holds every target of every service', async () => {
      const latest = await observations.latest();
      for (const { observation } of latest) expect(Observation.parse(observation)).toEqual(observation);
      expect(latest).toHaveLength(14);
      for (const { observation } of latest) expect(observation.snapshot).not.toBeNull();
      const monitors = latest.filter(({ observation: { service } }) => service === 'uptimerobot');
      expect(monitors.map(({ observation: { results } }) => results.length)).toEqual([8, 7]);
      const { observation, statuses, statusSince } = await endpoints();
      expect(observation.covers).toBe('service');
      expect(statuses).toEqual(DOWN);
      expect(statusSince).toContain(FAILING_SINCE);
    });

    it('stays known where single targets are observed', async () => {
      const { observation } = await endpoints();
      const laterMs = Date.parse(observation.observedAt) + 1_000;
      const later = (target: string) =>
        observationOf({ service: 'endpoints', covers: 'targets', atMs: laterMs, results: [{ target }] });
      await observations.append([later('api')]);
      const after = await endpoints();
      expect(after.statuses).toEqual(['api up', ...DOWN.slice(1)]);
      expect(after.statusSince).toContain(FAILING_SINCE);
      expect(after.observation).toMatchObject({ covers: 'targets', snapshot: observation.snapshot });
      await observations.append(['login', 'orders', 'search'].map(later));
      expect((await endpoints()).statusSince).toBe(new Date(laterMs).toISOString());
    });

    it('gives way to an observation of the service', async () => {
      const atMs = Date.parse((await endpoints()).observation.observedAt) + 1_000;
      await observations.append([
        observationOf({ service: 'endpoints', atMs, results: [{ target: 'new' }] }),
      ]);
      expect((await endpoints()).statuses).toEqual(['new up']);
    });

    it('stays where something comes late', async () => {
      const { observation } = await endpoints();
      const atMs = Date.parse(observation.observedAt) - 1_000;
      const results = [{ target: 'api' }, { target: 'gone' }];
      await observations.append([
        observationOf({ service: 'endpoints', atMs, results }),
        observationOf({ service: 'endpoints', covers: 'targets', atMs, results }),
      ]);
      expect((await endpoints()).observation).toEqual(observation);
    });
  });
}

/** One line: where, how it stands, why it ended, who mutes it, its members with dependents in brackets. */
function written(incident: Incident): string {
  const {
    environment,
    service,
    severity,
    targetState: now,
    worst,
    resolution,
    rule,
    mutedBy,
    members,
  } = incident;
  const names = members.map(({ target, targetState: is, isDependent, service: of }) => {
    const name = `${of}/${target} ${is}`;
    return isDependent ? `(${name})` : name;
  });
  const about = [rule && 'rule', resolution, mutedBy && 'muted'].filter((word) => word !== null);
  const state = [stateOf(incident), severity, `${now} (worst ${worst})`, ...about].join(' ');
  return `${environment} ${service}: ${state}: ${names.join(', ')}`;
}

/** Newest first. */
const INCIDENTS = [
  'dev endpoints: open critical failing (worst failing): endpoints/page4 failing',
  'dev endpoints: open critical failing (worst failing): endpoints/page3 failing',
  'prod redis: open high degraded (worst degraded) rule: redis/default degraded',
  'dev endpoints: resolved critical healthy (worst failing) recovered: endpoints/page3 healthy',
  'prod mongodb: acknowledged critical failing (worst failing): mongodb/default failing, (endpoints/api failing)',
  'dev request-metrics: open low unknown (worst unknown): request-metrics/default unknown',
  'dev redis: open critical failing (worst failing) muted: redis/default failing',
  'dev endpoints: open critical failing (worst failing): endpoints/page8 failing',
  'dev endpoints: open critical failing (worst failing): endpoints/page7 failing',
  'dev endpoints: open critical failing (worst failing): endpoints/page6 failing',
  'dev endpoints: open critical failing (worst failing): endpoints/page5 failing',
  'dev endpoints: resolved critical healthy (worst failing) recovered: endpoints/page4 healthy',
  'dev endpoints: resolved critical healthy (worst failing) recovered: endpoints/page3 healthy',
  'dev endpoints: resolved critical healthy (worst failing) by-hand: endpoints/page2 failing',
  'dev endpoints: acknowledged critical failing (worst failing): endpoints/page1 failing',
];

const DELIVERIES = {
  'dev.discord changed merged': 5,
  'dev.discord changed sending': 1,
  'dev.discord opened sending': 1,
  'dev.discord opened delivered': 9,
  'dev.discord opened queued': 2,
  'dev.discord resolved sending': 1,
  'dev.discord resolved delivered': 3,
  'dev.webhook changed merged': 5,
  'dev.webhook changed delivered': 1,
  'dev.webhook opened delivered': 12,
  'dev.webhook resolved delivered': 4,
  'prod.discord changed dead': 2,
  'prod.discord opened delivered': 2,
};

describe('SQLite', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'envscope-old-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  describeOldData(
    'an SQLite file',
    async () => {
      const file = join(folder, 'envscope.db');
      await restoreOldFile(file);
      return openSqliteStores(file);
    },
    DELIVERIES,
  );
  describeOldLatest('an SQLite file', async () => {
    const file = join(folder, 'envscope.db');
    await restoreOldFile(file, 3);
    return openSqliteStores(file);
  });
});

if (SERVER === undefined) {
  console.warn('MONGODB_TEST_URI is not set: what an older console left in MongoDB is skipped.');
  describe.skip('what an older console left in MongoDB', () => {
    it('needs a server', () => undefined);
  });
} else {
  describe('MongoDB', () => {
    const database = databaseOf(SERVER);
    afterEach(database.empty);
    afterAll(database.remove);

    describeOldData(
      'MongoDB',
      async () => {
        await restoreOldDatabase(database.url);
        return openMongoStores(database.url);
      },
      {
        ...DELIVERIES,
        // Its console died before it had moved this one to where deliveries are claimed.
        'dev.discord changed queued': 1,
        'dev.webhook changed merged': 4,
        'dev.webhook changed delivered': 2,
        'prod.discord changed dead': 1,
        'prod.discord changed delivered': 1,
      },
    );
    describeOldLatest('MongoDB', async () => {
      await restoreOldDatabase(database.url, 3);
      return openMongoStores(database.url);
    });
  });
}
