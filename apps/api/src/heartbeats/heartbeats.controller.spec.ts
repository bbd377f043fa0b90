import type {
  BeatAccepted,
  IncidentPage,
  JobRuns,
  Problem,
  ServiceDetail,
} from '@envscope/contracts/index.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import { BeatStore } from '@envscope/store/beat-store.js';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { request } from 'node:http';
import { ConsoleUnderTest } from '../testing/console-under-test.js';

const TOKEN = 'backup-token-of-the-spec-1';
const OLD_TOKEN = 'backup-token-of-the-spec-0';
const SYNC_TOKEN = 'sync-token-of-the-spec-0001';
const SECRET = 'a-secret-of-the-settings';

describe('heartbeats', () => {
  let console: ConsoleUnderTest;

  beforeAll(async () => {
    console = await ConsoleUnderTest.start({
      environments: ['dev'],
      variables: {
        CHECK_INTERVAL_SECONDS: '5',
        HEARTBEATS_DEV: `backup=${TOKEN}|${OLD_TOKEN},sync=${SYNC_TOKEN}`,
        ALERT_WEBHOOK_URL_DEV: 'http://127.0.0.1:1/hooks',
        ALERT_WEBHOOK_SECRET_DEV: SECRET,
      },
      files: { 'heartbeats.json': { dev: { backup: { cron: '0 2 * * *', timeZone: 'Asia/Seoul' } } } },
    });
    await console.checked();
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => console.close());

  async function send<T = BeatAccepted>(path: string, init: RequestInit = {}) {
    const answer = await fetch(`${console.url}/api/heartbeats/${path}`, { method: 'POST', ...init });
    return { status: answer.status, body: (await answer.json()) as T, text: JSON.stringify(answer) };
  }
  const runs = async (job: string) =>
    (await console.get<JobRuns>(`/internal/environments/dev/jobs/${job}/runs`)).body.runs;
  const service = '/internal/environments/dev/services/heartbeats';
  const statusOf = ({ results }: ServiceDetail, job: string) =>
    results.find(({ target }) => target === job)?.status;

  it('are known of no job before the first one', async () => {
    const { body } = await console.get<ServiceDetail>(service);
    expect(body.results.map(({ status, reason }) => [status, reason?.code])).toEqual([
      ['unknown', 'job-never-ran'],
      ['unknown', 'job-never-ran'],
    ]);
  });

  it('are accepted without a body, and make a run of a start and its end', async () => {
    expect(await send(`${SYNC_TOKEN}/start?run=r-1`)).toMatchObject({
      status: 202,
      body: { environment: 'dev', job: 'sync', kind: 'start', at: expect.any(String) },
    });
    expect(await send(`${SYNC_TOKEN}?run=r-1`)).toMatchObject({ status: 202, body: { kind: 'success' } });
    expect(await runs('sync')).toMatchObject([
      { outcome: 'success', durationMs: expect.any(Number), run: 'r-1', log: null },
    ]);
    await console.until<ServiceDetail>(service, (body) => statusOf(body, 'sync') === 'up');
  });

  it.each([
    { type: 'application/x-www-form-urlencoded' },
    { type: 'text/plain' },
    { type: 'application/json' },
    { type: 'application/octet-stream' },
  ])('take a body of the type $type as it is', async ({ type }) => {
    const log = `{"a": not json & ${type}`;
    const { status } = await send(`${SYNC_TOKEN}/0`, { body: log, headers: { 'content-type': type } });
    expect(status).toBe(202);
    expect((await runs('sync'))[0]).toMatchObject({ outcome: 'success', exitCode: 0, log });
  });

  it('keep the end of a log, from a whole character on, without secrets and colors', async () => {
    const log = `${'가'.repeat(30_000)}\u001b[31mred\u001b[0m ${SECRET}\r\nend`;
    await send(`${SYNC_TOKEN}/success`, { body: log });
    const kept = (await runs('sync'))[0]?.log ?? '';
    expect(kept).toMatch(/^가+red •••\nend$/);
    expect(Buffer.byteLength(kept)).toBeGreaterThan(10_000);
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(10_240);
  });

  it('have a failed job be down at once, with its exit code and its log in the incident', async () => {
    expect((await send(`${TOKEN}/3`, { body: 'dumping…\npg_dump: <b>no space</b>\n' })).status).toBe(202);
    const detail = await console.until<ServiceDetail>(service, (body) => statusOf(body, 'backup') === 'down');
    expect(detail.results.find(({ target }) => target === 'backup')?.reason).toEqual({
      code: 'job-failed',
      params: { exitCode: 3, log: 'dumping… ⏎ pg_dump: <b>no space</b>' },
    });
    const isOfJob = ({ incidents }: IncidentPage) =>
      incidents.some((incident) => incident.service === 'heartbeats');
    const { incidents } = await console.until<IncidentPage>('/internal/incidents?environment=dev', isOfJob);
    expect(JSON.stringify(incidents)).toContain('no space');
    await send(OLD_TOKEN);
    await console.until<ServiceDetail>(service, (body) => statusOf(body, 'backup') === 'up');
  });

  it('are refused with a token that no job has, without repeating it', async () => {
    const { status, body } = await send<Problem>('no-job-has-this-token-at-all');
    expect([status, body.code]).toEqual([404, 'unknown-heartbeat']);
    expect(JSON.stringify(body)).not.toContain('no-job-has');
  });

  it.each(['begin', '-1', '1e3', '%00'])('are refused where they say %s', async (signal) => {
    const { status, body } = await send<Problem>(`${TOKEN}/${signal}`);
    expect([status, body.code]).toEqual([400, 'invalid-input']);
  });

  it('are refused with 503 while they cannot be kept, so that they are sent again', async () => {
    jest.spyOn(console.app.get(BeatStore), 'appendBeat').mockRejectedValue(new StoreFault('away'));
    const { status, body } = await send<Problem>(TOKEN);
    expect([status, body.code]).toEqual([503, 'store-failing']);
  });

  it('come by any name of the console, and no other request does', async () => {
    const statusOfHost = (path: string) =>
      new Promise((resolve, reject) => {
        const headers = { host: 'envscope.internal:3000' };
        request(`${console.url}${path}`, { method: 'POST', headers }, ({ statusCode }) => resolve(statusCode))
          .once('error', reject)
          .end();
      });
    expect(await statusOfHost(`/api/heartbeats/${SYNC_TOKEN}`)).toBe(202);
    expect(await statusOfHost('/api/internal/environments/dev/checks')).toBe(403);
  });

  it('are not asked for with GET, which previews of links send', async () => {
    expect((await console.get(`/heartbeats/${SYNC_TOKEN}`)).status).toBe(404);
  });

  it('show no token anywhere', async () => {
    for (const path of ['/internal/config', service, '/internal/environments/dev/jobs/backup/runs']) {
      const text = JSON.stringify((await console.get(path)).body);
      for (const token of [TOKEN, OLD_TOKEN, SYNC_TOKEN]) expect(text).not.toContain(token);
    }
  });

  it('are of no job that settings do not name', async () => {
    expect(await console.get('/internal/environments/dev/jobs/other/runs')).toMatchObject({
      status: 404,
      body: { code: 'unknown-target' },
    });
  });
});
