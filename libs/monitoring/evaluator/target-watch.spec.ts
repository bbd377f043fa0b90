import { incidentOf, memberOf } from '@envscope/testing/alerts.js';
import {
  observationOf,
  STORY_START_MS as START,
  type ObservationDraft,
} from '@envscope/testing/observations.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { TargetWatch } from './target-watch.js';

const INTERVAL_MS = 30_000;
const TERMS = { intervalMs: INTERVAL_MS, timeoutMs: 10_000 };
type Results = NonNullable<ObservationDraft['results']>;

describe('TargetWatch', () => {
  let watch: TargetWatch;
  let checks: number;
  let isStale: boolean;
  let strict: string | undefined;

  beforeEach(() => {
    [checks, isStale, strict] = [0, false, undefined];
    watch = new TargetWatch({
      termsOf: (_, service, target) => {
        if (service === 'sentry' || target === 'removed') return null;
        return target === strict ? { ...TERMS, failureThreshold: 1 } : TERMS;
      },
      leftToRules: new Set(['memory-nearly-full']),
      freshness: { isTargetStale: () => isStale },
    });
  });

  /** One check of the endpoints of `dev`, an interval after the one before it; what changes, as `target state`. */
  const check = (results: Results, draft: ObservationDraft = {}) => {
    checks += 1;
    const atMs = START + checks * INTERVAL_MS;
    return watch
      .evaluate(observationOf({ service: 'endpoints', atMs, results, ...draft }))
      .map(({ target, change }) => `${target} ${change.how ?? change.targetState}`);
  };
  const down = (target: string) => ({ target, status: 'down' }) as const;
  const up = (target: string) => ({ target, status: 'up' }) as const;
  const unknown = { target: 'default', status: 'unknown' } as const;

  it('reports each target by itself', () => {
    expect(check([down('api'), up('web')])).toEqual([]);
    expect(check([down('api'), up('web')])).toEqual(['api failing']);
    expect(check([down('api'), down('web')])).toEqual([]);
    expect(check([up('api'), down('web')])).toEqual(['web failing']);
    expect(check([up('api'), down('web')])).toEqual(['api recovered']);
  });

  it('ends no target that a check of others leaves out', () => {
    const one = { covers: 'targets' } as const;
    check([down('api')], one);
    expect(check([down('api')], one)).toEqual(['api failing']);
    expect([1, 2, 3].flatMap(() => check([up('web')], one))).toEqual([]);
    expect([1, 2].flatMap(() => check([up('api')], one))).toEqual(['api recovered']);
  });

  it("goes by each target's own thresholds", () => {
    strict = 'api';
    expect(check([down('api'), down('web')])).toEqual(['api failing']);
    expect(check([down('api'), down('web')])).toEqual(['web failing']);
  });

  it('knows nothing of a target that settings do not name any more', () => {
    const members = [memberOf({ service: 'endpoints', target: 'removed' })];
    watch.restore([incidentOf({ service: 'endpoints', members })]);
    expect(watch.knows('dev', 'endpoints', 'removed')).toBe(false);
  });

  it('keeps environments apart', () => {
    check([down('api')]);
    expect(check([down('api')], { environment: 'prod' })).toEqual([]);
  });

  it('leaves figures to the rules that watch them', () => {
    const full = { status: 'degraded', reason: { code: 'memory-nearly-full', params: {} } } as const;
    expect([check([full]), check([full]), check([full])].flat()).toEqual([]);
  });

  it('ends the state of a target that is there no more', () => {
    check([down('api'), up('web')]);
    check([down('api'), up('web')]);
    expect(check([up('web')])).toEqual([]);
    expect(check([up('web')])).toEqual(['api gone']);
    expect(check([up('web')])).toEqual([]);
  });

  it('calls nothing gone while the service as a whole cannot be checked', () => {
    check([down('api'), up('web')]);
    check([down('api'), up('web')]);
    expect(Array.from({ length: 5 }, () => check([unknown])).flat()).toEqual(['default unknown']);
    expect(check([down('api'), up('web')])).toEqual([]);
    expect(check([up('api'), up('web')])).toEqual(['default recovered']);
  });

  it('goes on after a restart with what open incidents know', () => {
    const members = [memberOf({ service: 'endpoints', target: 'api' })];
    watch.restore([incidentOf({ service: 'endpoints', members })]);
    expect(check([up('api')])).toEqual([]);
    expect(check([up('api')])).toEqual(['api recovered']);
  });

  it('does not take silence for health', () => {
    check([up('api'), up('web')]);
    expect(watch.evaluateSilence(START + 9 * INTERVAL_MS).size).toBe(0);
    isStale = true;
    const silent = watch.evaluateSilence(START + 4 * INTERVAL_MS + 1).get('dev') ?? [];
    expect(silent.map(({ target, change }) => [target, change.targetState, change.reason?.code])).toEqual([
      ['api', 'unknown', 'stale'],
      ['web', 'unknown', 'stale'],
    ]);
    expect(watch.evaluateSilence(START + 5 * INTERVAL_MS).size).toBe(0);
  });

  describe('after a pause', () => {
    const stopped = { kind: 'stopped', lostMs: 60_000 } as const;

    it('begins silence anew', () => {
      check([up('api')]);
      isStale = true;
      const nowMs = START + 100 * INTERVAL_MS;
      watch.heedPause(stopped, nowMs);
      expect(watch.evaluateSilence(nowMs + 3 * INTERVAL_MS).size).toBe(0);
      expect(watch.evaluateSilence(nowMs + 3 * INTERVAL_MS + 1).size).toBe(1);
    });

    it('believes the second check of a target that was well', () => {
      check([up('api'), down('web')]);
      check([up('api'), down('web')]);
      watch.heedPause(stopped, START + 3 * INTERVAL_MS);
      expect(check([down('api'), down('web')])).toEqual([]);
      expect(check([down('api'), up('web')])).toEqual([]);
      expect(check([down('api'), up('web')])).toEqual(['api failing', 'web recovered']);
    });

    it('doubts no check because the clock was set back', () => {
      check([up('api')]);
      watch.heedPause({ kind: 'back', lostMs: -3_600_000 }, START);
      check([down('api')]);
      expect(check([down('api')])).toEqual(['api failing']);
    });

    it('begins silence with the start, for what was seen right before it', () => {
      isStale = true;
      const seen = observationOf({
        service: 'endpoints',
        atMs: START - 2 * INTERVAL_MS,
        results: [up('api')],
      });
      watch.takeUp(seen, START);
      expect(watch.evaluateSilence(START + 3 * INTERVAL_MS).size).toBe(0);
      expect(watch.evaluateSilence(START + 3 * INTERVAL_MS + 1).size).toBe(1);
    });
  });

  it('counts what was not observed neither as a failure nor as a success, and doubts what comes first after it', () => {
    const unseen = {
      target: 'api',
      status: 'unknown',
      reason: { code: 'not-observed', params: {} },
    } as const;
    strict = 'api';
    check([up('api')]);
    expect([1, 2, 3, 4, 5, 6].flatMap(() => check([unseen]))).toEqual([]);
    expect(check([down('api')])).toEqual([]);
    expect(check([down('api')])).toEqual(['api failing']);
    expect([1, 2, 3].flatMap(() => check([unseen]))).toEqual([]);
    expect([1, 2].flatMap(() => check([up('api')]))).toEqual(['api recovered']);
  });

  it.each(['no-requests', 'no-data', 'not-checked'] as const)('finds nothing amiss in %s', (code) => {
    const idle = { status: 'unknown', reason: { code, params: {} } } as const;
    expect(Array.from({ length: 6 }, () => check([idle])).flat()).toEqual([]);
    check([{ status: 'down' }]);
    check([idle]);
    expect(check([{ status: 'down' }])).toEqual(['default failing']);
  });

  it('does not evaluate what is checked once', () => {
    expect(
      [check([down('x')], { service: 'sentry' }), check([down('x')], { service: 'sentry' })].flat(),
    ).toEqual([]);
  });

  it('remembers the newest checks of a target', () => {
    for (let n = 0; n < 8; n += 1) check([down('api')]);
    const checks = watch.checksOf('dev', 'endpoints', 'api');
    expect(checks.map(({ at }) => (Date.parse(at) - START) / INTERVAL_MS)).toEqual([4, 5, 6, 7, 8]);
    expect(checks[0]).toMatchObject({ status: 'down', reason: { code: 'timeout' } });
  });
});
