import { beforeEach, describe, expect, it } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import { downResult } from '../../configuration/console-config.fixture';
import { prepareBench, rowsOf, show, textOf, type } from '../../testing/service-bench';
import { showDetail } from '../service-view.fixture';
import { MonitorTable } from './monitor-table';
import { SILENT_UPTIMEROBOT, UPTIMEROBOT } from './uptimerobot.fixture';

const namesOf = (host: HTMLElement) => rowsOf(host).map(([name]) => name?.split(' ')[0]);

async function table() {
  const fixture = TestBed.createComponent(MonitorTable);
  fixture.componentRef.setInput('monitors', UPTIMEROBOT.monitors);
  fixture.componentRef.setInput('environment', 'prod');
  fixture.componentRef.setInput('sampledAt', UPTIMEROBOT.sampledAt);
  await fixture.whenStable();
  return { fixture, host: fixture.nativeElement as HTMLElement };
}

describe('UptimeRobotDetail', () => {
  beforeEach(prepareBench);

  it('shows everything of each monitor', async () => {
    const host = await showDetail('uptimerobot', UPTIMEROBOT);
    expect(host.querySelectorAll('tbody tr')).toHaveLength(10);
    const [checkout] = rowsOf(host);
    expect(checkout?.slice(3, 10)).toEqual([
      '98.6%',
      '99.71%',
      '99.912%',
      '1.3 sec',
      '1m',
      'HTTP',
      'staging',
    ]);
    expect(checkout?.[11]).toMatch(/^since .*: 502 Bad Gateway$/);
  });

  it('leads to the monitor at UptimeRobot', async () => {
    const host = await showDetail('uptimerobot', UPTIMEROBOT);
    const link = host.querySelector<HTMLAnchorElement>('tbody a');
    expect(link?.href).toMatch(/^https:\/\/dashboard.uptimerobot.com\/monitors\//);
    expect(link?.getAttribute('aria-label')).toBe('Open checkout in UptimeRobot');
  });

  it('says why a monitor is not up', async () => {
    const [{ id = '' } = {}] = UPTIMEROBOT.monitors;
    const host = await showDetail('uptimerobot', UPTIMEROBOT, [], [downResult(id)]);
    expect(rowsOf(host)[0]?.[1]).toMatch(/^Down .*refused/i);
  });

  it('lets a state that UptimeRobot made up stand as it is', async () => {
    const host = await showDetail('uptimerobot', UPTIMEROBOT);
    expect(textOf(host)).toContain('ASLEEP');
  });

  it('says that there are no monitors', async () => {
    const host = await showDetail('uptimerobot', SILENT_UPTIMEROBOT);
    expect(rowsOf(host)).toEqual([]);
    expect(textOf(host)).toContain('Nothing to list.');
  });
});

describe('MonitorTable', () => {
  beforeEach(prepareBench);

  it('keeps the order of urgency until another is chosen', async () => {
    const { fixture, host } = await table();
    expect(namesOf(host).slice(0, 3)).toEqual(['checkout', 'search', 'admin']);
    host.querySelector<HTMLElement>('thead button')?.click();
    await fixture.whenStable();
    expect(namesOf(host).slice(0, 3)).toEqual(['admin', 'checkout', 'health']);
    expect(host.querySelector('th')?.getAttribute('aria-sort')).toBe('ascending');
  });

  it('finds monitors by name, address or tag, and says how many', async () => {
    const { fixture, host } = await table();
    type(host.querySelector('input[type=search]'), 'PAY');
    await fixture.whenStable();
    expect(namesOf(host)).toEqual(['payments']);
    expect(textOf(host.querySelector('[role=status]'))).toBe('1 of 10');
  });

  it('needs no search for a few', async () => {
    const host = await show(MonitorTable, {
      monitors: UPTIMEROBOT.monitors.slice(0, 3),
      sampledAt: UPTIMEROBOT.sampledAt,
      environment: 'prod',
    });
    expect(host.querySelector('input')).toBeNull();
  });
});
