import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckStatus, Dashboard } from '@envscope/contracts/index.js';
import { CheckCycle } from '@envscope/monitoring/checks/check-cycle.js';
import { Dispatcher } from '@envscope/monitoring/deliveries/dispatcher.js';
import type { ScheduleFigures } from '@envscope/monitoring/schedule/check-schedule.js';
import { SpreadChecks } from '@envscope/monitoring/workers/spread-checks.js';
import { ObservationStore, StoreFault } from '@envscope/store/observation-store.js';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ConsoleUnderTest } from '../testing/console-under-test.js';

interface Health {
  status: string;
  details: {
    observations: { status: string; waiting: number; lost: number };
    checks: { status: string; isLeading: boolean; overdue: number } & ScheduleFigures;
  };
}

describe('LivenessController', () => {
  let console: ConsoleUnderTest;

  beforeAll(async () => {
    console = await ConsoleUnderTest.start({ variables: { CHECK_INTERVAL_SECONDS: '5' } });
    await console.checked();
  });
  afterAll(() => console.close());

  it.each(['/health/live', '/health/ready'])('answers %s while all is well', async (path) => {
    expect(await console.get<Health>(path)).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('says how the schedule keeps its times', async () => {
    // With so long between checks each is over before the next one is due, also on a busy machine.
    const calm = await ConsoleUnderTest.start({ variables: { CHECK_INTERVAL_SECONDS: '60' } });
    await calm.checked();
    const { body } = await calm.get<Health>('/health/live');
    await calm.close();
    expect(body.details.checks).toMatchObject({ status: 'up', skipped: 0 });
    expect(body.details.checks.done).toBeGreaterThan(10);
    expect(body.details.checks.lateness?.p99Ms).toBeGreaterThanOrEqual(0);
  });

  it('notices that checks bring no result for three intervals, and that they do again', async () => {
    const cycle = console.app.get(CheckCycle);
    const hung = Promise.withResolvers<CheckStatus>();
    const run = jest.spyOn(cycle, 'run').mockReturnValue(hung.promise);
    const standing = await console.until<Health>('/health/live', ({ status }) => status === 'error');
    expect(standing.details.checks).toMatchObject({ status: 'down', isLeading: true });
    expect(standing.details.checks.overdue).toBeGreaterThan(0);
    expect((await console.get('/health/ready')).status).toBe(503);
    run.mockRestore();
    hung.resolve('up');
    await console.until<Health>('/health/live', ({ status }) => status === 'ok');
  });

  it('says since when another console uses the queue, and not what that one is called', async () => {
    const workers = console.app.get(SpreadChecks);
    const rival = { name: 'host-b', locations: [null], since: '2026-11-30T05:00:00.000Z' };
    const report = jest.spyOn(workers, 'report').mockReturnValue({ ...workers.report(true), rival });
    const { body } = await console.get('/health/live');
    expect(body).toMatchObject({ details: { queue: { status: 'up', rivalSince: rival.since } } });
    expect(JSON.stringify(body)).not.toContain(rival.name);
    report.mockRestore();
  });

  it('notices that notifications stand still', async () => {
    const stuck = jest.spyOn(console.app.get(Dispatcher), 'stuck', 'get').mockReturnValue(2);
    expect(await console.get<Health>('/health/ready')).toMatchObject({
      status: 503,
      body: { details: { notifications: { status: 'down', isLeading: true, stuck: 2 } } },
    });
    stuck.mockRestore();
  });

  it('notices that its data file is gone, refuses what people want, and writes a new one when asked to', async () => {
    await rm(join(console.folder, 'data'), { recursive: true });
    await console.until<Health>('/health/live', ({ status }) => status === 'error');
    expect(await console.get('/health/ready')).toMatchObject({ status: 503 });
    const mute = { kind: 'maintenance', scope: { environment: 'dev' }, reason: 'Release', by: 'ci' };
    expect(await console.post('/internal/mutes', mute)).toMatchObject({
      status: 503,
      body: { code: 'store-failing' },
    });
    expect(await console.post('/internal/store/data-file')).toEqual({
      status: 200,
      body: { isRestored: true },
    });
    await console.until<Health>('/health/live', ({ status }) => status === 'ok');
    expect((await console.post('/internal/mutes', mute)).status).toBe(201);
    expect(await console.post('/internal/store/data-file')).toEqual({
      status: 200,
      body: { isRestored: false },
    });
  });

  it('says so while the store fails, loses nothing, shows what is new all the same, and recovers', async () => {
    const store = console.app.get(ObservationStore);
    const fault = new StoreFault('The disk is full');
    const append = jest.spyOn(store, 'append').mockRejectedValue(fault);
    const before = (await console.get<Dashboard>('/internal/environments/dev/dashboard')).body.generatedAt;
    await console.post('/internal/environments/dev/checks');

    const failing = await console.until<Health>('/health/live', ({ status }) => status === 'error');
    expect(failing.details.observations.waiting).toBeGreaterThan(0);
    await console.until<Dashboard>('/internal/environments/dev/dashboard', ({ services }) =>
      services.every(({ observedAt }) => (observedAt ?? '') > before),
    );

    append.mockRestore();
    const recovered = await console.until<Health>('/health/live', ({ status }) => status === 'ok');
    expect(recovered.details.observations).toMatchObject({ waiting: 0, lost: 0 });
  });
});
