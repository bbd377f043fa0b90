import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type IncidentSummary, type UnhealthyItem } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { incidentSummary } from '../alerts/incidents/incident.fixture';
import { OpenIncidents } from '../alerts/incidents/open-incidents';
import { downResult } from '../configuration/console-config.fixture';
import { OverviewSource } from '../standings/overview-source';
import { CurrentMutes } from '../silences/current-mutes';
import { prepareBench } from '../testing/alert-bench';
import { show, textOf } from '../testing/service-bench';
import { CurrentUnhealthy } from './current-unhealthy';
import { UnhealthyList } from './unhealthy-list';

const ACKNOWLEDGED = { acknowledgement: { by: 'Minji', note: '', at: '2026-11-23T06:00:00.000Z' } };

const itemOf = (changes: Partial<IncidentSummary> = {}): UnhealthyItem => {
  const incident = incidentSummary(changes);
  const { id, environment, service, severity, startedAt } = incident;
  return { id, environment, service, status: 'down', severity, since: startedAt, incident, results: [] };
};

const SERVICE: UnhealthyItem = {
  id: 'dev endpoints',
  environment: 'dev',
  service: 'endpoints',
  status: 'down',
  severity: 'high',
  since: null,
  incident: null,
  results: ['api', 'web', 'shop'].map((target) => downResult(target)),
};

describe('UnhealthyList', () => {
  const items = signal<readonly UnhealthyItem[]>([]);
  const standings = signal([{ status: 'up' }, { status: 'up' }]);
  const counts = signal({ open: 0, acknowledged: 0 });

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        { provide: CurrentUnhealthy, useValue: { items } },
        { provide: OverviewSource, useValue: { standings } },
        { provide: OpenIncidents, useValue: { counts } },
        { provide: CurrentMutes, useValue: { over: () => undefined, silencesOf: () => [] } },
      ],
    });
    await prepareBench();
    items.set([]);
    counts.set({ open: 0, acknowledged: 0 });
  });

  const rowsOf = (host: HTMLElement) => [...host.querySelectorAll('li')].map(textOf);
  const linksOf = (host: HTMLElement) =>
    [...host.querySelectorAll('li a')].map((link) => link.getAttribute('href'));

  it('says what is wrong, where, why, how long and how severely', async () => {
    items.set([itemOf(), SERVICE]);
    counts.set({ open: 1, acknowledged: 0 });
    const host = await show(UnhealthyList, {});
    expect(textOf(host.querySelector('header'))).toBe(
      'Current problems 1 open incident · 1 without an incident',
    );
    const [incident, service] = rowsOf(host);
    expect(incident).toMatch(/^Down Production Redis for .* Critical Acknowledge/);
    expect(service).toMatch(/^Down Development Endpoints api: .* web: .* and 1 more High No incident yet/);
    expect(linksOf(host)).toEqual([
      '/incidents/01998a00-0000-7000-8000-000000000001',
      '/environments/dev/services/endpoints',
    ]);
  });

  it('shows the first ones, and all when asked', async () => {
    items.set(Array.from({ length: 12 }, (_, index) => ({ ...SERVICE, id: String(index) })));
    const host = await show(UnhealthyList, {});
    expect(rowsOf(host)).toHaveLength(8);
    host.querySelector<HTMLButtonElement>('.rest button')?.click();
    TestBed.tick();
    expect(rowsOf(host)).toHaveLength(12);
    expect(textOf(host)).not.toContain('Show all');
  });

  it('shows an environment its own, and counts those', async () => {
    items.set([itemOf(ACKNOWLEDGED), SERVICE]);
    counts.set({ open: 7, acknowledged: 7 });
    const host = await show(UnhealthyList, { environment: 'prod' });
    expect(rowsOf(host)).toHaveLength(1);
    expect(textOf(host.querySelector('header'))).toBe('Current problems 1 acknowledged incident');
    expect(textOf(await show(UnhealthyList, { environment: 'staging' }))).toBe('');
  });

  it('says that all is well, unless nothing is known of some', async () => {
    expect(textOf(await show(UnhealthyList, {}))).toBe('No problems All 2 configured services are up.');
    standings.set([{ status: 'up' }, { status: 'unknown' }]);
    expect(textOf(await show(UnhealthyList, {}))).toContain('1 of 2 configured services are up.');
    standings.set([{ status: 'unconfigured' }]);
    expect(textOf(await show(UnhealthyList, {}))).toContain('Nothing is configured yet');
  });
});
