import { HttpTestingController } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Overview, OverviewHistory, ServiceState } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { API } from '../api/api';
import { incidentSummary } from '../alerts/incidents/incident.fixture';
import { OpenIncidents } from '../alerts/incidents/open-incidents';
import { downResult, serviceState } from '../configuration/console-config.fixture';
import { CurrentMutes } from '../silences/current-mutes';
import { OverviewSource } from '../standings/overview-source';
import { prepareBench } from '../testing/alert-bench';
import { show, textOf } from '../testing/service-bench';
import { StateMatrix } from './state-matrix';

const overviewOf = (state: ServiceState): Overview => ({
  generatedAt: '2026-11-23T06:00:00.000Z',
  status: 'up',
  environments: [{ environment: 'prod', status: 'up', services: [state] }],
});

const NOTHING_YET: OverviewHistory = {
  from: new Date().toISOString(),
  steps: 48,
  stepMs: 1_800_000,
  environments: [],
};

describe('StateMatrix', () => {
  const overview = signal<Overview>(overviewOf(serviceState()));
  const incidents = signal([incidentSummary()]);

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        {
          provide: OverviewSource,
          useValue: {
            overview,
            statuses: () => new Map([['prod', overview().environments[0]?.status]]),
            of: () => overview().environments[0]?.services[0]?.status,
          },
        },
        { provide: OpenIncidents, useValue: { incidents, resource: { error: () => undefined } } },
        { provide: CurrentMutes, useValue: { over: () => undefined, silencesOf: () => [] } },
      ],
    });
    await prepareBench();
  });

  const drawn = async (state: ServiceState) => {
    overview.set(overviewOf(state));
    const shown = show(StateMatrix, { overview: overview() });
    TestBed.tick();
    TestBed.inject(HttpTestingController).expectOne(API.overviewHistory).flush(NOTHING_YET);
    const host = await shown;
    const cell = host.querySelector('[role=cell] a');
    return {
      row: textOf(host.querySelector('[role=rowheader] .worst')),
      cell: textOf(cell?.querySelector('.words')),
      status: cell?.getAttribute('data-status'),
      isMarked: cell?.classList.contains('unhealthy'),
    };
  };

  it('has a cell stand as its row does while what failed in it waits for its second good check', async () => {
    incidents.set([incidentSummary({ targetState: 'failing', failingServices: ['redis'] })]);
    expect(await drawn(serviceState())).toEqual({
      row: 'Down',
      cell: 'Down',
      status: 'down',
      isMarked: true,
    });
    incidents.set([]);
    expect(await drawn(serviceState())).toEqual({ row: 'Up', cell: 'Up', status: 'up', isMarked: false });
  });

  it('says that one waits for its first check, which is no problem', async () => {
    incidents.set([]);
    const counts = { up: 1, degraded: 0, down: 0, unknown: 1, paused: 0, unconfigured: 0 };
    const attention = [
      {
        ...downResult('nightly'),
        status: 'unknown',
        reason: { code: 'monitor-pending', params: {} },
      } as const,
    ];
    expect(await drawn(serviceState({ status: 'unknown', counts, attention }))).toMatchObject({
      cell: 'Waiting 1 of 2 up',
      status: 'unknown',
      isMarked: false,
    });
  });
});
