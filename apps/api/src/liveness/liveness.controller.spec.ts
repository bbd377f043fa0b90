import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dashboard } from '@envscope/contracts/index.js';
import { ObservationStore, StoreFault } from '@envscope/store/observation-store.js';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ConsoleUnderTest } from '../testing/console-under-test.js';

interface Health {
  status: string;
  details: { observations: { status: string; waiting: number; lost: number } };
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
