import type { Overview, ServiceState } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import { downResult, serviceState } from '../configuration/console-config.fixture';
import { unhealthyOf } from './unhealthy';

const at = (time: string) => `2026-11-23T${time}:00.000Z`;

function overviewOf(states: Record<string, Partial<ServiceState>[]>): Overview {
  const environments = Object.entries(states).map(([environment, services]) => ({
    environment,
    status: 'up' as const,
    services: services.map((state) => serviceState(state)),
  }));
  return { generatedAt: at('06:00'), status: 'up', environments };
}

const listed = (overview: Overview) =>
  unhealthyOf(overview).map(({ environment, state }) => `${environment} ${state.service} ${state.status}`);

describe('unhealthyOf', () => {
  it('puts the most urgent first, whatever the environment', () => {
    const overview = overviewOf({
      dev: [
        { service: 'redis', status: 'degraded' },
        { service: 'sentry', status: 'unknown' },
      ],
      prod: [{ service: 'mongodb', status: 'down' }],
    });
    expect(listed(overview)).toEqual(['prod mongodb down', 'dev redis degraded', 'dev sentry unknown']);
  });

  it('puts what began last first among equally urgent ones, since that is the news', () => {
    const overview = overviewOf({
      dev: [{ service: 'redis', status: 'down', since: at('04:00') }],
      prod: [
        { service: 'redis', status: 'down', since: null },
        { service: 'mongodb', status: 'down', since: at('05:30') },
      ],
    });
    expect(listed(overview)).toEqual(['prod mongodb down', 'dev redis down', 'prod redis down']);
  });

  it('leaves out what is up, paused, not configured, or was never checked', () => {
    const overview = overviewOf({
      dev: [
        { service: 'redis', status: 'up' },
        { service: 'sentry', status: 'paused' },
        { service: 'discord', status: 'unconfigured' },
        { service: 'mongodb', status: 'unknown', observedAt: null },
      ],
    });
    expect(listed(overview)).toEqual([]);
  });

  it('leaves out what only waits for a second check', () => {
    const waiting = { ...downResult('default'), status: 'unknown' } as const;
    const attention = [{ ...waiting, reason: { code: 'not-checked', params: {} } } as const];
    expect(
      listed(overviewOf({ dev: [{ service: 'request-metrics', status: 'unknown', attention }] })),
    ).toEqual([]);
  });

  it('keeps only those results that say what is wrong', () => {
    const down = downResult('payments');
    const reason = { code: 'unconfigured', params: {} } as const;
    const unset = { ...downResult('search'), status: 'unconfigured', reason } as const;
    const overview = overviewOf({
      prod: [{ service: 'endpoints', status: 'down', attention: [down, unset] }],
    });
    expect(unhealthyOf(overview)[0]?.results).toEqual([down]);
  });
});
