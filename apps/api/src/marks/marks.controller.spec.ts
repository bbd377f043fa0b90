import type {
  EnvironmentId,
  Marks,
  Problem,
  ReleaseList,
  SentrySnapshot,
} from '@envscope/contracts/index.js';
import { ENVIRONMENTS } from '@envscope/environments/environments.js';
import { StatusBoard } from '@envscope/monitoring/checks/status-board.js';
import { AlertReader } from '@envscope/monitoring/repository/alert-reader.js';
import { idOf, incidentOf, memberOf } from '@envscope/testing/alerts.js';
import { FakeAlertStore } from '@envscope/testing/fakes/fake-alert-store.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiUnderTest } from '../testing/api-under-test.js';
import { readerOver } from '../testing/reader-over.js';
import { MarksReader } from './marks-reader.js';
import { MarksController } from './marks.controller.js';

const at = (time: string) => `2026-10-02T${time}:00.000Z`;
const RANGE = `from=${at('08:00')}&to=${at('12:00')}`;
const PATH = `/internal/marks?${RANGE}&environments=`;

const BEFORE = incidentOf({ id: idOf(1), openedAt: at('06:00'), resolvedAt: at('06:30') });
const INTO = incidentOf({ id: idOf(2), openedAt: at('07:00'), resolvedAt: at('08:30') });
const OPEN = incidentOf({ id: idOf(3), openedAt: at('10:00'), resolvedAt: null });
const ELSEWHERE = incidentOf({ id: idOf(4), environment: 'prod', openedAt: at('10:00') });
const UNSEEN = incidentOf({
  id: idOf(5),
  environment: '@console',
  service: 'console',
  openedAt: at('09:00'),
  resolvedAt: at('09:20'),
  members: [memberOf({ service: 'console', target: 'qa' })],
});

const SENTRY: SentrySnapshot = {
  environment: 'development',
  organization: 'acme',
  project: 'api',
  issuesUrl: 'https://sentry.example.test/issues',
  unresolved: null,
  errors: null,
  errorsByHour: [],
  newest: [],
  mostFrequent: [],
  crashFreeSessionRatio: null,
  crashFreeUserRatio: null,
  sessions: null,
  latestRelease: null,
  releases: [
    { version: 'api@2.0.0', createdAt: at('09:00'), newIssues: null },
    { version: 'api@1.9.0', createdAt: at('07:59'), newIssues: null },
  ],
  latestDeploy: { name: 'gha-7', finishedAt: at('09:10'), url: null },
  knownEnvironments: null,
  unavailable: [],
  unsupported: [],
  leftOut: 0,
  sampledAt: at('11:00'),
};

const QA_SENTRY: SentrySnapshot = {
  ...SENTRY,
  latestDeploy: { name: 'gha-7', finishedAt: at('09:20'), url: null },
};

describe('MarksController', () => {
  const store = new FakeAlertStore();
  const board = {
    of: (environment: EnvironmentId) =>
      environment === 'prod' ? undefined : { snapshot: environment === 'dev' ? SENTRY : QA_SENTRY },
  };
  let api: ApiUnderTest;

  beforeAll(async () => {
    for (const incident of [BEFORE, INTO, OPEN, ELSEWHERE, UNSEEN]) {
      await store.saveIncident({ incident, deliveries: [] });
    }
    api = await ApiUnderTest.start({
      controllers: [MarksController],
      providers: [
        MarksReader,
        { provide: AlertReader, useValue: readerOver(store) },
        { provide: StatusBoard, useValue: board },
        { provide: ENVIRONMENTS, useValue: [{ id: 'dev' }, { id: 'prod' }, { id: 'qa' }] },
      ],
    });
  });
  afterEach(() => {
    store.isFailing = false;
  });
  afterAll(() => api.close());

  it('lists incidents that were open in the range, oldest first', async () => {
    const { body } = await api.get<Marks>(`${PATH}dev`);
    expect(body.environments[0]?.incidents.map(({ id }) => id)).toEqual([INTO.id, OPEN.id]);
    expect(body.environments[0]).toMatchObject({ environment: 'dev', isCut: false });
  });

  it('lists the incident of the console in the environments of which nothing was observed', async () => {
    const { body } = await api.get<Marks>(`${PATH}qa,prod`);
    expect(body.environments.map(({ incidents }) => incidents.map(({ id }) => id))).toEqual([
      [UNSEEN.id],
      [ELSEWHERE.id],
    ]);
  });

  it('lists releases and the deploy of the range', async () => {
    const { body } = await api.get<Marks>(`${PATH}dev`);
    expect(body.environments[0]?.releases).toEqual([
      { kind: 'release', name: 'api@2.0.0', at: at('09:00') },
      { kind: 'deploy', name: 'gha-7', at: at('09:10') },
    ]);
  });

  it('lists the releases of all environments, each once, and each deploy, newest first', async () => {
    const { body } = await api.get<ReleaseList>(`/internal/marks/releases?${RANGE}`);
    expect(body.releases).toEqual([
      { kind: 'deploy', name: 'gha-7', at: at('09:20'), environments: ['qa'] },
      { kind: 'deploy', name: 'gha-7', at: at('09:10'), environments: ['dev'] },
      { kind: 'release', name: 'api@2.0.0', at: at('09:00'), environments: ['dev', 'qa'] },
    ]);
  });

  it('answers for several environments at once, also for one without Sentry', async () => {
    const { body } = await api.get<Marks>(`${PATH}dev,prod`);
    expect(body.environments.map(({ environment }) => environment)).toEqual(['dev', 'prod']);
    expect(body.environments[1]).toMatchObject({ incidents: [{ id: ELSEWHERE.id }], releases: [] });
  });

  it('looks back seven days where no range is named', async () => {
    const { body } = await api.get<Marks>('/internal/marks?environments=dev');
    expect(Date.parse(body.to) - Date.parse(body.from)).toBe(7 * 24 * 3_600_000);
  });

  it.each(['nowhere', 'dev,nowhere'])('knows no environment in %s', async (environments) => {
    const { status, body } = await api.get<Problem>(`${PATH}${environments}`);
    expect([status, body.code]).toEqual([404, 'unknown-environment']);
  });

  it.each([
    '/internal/marks',
    `${PATH}a,b,c,d,e`,
    `/internal/marks?environments=dev&from=${at('09:00')}&to=${at('08:00')}`,
  ])('refuses %s', async (path) => {
    const { status, body } = await api.get<Problem>(path);
    expect([status, body.code]).toEqual([400, 'invalid-input']);
  });

  it('says that the store fails', async () => {
    store.isFailing = true;
    const { status, body } = await api.get<Problem>(`${PATH}dev`);
    expect([status, body.code]).toEqual([503, 'store-failing']);
  });
});
