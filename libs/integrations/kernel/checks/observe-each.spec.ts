import { NotConfigured } from '@envscope/environments/per-environment.js';
import { describe, expect, it } from '@jest/globals';
import type { Subject } from './check-result.js';
import { up } from './finding.js';
import { observeEach, type EachTarget, type TargetChecks } from './observe-each.js';
import { observeTarget } from './observe-target.js';

const subject: Subject = { environment: 'dev', service: { kind: 'endpoints', silence: 'down' } };
const limits = () => ({ timeoutMs: 50, stop: new AbortController().signal });
const never = () => new Promise<never>(() => undefined);

/** Checks of these targets; the snapshot has each target's detail by its id. */
function checksOf(
  targets: readonly EachTarget[],
  check: TargetChecks<EachTarget, string>['check'],
): TargetChecks<EachTarget, string> {
  return {
    targets: () => targets,
    check,
    snapshot: (checked) =>
      Object.fromEntries(checked.map(({ result, detail }) => [result.target, detail ?? null])),
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

describe('observeTarget', () => {
  const observe = (check: Parameters<typeof observeTarget<string>>[2]) =>
    observeTarget({ ...subject, target: 'api' }, limits(), check, ({ result, detail }) => ({
      is: result.status,
      detail: detail ?? null,
    }));

  it('speaks of its target alone, with the detail of it', async () => {
    const observation = await observe(() =>
      Promise.resolve({ finding: { ...up(), latencyMs: 7 }, detail: 'well' }),
    );
    expect(observation).toMatchObject({
      covers: 'targets',
      snapshot: null,
      results: [{ target: 'api', status: 'up', latencyMs: 7, detail: { is: 'up', detail: 'well' } }],
    });
    expect(observation.observedAt).toBe(observation.results[0]?.checkedAt);
  });

  it('has a detail of a target that does not answer', async () => {
    const { results } = await observe(never);
    expect(results).toMatchObject([
      {
        status: 'down',
        reason: { code: 'timeout', params: { limitMs: 50 } },
        detail: { is: 'down', detail: null },
      },
    ]);
  });

  it('bounds what a detail may hold', async () => {
    const { results } = await observe(() => Promise.resolve({ finding: up(), detail: 'x'.repeat(1_000) }));
    expect(String(results[0]?.detail?.['detail'])).toHaveLength(500);
  });
});
