import { NotConfigured } from '@envscope/environments/per-environment.js';
import { describe, expect, it } from '@jest/globals';
import type { Subject } from './check-result.js';
import { up } from './finding.js';
import { observeEach, type Target, type TargetChecks } from './observe-each.js';

const subject: Subject = { environment: 'dev', service: { kind: 'endpoints', silence: 'down' } };
const limits = () => ({ timeoutMs: 50, stop: new AbortController().signal });
const never = () => new Promise<never>(() => undefined);

/** Checks of these targets; the snapshot has each target's detail by its id. */
function checksOf(
  targets: readonly Target[],
  check: TargetChecks<Target, string>['check'],
): TargetChecks<Target, string> {
  return {
    targets: () => targets,
    check,
    snapshot: (checked) =>
      Object.fromEntries(checked.map(({ target, detail }) => [target.id, detail ?? null])),
  };
}

describe('observeEach', () => {
  it('names each target and gives it a whole deadline of its own', async () => {
    const targets = [{ id: 'api', label: 'The API' }, { id: 'web' }];
    const checks = checksOf(targets, ({ id }) =>
      id === 'api' ? never() : Promise.resolve({ finding: { ...up(), latencyMs: 7 }, detail: 'well' }),
    );
    const { results, snapshot } = await observeEach(subject, limits(), checks);
    expect(results).toMatchObject([
      {
        target: 'api',
        label: 'The API',
        status: 'down',
        reason: { code: 'timeout', params: { limitMs: 50 } },
      },
      { target: 'web', status: 'up', latencyMs: 7 },
    ]);
    expect(snapshot).toEqual({ api: null, web: 'well' });
  });

  it("ends a target's check by the target's own deadline where that is shorter", async () => {
    const checks = checksOf([{ id: 'api', timeoutMs: 20 }], never);
    const { results } = await observeEach(subject, limits(), checks);
    expect(results[0]?.reason).toMatchObject({ code: 'timeout', params: { limitMs: 20 } });
  });

  it('keeps the order of many targets, and says of each that it is done', async () => {
    const targets = Array.from({ length: 300 }, (_, index) => ({ id: `t${index}` }));
    const done = { targets: 0, atOnce: 0, most: 0 };
    const checks = checksOf(targets, async ({ id }) => {
      done.atOnce += 1;
      done.most = Math.max(done.most, done.atOnce);
      await new Promise((resolve) => setImmediate(resolve));
      done.atOnce -= 1;
      return { finding: up(), detail: id };
    });
    const onProgress = () => void (done.targets += 1);
    const { results } = await observeEach(subject, { ...limits(), timeoutMs: 60_000, onProgress }, checks);
    expect(results.map(({ target }) => target)).toEqual(targets.map(({ id }) => id));
    expect(done).toEqual({ targets: 300, atOnce: 0, most: 128 });
  });

  it('says once that nothing is configured', async () => {
    const { results, snapshot } = await observeEach(subject, limits(), {
      ...checksOf([], never),
      targets: () => {
        throw new NotConfigured('endpoints', 'dev', ['ENDPOINTS_DEV']);
      },
    });
    expect(results).toMatchObject([{ target: 'default', status: 'unconfigured' }]);
    expect(snapshot).toBeNull();
  });

  it('rejects when the console stops', async () => {
    const stop = new AbortController();
    const observation = observeEach(
      subject,
      { timeoutMs: 60_000, stop: stop.signal },
      checksOf([{ id: 'api' }, { id: 'web' }], never),
    );
    stop.abort(new Error('stopping'));
    await expect(observation).rejects.toThrow('stopping');
  });
});
