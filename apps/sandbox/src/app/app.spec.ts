import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PLOT, livelyStory } from '../story.ts';
import { OPENING_MS, openStage, type Stage } from '../testing/stage.ts';

describe('the demo application', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await openStage(livelyStory);
  });
  afterEach(() => stage.close());

  const statusAt = async (path: string, elapsedMs: number) => {
    stage.clock.atMs = OPENING_MS + elapsedMs;
    return (await stage.call(path)).status;
  };
  const durationAt = async (path: string, elapsedMs: number) => {
    const begin = performance.now();
    await statusAt(path, elapsedMs);
    return performance.now() - begin;
  };

  it('is well and says of which environment it is', async () => {
    const answer = await stage.call('/app/staging/health');
    expect([answer.status, answer.json()]).toEqual([200, { status: 'ok', environment: 'staging' }]);
    expect((await stage.call('/app/qa/health')).status).toBe(404);
  });

  it('answers any status, redirects, and shows a page', async () => {
    expect((await stage.call('/app/dev/status/503')).status).toBe(503);
    const redirect = await stage.call('/app/dev/redirect');
    expect([redirect.status, redirect.headers.get('location')]).toEqual([302, `${stage.url}/app/dev/health`]);
    expect((await stage.call('/app/dev/login')).headers.get('content-type')).toContain('text/html');
    expect((await stage.call('/app/dev/nothing')).status).toBe(404);
  });

  it('answers HEAD without a body', async () => {
    const answer = await stage.call('/app/dev/health', { method: 'HEAD' });
    expect([answer.status, answer.text]).toEqual([200, '']);
  });

  it('is always slow under /slow', async () => {
    expect(await durationAt('/app/dev/slow', 0)).toBeGreaterThanOrEqual(1400);
  });

  it("has orders in prod that are slow while the story says so, and only prod's", async () => {
    const { from } = PLOT['prod-slow-endpoint'];
    expect(await durationAt('/app/prod/orders', from - 1)).toBeLessThan(1000);
    expect(await durationAt('/app/prod/orders', from)).toBeGreaterThan(1000);
    expect(await durationAt('/app/staging/orders', from)).toBeLessThan(1000);
  });

  it('has a search in dev that fails and works by turns while the story says so', async () => {
    const { from } = PLOT['dev-flaky-endpoint'];
    const seen = [];
    for (let turn = 0; turn < 4; turn++) seen.push(await statusAt('/app/dev/search', from + turn * 20_000));
    expect(seen.toSorted()).toEqual([200, 200, 503, 503]);
    expect(seen[0]).not.toBe(seen[1]);
    expect(await statusAt('/app/dev/search', from - 1)).toBe(200);
  });

  it.each([
    [{ kind: 'unauthorized' as const }, 401],
    [{ kind: 'rate-limit' as const }, 429],
    [{ kind: 'status' as const, status: 502 }, 502],
  ])('plays the fault %j', async (fault, status) => {
    stage.faults.add({ service: 'app', environment: 'dev', ...fault });
    expect((await stage.call('/app/dev/health')).status).toBe(status);
  });
});
