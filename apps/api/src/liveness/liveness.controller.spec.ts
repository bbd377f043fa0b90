import type { Dashboard } from '@envscope/contracts/index.js';
import { ObservationStore, StoreFault } from '@envscope/store/observation-store.js';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ConsoleUnderTest } from '../testing/console-under-test.js';

interface Health {
  status: string;
  details: { archive: { status: string; waiting: number; lost: number } };
}

describe('LivenessController', () => {
  let console: ConsoleUnderTest;

  beforeAll(async () => {
    console = await ConsoleUnderTest.start({ variables: { CHECK_INTERVAL_SECONDS: '5' } });
    await console.looked();
  });
  afterAll(() => console.close());

  it.each(['/health/live', '/health/ready'])('answers %s while all is well', async (path) => {
    expect(await console.get<Health>(path)).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('says so while the store fails, loses nothing, shows what is new all the same, and recovers', async () => {
    const store = console.app.get(ObservationStore);
    const fault = new StoreFault('The disk is full');
    const append = jest.spyOn(store, 'append').mockRejectedValue(fault);
    const before = (await console.get<Dashboard>('/internal/environments/dev/dashboard')).body.generatedAt;
    await console.post('/internal/environments/dev/checks');

    const failing = await console.until<Health>('/health/live', ({ status }) => status === 'error');
    expect(failing.details.archive.waiting).toBeGreaterThan(0);
    await console.until<Dashboard>('/internal/environments/dev/dashboard', ({ services }) =>
      services.every(({ observedAt }) => (observedAt ?? '') > before),
    );

    append.mockRestore();
    const mended = await console.until<Health>('/health/live', ({ status }) => status === 'ok');
    expect(mended.details.archive).toMatchObject({ waiting: 0, lost: 0 });
  });
});
