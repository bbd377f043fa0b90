import { incidentOf, memberOf } from '@envscope/testing/alerts.js';
import {
  observationOf,
  STORY_START_MS as START,
  type ObservationTold,
} from '@envscope/testing/observations.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { TargetWatch } from './target-watch.js';

const INTERVAL_MS = 30_000;
type Results = NonNullable<ObservationTold['results']>;

describe('TargetWatch', () => {
  let watch: TargetWatch;
  let looks: number;
  let isStale: boolean;

  beforeEach(() => {
    [looks, isStale] = [0, false];
    watch = new TargetWatch({
      intervalOf: (_, service) => (service === 'sentry' ? null : INTERVAL_MS),
      leftToRules: new Set(['memory-nearly-full']),
      freshness: { isStale: () => isStale },
    });
  });

  /** One look at the endpoints of `dev`, an interval after the one before it; what changes, as `target state`. */
  const look = (results: Results, told: ObservationTold = {}) => {
    looks += 1;
    const atMs = START + looks * INTERVAL_MS;
    return watch
      .evaluate(observationOf({ service: 'endpoints', atMs, results, ...told }))
      .map(({ target, change }) => `${target} ${change.how ?? change.targetState}`);
  };
  const down = (target: string) => ({ target, status: 'down' }) as const;
  const up = (target: string) => ({ target, status: 'up' }) as const;
  const cannotLook = { target: 'default', status: 'unknown' } as const;

  it('tells each target by itself', () => {
    expect(look([down('api'), up('web')])).toEqual([]);
    expect(look([down('api'), up('web')])).toEqual(['api failing']);
    expect(look([down('api'), down('web')])).toEqual([]);
    expect(look([up('api'), down('web')])).toEqual(['web failing']);
    expect(look([up('api'), down('web')])).toEqual(['api recovered']);
  });

  it('keeps environments apart', () => {
    look([down('api')]);
    expect(look([down('api')], { environment: 'prod' })).toEqual([]);
  });

  it('leaves figures to the rules that watch them', () => {
    const full = { status: 'degraded', reason: { code: 'memory-nearly-full', params: {} } } as const;
    expect([look([full]), look([full]), look([full])].flat()).toEqual([]);
  });

  it('ends the matter of a target that is there no more', () => {
    look([down('api'), up('web')]);
    look([down('api'), up('web')]);
    expect(look([up('web')])).toEqual([]);
    expect(look([up('web')])).toEqual(['api gone']);
    expect(look([up('web')])).toEqual([]);
  });

  it('calls nothing gone while the service as a whole cannot be looked at', () => {
    look([down('api'), up('web')]);
    look([down('api'), up('web')]);
    expect(Array.from({ length: 5 }, () => look([cannotLook])).flat()).toEqual(['default unknown']);
    expect(look([down('api'), up('web')])).toEqual([]);
    expect(look([up('api'), up('web')])).toEqual(['default recovered']);
  });

  it('goes on after a restart with what open incidents know', () => {
    const members = [memberOf({ service: 'endpoints', target: 'api' })];
    watch.restore([incidentOf({ service: 'endpoints', members })]);
    expect(look([up('api')])).toEqual([]);
    expect(look([up('api')])).toEqual(['api recovered']);
  });

  it('does not take silence for health', () => {
    look([up('api'), up('web')]);
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
      look([up('api')]);
      isStale = true;
      const nowMs = START + 100 * INTERVAL_MS;
      watch.heedPause(stopped, nowMs);
      expect(watch.evaluateSilence(nowMs + 3 * INTERVAL_MS).size).toBe(0);
      expect(watch.evaluateSilence(nowMs + 3 * INTERVAL_MS + 1).size).toBe(1);
    });

    it('believes the second check of a target that was well', () => {
      look([up('api'), down('web')]);
      look([up('api'), down('web')]);
      watch.heedPause(stopped, START + 3 * INTERVAL_MS);
      expect(look([down('api'), down('web')])).toEqual([]);
      expect(look([down('api'), up('web')])).toEqual([]);
      expect(look([down('api'), up('web')])).toEqual(['api failing', 'web recovered']);
    });

    it('doubts no check because the clock was set back', () => {
      look([up('api')]);
      watch.heedPause({ kind: 'back', lostMs: -3_600_000 }, START);
      look([down('api')]);
      expect(look([down('api')])).toEqual(['api failing']);
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

  it.each(['no-requests', 'no-data', 'not-checked'] as const)('finds nothing amiss in %s', (code) => {
    const idle = { status: 'unknown', reason: { code, params: {} } } as const;
    expect(Array.from({ length: 6 }, () => look([idle])).flat()).toEqual([]);
    look([{ status: 'down' }]);
    look([idle]);
    expect(look([{ status: 'down' }])).toEqual(['default failing']);
  });

  it('does not evaluator what is looked at once', () => {
    expect(
      [look([down('x')], { service: 'sentry' }), look([down('x')], { service: 'sentry' })].flat(),
    ).toEqual([]);
  });

  it('remembers the newest checks of a target', () => {
    for (let n = 0; n < 8; n += 1) look([down('api')]);
    const checks = watch.checksOf('dev', 'endpoints', 'api');
    expect(checks.map(({ at }) => (Date.parse(at) - START) / INTERVAL_MS)).toEqual([4, 5, 6, 7, 8]);
    expect(checks[0]).toMatchObject({ status: 'down', reason: { code: 'timeout' } });
  });
});
