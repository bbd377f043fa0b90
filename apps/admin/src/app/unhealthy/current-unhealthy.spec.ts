import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { CheckStatus, EnvironmentId, IncidentSummary } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { incidentSummary } from '../alerts/incidents/incident.fixture';
import { OpenIncidents } from '../alerts/incidents/open-incidents';
import { Configuration } from '../configuration/configuration';
import { OverviewSource } from '../standings/overview-source';
import { CurrentUnhealthy } from './current-unhealthy';

const AT = '2026-11-23T06:00:00.000Z';

describe('CurrentUnhealthy', () => {
  const incidents = signal<readonly IncidentSummary[]>([]);
  const checked = signal<ReadonlyMap<EnvironmentId, CheckStatus>>(new Map());
  const standing = () => Object.fromEntries(TestBed.inject(CurrentUnhealthy).statuses());

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        {
          provide: Configuration,
          useValue: { config: () => ({ services: [] }), byWeight: () => [{ id: 'prod' }, { id: 'dev' }] },
        },
        {
          provide: OverviewSource,
          useValue: {
            overview: () => ({ generatedAt: AT, status: 'up', environments: [] }),
            statuses: checked,
            of: (environment: EnvironmentId) => checked().get(environment),
          },
        },
        { provide: OpenIncidents, useValue: { incidents, resource: { error: () => undefined } } },
      ],
    });
    incidents.set([]);
  });

  it('has an environment down while a target of it waits for its second good check', () => {
    incidents.set([incidentSummary({ environment: 'prod', targetState: 'failing' })]);
    checked.set(new Map([['prod', 'degraded']] as const));
    expect(standing()).toEqual({ prod: 'down' });
    checked.set(new Map([['prod', 'up']] as const));
    expect(standing()).toEqual({ prod: 'down' });
    incidents.set([]);
    expect(standing()).toEqual({ prod: 'up' });
  });

  it('has one as its checks say that are worse than its incidents, and leaves others alone', () => {
    incidents.set([incidentSummary({ environment: 'prod', targetState: 'degraded' })]);
    checked.set(new Map<EnvironmentId, CheckStatus>().set('prod', 'down').set('dev', 'up'));
    expect(standing()).toEqual({ prod: 'down', dev: 'up' });
  });

  it('has a service no better than the incidents that it fails in, as its environment', () => {
    const current = TestBed.inject(CurrentUnhealthy);
    const of = current.of.bind(current);
    incidents.set([
      incidentSummary({ environment: 'prod', targetState: 'failing', failingServices: ['redis', 'mongodb'] }),
    ]);
    checked.set(new Map<EnvironmentId, CheckStatus>().set('prod', 'up').set('dev', 'up'));
    expect([of('prod', 'redis'), of('prod', 'mongodb'), of('prod', 'sentry')]).toEqual([
      'down',
      'down',
      'up',
    ]);
    expect([of('dev', 'redis'), of('qa', 'redis')]).toEqual(['up', undefined]);
    expect(current.worst()).toBe('down');
    incidents.set([]);
    expect([of('prod', 'redis'), current.worst()]).toEqual(['up', 'up']);
  });
});
