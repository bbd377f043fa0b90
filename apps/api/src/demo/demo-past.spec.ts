import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Incident } from '@envscope/contracts/index.js';
import { readSettings, type Settings } from '@envscope/settings/settings.js';
import { openSqliteStores } from '@envscope/store/sqlite/sqlite.stores.js';
import type { Stores } from '@envscope/store/stores.js';
import { startSandbox, type Sandbox } from '@envscope/testing/servers/sandbox.js';
import { sandboxVariables } from '@envscope/testing/servers/sandbox-variables.js';
import { Test } from '@nestjs/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DemoPast } from './demo-past.js';
import { DemoPastModule } from './demo-past.module.js';

const HOUR_MS = 3_600_000;

describe('the past of a demo', () => {
  const folder = mkdtempSync(join(tmpdir(), 'envscope-past-'));
  const nowMs = Date.now();
  let sandbox: Sandbox;
  let stores: Stores;

  const settingsOf = (): Settings => {
    const { http } = sandbox;
    return readSettings({
      variables: {
        ...sandboxVariables(sandbox),
        ENDPOINTS_PROD: `orders=${http}/app/prod/orders,search=${http}/app/prod/search`,
        SANDBOX_PORT: new URL(http).port,
        DATA_DIR: folder,
      },
      namesInFiles: [],
      files: {},
    });
  };

  beforeAll(async () => {
    sandbox = await startSandbox();
    const context = await Test.createTestingModule({
      imports: [DemoPastModule.with(settingsOf())],
    }).compile();
    await context.get(DemoPast).seed(nowMs);
    await context.close();
    stores = await openSqliteStores(join(folder, 'envscope.db'));
  });
  afterAll(async () => {
    await stores.observations.close();
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });

  const incidents = () => stores.incidents.incidents({ limit: 100 });
  const latencies = (hoursAgo: number, hours: number) =>
    stores.observations.series({
      environment: 'prod',
      service: 'endpoints',
      target: 'orders',
      measurement: 'latencyMs',
      fromMs: nowMs - hoursAgo * HOUR_MS,
      toMs: nowMs - (hoursAgo - hours) * HOUR_MS,
      stepMs: 10 * 60_000,
    });

  it('reaches back two days, without a gap in its last hours', async () => {
    expect((await latencies(6, 6)).length).toBeGreaterThanOrEqual(36);
    expect((await latencies(47, 1)).length).toBeGreaterThanOrEqual(5);
    expect(await latencies(60, 10)).toEqual([]);
  });

  it('shows every service as the sandbox has it now', async () => {
    const latest = await stores.observations.latest();
    // Nobody asks this sandbox's applications for anything, so that their request metrics say nothing.
    expect(latest).toHaveLength(18);
    const { observation, statusSince } =
      latest.find(
        ({ observation: { environment, service } }) => `${environment} ${service}` === 'prod redis',
      ) ?? {};
    expect(observation?.snapshot).not.toBeNull();
    expect(observation?.results[0]?.status).toBe('up');
    expect(Date.parse(statusSince ?? '')).toBeLessThan(nowMs - 24 * HOUR_MS);
  });

  it('holds incidents that are over, each as the console decides it, in order of their ids', async () => {
    const found = await incidents();
    expect(found.map(({ environment, service, resolution }) => [environment, service, resolution])).toEqual([
      ['prod', 'endpoints', 'recovered'],
      ['staging', 'redis', 'recovered'],
      ['prod', 'endpoints', 'recovered'],
    ]);
    for (const incident of found) {
      expect(Incident.parse(incident)).toEqual(incident);
      expect(incident.channels).toEqual([]);
      expect(incident.timeline.at(-1)?.kind).toBe('resolved');
    }
    expect(await stores.incidents.openIncidents()).toEqual([]);
    expect(await stores.incidents.unsettledDeliveries()).toEqual([]);
  });

  it('says why, and keeps what people did', async () => {
    const [orders, redis] = await incidents();
    expect(orders?.firstCause.reason).toEqual({
      code: 'unexpected-status',
      params: { httpStatus: 503, expected: '2xx' },
    });
    expect(orders?.acknowledgement?.by).toBe('Minji');
    expect(redis?.firstCause.reason.code).toBe('connection-lost');
  });

  it('leaves the sandbox as it was', async () => {
    const state = (await sandbox.state()) as { readonly app: { readonly answersSetByHand: object } };
    expect(state.app.answersSetByHand).toEqual({});
    expect((await fetch(`${sandbox.http}/app/prod/orders`)).status).toBe(200);
  });
});
