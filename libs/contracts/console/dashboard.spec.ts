import { describe, expect, it } from '@jest/globals';
import type { CheckStatus } from '../checks/check-status.js';
import type { ReasonCode } from '../checks/reason.js';
import { isUnobserved, overallOf, type ServiceState } from './dashboard.js';

const AT = '2026-11-23T06:00:00.000Z';

const UP: ServiceState = {
  service: 'redis',
  status: 'up',
  since: AT,
  observedAt: AT,
  snapshotAt: null,
  isStale: false,
  staleAfterMs: null,
  isChecking: false,
  counts: { up: 1, degraded: 0, down: 0, unknown: 0, paused: 0, unconfigured: 0 },
  attention: [],
};

/** A service whose one target is not up. */
function state(status: 'down' | 'unknown', code: ReasonCode): ServiceState {
  const reason = { code, params: {} };
  const target = { target: 'default', checkedAt: AT, latencyMs: null, measurements: {}, status, reason };
  return { ...UP, status, counts: { ...UP.counts, up: 0, [status]: 1 }, attention: [target] };
}

describe('overallOf', () => {
  const IDLE = state('unknown', 'no-requests');
  const UNOBSERVED = state('unknown', 'not-observed');

  it.each<{ what: string; services: ServiceState[]; is: CheckStatus }>([
    { what: 'up where the others are idle', services: [UP, IDLE], is: 'up' },
    { what: 'unknown where nothing is known', services: [IDLE], is: 'unknown' },
    { what: 'unknown where one is not observed', services: [UP, UNOBSERVED], is: 'unknown' },
    {
      what: 'down where one is, whatever is not observed',
      services: [UNOBSERVED, state('down', 'refused')],
      is: 'down',
    },
  ])('is $what', ({ services, is }) => {
    expect(overallOf(services)).toBe(is);
  });

  it('knows what is not observed from what has nothing to say', () => {
    expect([UP, IDLE, UNOBSERVED].map(isUnobserved)).toEqual([false, false, true]);
  });
});
