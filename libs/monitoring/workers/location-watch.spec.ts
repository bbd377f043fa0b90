import type { LocationId } from '@envscope/contracts/index.js';
import { observationOf } from '@envscope/testing/observations.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { PlannedCheck } from '../schedule/check-plan.js';
import { LocationWatch } from './location-watch.js';
import type { WorkerReport } from './messages.js';

const MINUTE_MS = 60_000;

function checkFrom(locations: readonly LocationId[], intervalMs: number, environment = 'prod'): PlannedCheck {
  return {
    probe: { service: 'endpoints', runsAnywhere: true, observe: () => Promise.reject(new Error()) },
    environment,
    target: { id: `every ${intervalMs}` },
    terms: { intervalMs, timeoutMs: 5_000 },
    destinations: [],
    locations,
    quorum: 'majority',
  };
}

/** What a worker reports: a result that says something, one without network, or only that it is there. */
function reportOf(location: LocationId | null, brings: 'result' | 'blindness' | 'nothing'): WorkerReport {
  const reason = { code: 'not-observed', params: {} } as const;
  const observation = observationOf({
    results: [brings === 'blindness' ? { status: 'unknown', reason } : { status: 'up' }],
  });
  return {
    version: 1,
    worker: { id: 'w', name: 'w' },
    location,
    sentAt: observation.observedAt,
    checksPerMinute: 0,
    blindSince: null,
    unknown: { count: 0, names: [] },
    isOfSameSettings: true,
    results: brings === 'nothing' ? [] : [{ plannedMs: 1, isRequested: false, observation }],
  };
}

describe('LocationWatch', () => {
  let nowMs: number;
  let watch: LocationWatch;
  const silent = () =>
    watch
      .list()
      .filter(({ silentSinceMs }) => silentSinceMs !== null)
      .map(({ location, silentSinceMs }) => [location, silentSinceMs]);

  beforeEach(() => {
    nowMs = 0;
    watch = new LocationWatch(
      [
        checkFrom(['seoul', 'frankfurt'], 30_000),
        checkFrom(['seoul'], 30_000, 'dev'),
        checkFrom(['seoul'], 600_000),
        checkFrom([], MINUTE_MS),
      ],
      () => nowMs,
    );
  });

  it('knows from where how much is checked, in which environments', () => {
    const checks = watch.list().map(({ location, checks }) => [location, Object.fromEntries(checks)]);
    expect(checks).toEqual([
      ['seoul', { prod: 2, dev: 1 }],
      ['frankfurt', { prod: 1 }],
      [null, { prod: 1 }],
    ]);
  });

  it('finds a place silent from which nothing has come for two minutes, or for as long as a result holds', () => {
    watch.note(reportOf('frankfurt', 'result'));
    nowMs = MINUTE_MS;
    watch.note(reportOf('seoul', 'result'));
    nowMs = 2 * MINUTE_MS + 1;
    expect(silent()).toEqual([['frankfurt', 0]]);
    nowMs = 3 * MINUTE_MS + 1;
    expect(silent()).toEqual([
      ['seoul', MINUTE_MS],
      ['frankfurt', 0],
      [null, 0],
    ]);
    watch.note(reportOf(null, 'result'));
    watch.note(reportOf('frankfurt', 'result'));
    expect(silent()).toEqual([['seoul', MINUTE_MS]]);
  });

  it.each(['nothing', 'blindness'] as const)(
    'takes no comfort in a worker that is there and brings %s',
    (brings) => {
      nowMs = MINUTE_MS;
      watch.note(reportOf('seoul', 'result'));
      for (const location of ['frankfurt', 'seoul'] as const) watch.note(reportOf(location, brings));
      nowMs = 2 * MINUTE_MS + 1;
      expect(silent()).toEqual([['frankfurt', 0]]);
    },
  );

  it('counts no time in which nobody listened', () => {
    nowMs = 60 * MINUTE_MS;
    watch.forgive();
    expect(silent()).toEqual([]);
    nowMs += 2 * MINUTE_MS + 1;
    expect(silent().map(([location]) => location)).toEqual(['seoul', 'frankfurt']);
  });

  it('believes what comes only since somebody listens', () => {
    const bringing = () =>
      watch.list().flatMap(({ location, steadySinceMs }) => (steadySinceMs === null ? [] : [location]));
    watch.note(reportOf('seoul', 'result'));
    expect(bringing()).toEqual(['seoul']);
    nowMs = MINUTE_MS;
    watch.forgive();
    expect(bringing()).toEqual([]);
    watch.note(reportOf('seoul', 'result'));
    expect(bringing()).toEqual(['seoul']);
    nowMs += 2 * MINUTE_MS + 1;
    expect(bringing()).toEqual([]);
  });

  it('calls a place settled from which results have come for ten minutes without a silence', () => {
    const standing = () => watch.list().find(({ location }) => location === 'seoul');
    const bring = (minutes: number) => {
      for (let minute = 0; minute < minutes; minute += 1) {
        watch.note(reportOf('seoul', 'result'));
        nowMs += MINUTE_MS;
      }
    };
    bring(9);
    expect(standing()).toMatchObject({ steadySinceMs: 0, hasSettled: false });
    bring(1);
    expect(standing()).toMatchObject({ steadySinceMs: 0, hasSettled: true });
    nowMs += 2 * MINUTE_MS;
    expect(standing()).toMatchObject({ steadySinceMs: null, hasSettled: false });
    const backMs = nowMs;
    bring(9);
    expect(standing()).toMatchObject({ steadySinceMs: backMs, hasSettled: false });
    bring(1);
    expect(standing()).toMatchObject({ steadySinceMs: backMs, hasSettled: true });
  });

  it('calls a place settled no sooner than it could be silent', () => {
    watch = new LocationWatch([checkFrom(['seoul'], 10 * MINUTE_MS)], () => nowMs);
    for (let times = 0; times < 3; times += 1) {
      watch.note(reportOf('seoul', 'result'));
      nowMs += 10 * MINUTE_MS - 1;
      expect(watch.list()[0]?.hasSettled).toBe(false);
    }
    nowMs += 3;
    expect(watch.list()[0]?.hasSettled).toBe(true);
  });
});
