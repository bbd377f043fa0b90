import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { CheckResult, LocationResult } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { downResult } from '../../configuration/console-config.fixture';
import { prepareBench, rowsOf, textOf, type } from '../../testing/service-bench';
import { showDetail } from '../service-view.fixture';
import { ENDPOINTS } from './endpoints.fixture';

const show = (snapshot: Record<string, unknown> | null, staleTargets?: string[], results?: CheckResult[]) =>
  showDetail('endpoints', snapshot, staleTargets, results);

describe('EndpointsDetail', () => {
  beforeEach(prepareBench);

  it('shows what each endpoint answered and what was expected', async () => {
    const [payments, checkout] = rowsOf(await show(ENDPOINTS));
    expect(payments?.slice(1, 5)).toEqual(['Down', '– no response', '2xx', '– no response']);
    expect(checkout?.slice(1, 4)).toEqual(['Down', '503', '2xx']);
  });

  it('blames no endpoint that was not observed', async () => {
    const [payments] = ENDPOINTS.endpoints;
    const [cells] = rowsOf(await show({ ...ENDPOINTS, endpoints: [{ ...payments, status: 'unknown' }] }));
    const nothing = '– This figure could not be read';
    expect(cells?.slice(1, 5)).toEqual(['Unknown', nothing, '2xx', nothing]);
  });

  it('shows where the time went, if somebody measured it', async () => {
    const rows = rowsOf(await show(ENDPOINTS));
    const [, checkout, , , health, , orders] = rows.map((cells) => cells[4]);
    expect(checkout).toBe('2.3 sec connect 2.4 ms · TLS 35 ms · first byte 2.3 sec');
    expect(health).toBe('0.4 ms connection reused · first byte 0.3 ms');
    expect(orders).toBe('412 ms');
  });

  it('shows whether the content was as asked, or was not asked for', async () => {
    const contents = rowsOf(await show(ENDPOINTS)).map((cells) => cells[6]);
    expect(contents).toEqual([
      'not checked',
      'differs',
      'not checked',
      'not checked',
      'matches',
      'not checked',
      'not checked',
    ]);
  });

  it('marks an endpoint that was not checked for too long', async () => {
    const marked = rowsOf(await show(ENDPOINTS, ['health'])).filter((cells) => cells[7]?.includes('Stale'));
    expect(marked.map(([name]) => name?.split(' ')[0])).toEqual(['health']);
  });

  it('has each endpoint checked now by itself', async () => {
    const buttons = [...(await show(ENDPOINTS)).querySelectorAll('app-check-now button')];
    expect(buttons.map((button) => button.getAttribute('aria-label')).slice(0, 2)).toEqual([
      'Check now: payments',
      'Check now: checkout',
    ]);
  });

  it('shows where an answer came from after a redirect', async () => {
    expect(rowsOf(await show(ENDPOINTS))[3]?.[0]).toContain(
      'Redirected to https://www.staging.example.test/',
    );
  });

  it('lists what each location saw, and what of it does not count', async () => {
    const [payments] = ENDPOINTS.endpoints;
    const refused = { code: 'refused', params: {} } as const;
    const seen = { latencyMs: null, reason: null, status: null, reportedAt: null };
    const reportedAt = '2026-11-23T06:59:00.000Z';
    const locations: LocationResult[] = [
      { ...seen, location: 'seoul', standing: 'fresh', status: 'down', reason: refused, reportedAt },
      { ...seen, location: 'frankfurt', standing: 'fresh', status: 'up', latencyMs: 84, reportedAt },
      { ...seen, location: 'sydney', standing: 'silent', status: 'up', latencyMs: 84, reportedAt },
      { ...seen, location: 'oregon', standing: 'awaited' },
    ];
    const host = await show({ ...ENDPOINTS, endpoints: [{ ...payments, locations }] });
    const lines = [...host.querySelectorAll('app-location-list li')].map(textOf);
    expect(lines.map((line) => line.replace(/ · \S+ (min\. )?ago/, ''))).toEqual([
      'seoul Down Connection refused: nothing listens on that port',
      'frankfurt Up · 84 ms',
      'sydney silent: does not count',
      'oregon no check result yet',
    ]);
    const links = [...host.querySelectorAll('app-location-list a')];
    expect(links.map((link) => [textOf(link), link.getAttribute('href')])).toEqual([
      ['silent: does not count', '/workers'],
    ]);
    const list = host.querySelector('app-location-list ul');
    expect(list?.getAttribute('aria-label')).toBe('Check locations of payments');
  });

  it('shows nothing of locations where there are none', async () => {
    expect((await show(ENDPOINTS)).querySelector('app-location-list')).toBeNull();
  });

  it('says why an endpoint is not up', async () => {
    const host = await show(ENDPOINTS, [], [downResult('payments')]);
    expect(rowsOf(host)[0]?.[1]).toMatch(/^Down .*refused/i);
  });

  it('finds endpoints by their address', async () => {
    const [first] = ENDPOINTS.endpoints;
    const more = ['admin', 'images'].map((name) => ({ ...first, name }));
    const host = await show({ ...ENDPOINTS, endpoints: [...ENDPOINTS.endpoints, ...more] });
    type(host.querySelector('input[type=search]'), '/USERS');
    await TestBed.inject(ApplicationRef).whenStable();
    expect(rowsOf(host).map(([name]) => name?.split(' ')[0])).toEqual(['users']);
  });

  it('shows each result where it cannot read the details', async () => {
    const host = await show({ endpoints: {} }, [], [downResult('payments')]);
    expect(rowsOf(host)[0]?.[0]).toBe('payments');
  });

  it('says that it does not know the shape of the details', async () => {
    expect(textOf(await show({ endpoints: {} }))).toContain('These details could not be read');
  });
});
