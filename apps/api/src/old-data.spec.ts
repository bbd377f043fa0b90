import type {
  DeliveryList,
  Incident,
  IncidentPage,
  IncidentSummary,
  MuteList,
  RuleList,
} from '@envscope/contracts/index.js';
import { muteStateAt } from '@envscope/contracts/index.js';
import { databaseOf } from '@envscope/testing/servers/mongodb-server.js';
import { restoreOldDatabase, restoreOldFile } from '@envscope/testing/old-data.js';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConsoleUnderTest } from './testing/console-under-test.js';

const SERVER = process.env['MONGODB_TEST_URI'];

jest.setTimeout(60_000);

/** Variables of a store that an older console filled, and what removes it. */
interface OldStore {
  readonly variables: Readonly<Record<string, string>>;
  remove(): Promise<unknown>;
}

/**
 * What does not depend on how long ago the older console ran: resolved incidents are forgotten in the end, and what it
 * could not send is given up after a day.
 */
function describeStart(store: string, prepare: () => Promise<OldStore>): void {
  describe(`a console on ${store} that an older one left`, () => {
    let old: OldStore;
    let console: ConsoleUnderTest;

    beforeAll(async () => {
      old = await prepare();
      console = await ConsoleUnderTest.start({
        environments: ['dev', 'prod'],
        variables: {
          // Too seldom to change what is checked here.
          CHECK_INTERVAL_SECONDS: '3600',
          // Still there, and still down: an incident of what settings do not name any more ends at the start.
          ENDPOINTS_DEV: 'page1=http://127.0.0.1:1/',
          ...old.variables,
        },
      });
      await console.checked();
    });
    afterAll(async () => {
      await console.close();
      await old.remove();
    });

    const acknowledged = async (environment: string): Promise<readonly IncidentSummary[]> => {
      const path = `/internal/incidents?environment=${environment}&state=acknowledged`;
      return (await console.get<IncidentPage>(path)).body.incidents;
    };

    it('shows its incidents where links in old messages lead', async () => {
      const [page] = await acknowledged('dev');
      expect(page).toMatchObject({ service: 'endpoints', firstCause: { target: 'page1' } });
      const { status, body } = await console.get<Incident>(`/internal/incidents/${page?.id}`);
      expect(status).toBe(200);
      expect(body.acknowledgement).toMatchObject({ by: '민지', note: '확인 중' });
      const [mongodb] = await acknowledged('prod');
      const { body: whole } = await console.get<Incident>(`/internal/incidents/${mongodb?.id}`);
      expect(whole.members).toMatchObject([
        { service: 'mongodb', isDependent: false },
        { service: 'endpoints', target: 'api', isDependent: true },
      ]);
    });

    it('sends nothing again that a channel had acknowledged', async () => {
      const [page] = await acknowledged('dev');
      const path = `/internal/incidents/${page?.id}/deliveries`;
      const { deliveries } = (await console.get<DeliveryList>(path)).body;
      const opened = deliveries.filter(({ kind }) => kind === 'opened');
      expect(opened.map(({ channel }) => channel).toSorted()).toEqual(['dev.discord', 'dev.webhook']);
      for (const { state, attemptCount, digestSize, settledAt } of opened) {
        expect({ state, attemptCount, digestSize }).toEqual({
          state: 'delivered',
          attemptCount: 1,
          digestSize: 8,
        });
        expect(settledAt).toMatch(/^2026-11-28T19:0/);
      }
    });

    it('keeps its mutes and rules in force', async () => {
      const { mutes } = (await console.get<MuteList>('/internal/mutes?limit=100')).body;
      const redis = mutes.find(({ scope }) => scope.environment === 'dev' && scope.service === 'redis');
      expect(redis && muteStateAt(redis, Date.now())).toBe('active');
      const muted = await console.get<IncidentPage>(
        '/internal/incidents?environment=dev&service=redis&limit=1',
      );
      expect(muted.body.incidents).toMatchObject([{ mutedBy: redis?.id }]);
      const { rules } = (await console.get<RuleList>('/internal/rules?limit=100')).body;
      expect(rules).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ id: 'redis-memory', threshold: 0.75, severity: 'critical' }),
          expect.objectContaining({ id: 'upstash-commands', isEnabled: false }),
          expect.objectContaining({ name: 'Slow pages', tags: ['web', '느림'] }),
        ]),
      );
    });
  });
}

describeStart('a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'envscope-old-'));
  await restoreOldFile(join(folder, 'envscope.db'));
  return { variables: { DATA_DIR: folder }, remove: () => rm(folder, { recursive: true }) };
});

if (SERVER === undefined) {
  globalThis.console.warn('MONGODB_TEST_URI is not set: a start on old data in MongoDB is skipped.');
  describe.skip('a console on a database that an older one left', () => {
    it('needs a server', () => undefined);
  });
} else {
  const database = databaseOf(SERVER);
  describeStart('a database', async () => {
    await restoreOldDatabase(database.url);
    return { variables: { STORE_URL: database.url }, remove: database.remove };
  });
}
