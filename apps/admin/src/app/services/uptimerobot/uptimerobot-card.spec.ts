import { beforeEach, describe, expect, it } from '@jest/globals';
import { prepareBench, textOf } from '../../testing/service-bench';
import { showCard } from '../service-view.fixture';
import { SILENT_UPTIMEROBOT, UPTIMEROBOT } from './uptimerobot.fixture';

const show = (snapshot: Record<string, unknown> | null, omitted?: Record<string, number>) =>
  showCard('uptimerobot', snapshot, omitted);

const monitorsOf = (host: HTMLElement) => [...host.querySelectorAll('.lines > li')].map(textOf);

describe('UptimeRobotCard', () => {
  beforeEach(prepareBench);

  it('counts monitors by state, those in trouble first', async () => {
    const counts = (await show(UPTIMEROBOT)).querySelectorAll('app-monitor-counts li');
    expect([...counts].map(textOf)).toEqual(['1 down', '1 degraded', '7 up', '1 paused']);
  });

  it('shows state, uptime and response time of the worst monitors', async () => {
    const [checkout, search] = monitorsOf(await show(UPTIMEROBOT));
    expect(checkout).toBe('checkout Down 24 h 98.6% 7 d 99.71% 30 d 99.912% Response 1.3 sec');
    expect(search).toContain('search Looks down');
  });

  it('shows the age of statistics that are much older than the states, and only then', async () => {
    const [checkout, , , orders] = monitorsOf(await show(UPTIMEROBOT));
    expect(orders).toMatch(/Statistics from .* ago/);
    expect(checkout).not.toContain('Statistics from');
  });

  it('says that statistics were not read', async () => {
    const [, , admin] = monitorsOf(await show(UPTIMEROBOT));
    expect(admin).toBe('admin Paused No statistics yet');
  });

  it('leads to the monitors that it leaves out, those that the server left out included', async () => {
    const link = (await show(UPTIMEROBOT, { monitors: 12 })).querySelector('app-omitted-link a');
    expect(textOf(link)).toBe('+18 more');
    expect(link?.getAttribute('href')).toBe('/environments/staging/services/uptimerobot');
  });

  it('leaves nothing out of a few', async () => {
    const few = { ...UPTIMEROBOT, monitors: UPTIMEROBOT.monitors.slice(0, 4) };
    expect((await show(few)).querySelector('app-omitted-link a')).toBeNull();
  });

  it('says that some could not be understood', async () => {
    const host = await show({ ...UPTIMEROBOT, leftOut: 1 });
    expect(textOf(host.querySelector('app-notice'))).toBe('1 invalid entry left out.');
  });

  it('says that there are no monitors', async () => {
    expect(textOf(await show(SILENT_UPTIMEROBOT))).toBe('No monitors.');
  });
});
