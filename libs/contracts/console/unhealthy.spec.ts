import { incidentOf } from '@envscope/testing/alerts.js';
import { describe, expect, it } from '@jest/globals';
import type { IncidentSummary } from '../alerts/incident.js';
import type { CheckResult } from '../checks/observation.js';
import type { Overview, ServiceState } from './dashboard.js';
import { isAboutService, noBetterThan, unhealthyOf } from './unhealthy.js';

const at = (time: string) => `2026-11-23T${time}:00.000Z`;
const acknowledgement = { by: 'Minji', note: '', at: at('05:55') };
const waiting = (code: 'not-checked' | 'monitor-pending' | 'no-requests') =>
  ({ ...downResult('default'), status: 'unknown', reason: { code, params: {} } }) as const;

const downResult = (target: string): CheckResult => ({
  target,
  status: 'down',
  checkedAt: at('06:00'),
  latencyMs: null,
  measurements: {},
  reason: { code: 'refused', params: {} },
});

const serviceState = (changes: Partial<ServiceState>): ServiceState => ({
  service: 'redis',
  status: 'up',
  since: at('04:00'),
  observedAt: at('06:00'),
  snapshotAt: at('06:00'),
  isStale: false,
  staleAfterMs: 90_000,
  isChecking: false,
  counts: { up: 1, degraded: 0, down: 0, unknown: 0, paused: 0, unconfigured: 0 },
  attention: [],
  ...changes,
});

const incidentSummary = (changes: Partial<IncidentSummary>): IncidentSummary => ({
  ...incidentOf({ environment: 'prod', service: 'redis', targetState: 'failing', severity: 'critical' }),
  memberCount: 1,
  failingServices: ['redis'],
  failingCount: 1,
  dependentCount: 0,
  ...changes,
});

function found(
  states: Record<string, Partial<ServiceState>[]>,
  incidents: readonly Partial<IncidentSummary>[] = [],
) {
  const environments = Object.entries(states).map(([environment, services]) => ({
    environment,
    status: 'up' as const,
    services: services.map((state) => serviceState(state)),
  }));
  const overview: Overview = { generatedAt: at('06:00'), status: 'up', environments };
  return unhealthyOf({
    overview,
    incidents: incidents.map((changes, index) =>
      incidentSummary({ id: `01998a00-0000-7000-8000-00000000000${index}`, ...changes }),
    ),
    byWeight: ['prod', 'staging', 'dev'],
    isVital: (service) => service === 'redis' || service === 'mongodb',
  });
}

const listed = (...known: Parameters<typeof found>) =>
  found(...known).map(({ environment, service, status, severity, incident }) =>
    [environment, service, status, severity, ...(incident === null ? [] : ['incident'])].join(' '),
  );

describe('unhealthyOf', () => {
  it('puts production first, and there the highest severity', () => {
    expect(
      listed({
        dev: [{ service: 'redis', status: 'down' }],
        prod: [
          { service: 'sentry', status: 'unknown', attention: [downResult('default')] },
          { service: 'endpoints', status: 'degraded' },
          { service: 'mongodb', status: 'down' },
        ],
        staging: [{ service: 'sentry', status: 'down' }],
      }),
    ).toEqual([
      'prod mongodb down critical',
      'prod endpoints degraded medium',
      'prod sentry unknown low',
      'staging sentry down high',
      'dev redis down critical',
    ]);
  });

  it('puts what somebody acknowledged or muted last, wherever it is', () => {
    expect(
      listed({ dev: [], prod: [] }, [
        { acknowledgement },
        { environment: 'staging', mutedBy: '01998a00-0000-7000-8000-0000000000aa' },
        { environment: 'dev', severity: 'low', targetState: 'degraded' },
      ]),
    ).toEqual([
      'dev redis degraded low incident',
      'prod redis down critical incident',
      'staging redis down critical incident',
    ]);
  });

  it('puts what began last first among equals, since that is the news', () => {
    expect(
      found({
        prod: [
          { service: 'redis', status: 'down', since: null },
          { service: 'mongodb', status: 'down', since: at('05:30') },
        ],
      }).map(({ service }) => service),
    ).toEqual(['mongodb', 'redis']);
  });

  it('names no service beside the incident that is about it', () => {
    const down = { service: 'redis', status: 'down' } as const;
    expect(listed({ prod: [down], dev: [down] }, [{}])).toEqual([
      'prod redis down critical incident',
      'dev redis down critical',
    ]);
  });

  it('names it where it is worse than the incident says', () => {
    expect(
      listed({ prod: [{ service: 'redis', status: 'down' }] }, [
        { targetState: 'degraded', severity: 'medium' },
      ]),
    ).toEqual(['prod redis down critical', 'prod redis degraded medium incident']);
  });

  it('leaves out what is up, paused, not configured, or was never checked', () => {
    expect(
      listed({
        dev: [
          { service: 'redis', status: 'up' },
          { service: 'sentry', status: 'paused' },
          { service: 'discord', status: 'unconfigured' },
          { service: 'mongodb', status: 'unknown', observedAt: null },
        ],
      }),
    ).toEqual([]);
  });

  it.each(['not-checked', 'monitor-pending', 'no-requests'] as const)(
    'leaves out what only says %s',
    (code) => {
      const attention = [waiting(code)];
      expect(listed({ dev: [{ service: 'uptimerobot', status: 'unknown', attention }] })).toEqual([]);
    },
  );

  it('keeps only those results that say what is wrong', () => {
    const down = downResult('payments');
    const reason = { code: 'unconfigured', params: {} } as const;
    const unset = { ...downResult('search'), status: 'unconfigured', reason } as const;
    const [item] = found({ prod: [{ service: 'endpoints', status: 'down', attention: [down, unset] }] });
    expect(item?.results).toEqual([down]);
  });
});

describe('noBetterThan', () => {
  it('has what stands well wait for its incident, and what stands worse be worse', () => {
    const items = found({ prod: [{ service: 'redis', status: 'up' }] }, [{ targetState: 'degraded' }]);
    const [about, aside] = [
      items.filter((item) => isAboutService(item, 'redis')),
      items.filter((item) => isAboutService(item, 'sentry')),
    ];
    expect([noBetterThan(about, 'up'), noBetterThan(about, 'down'), noBetterThan(aside, 'up')]).toEqual([
      'degraded',
      'down',
      'up',
    ]);
  });

  it('asks nothing of what no incident is about yet', () => {
    expect(noBetterThan(found({ prod: [{ service: 'redis', status: 'down' }] }), 'up')).toBe('up');
  });
});
