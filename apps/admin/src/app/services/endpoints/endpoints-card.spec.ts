import { beforeEach, describe, expect, it } from '@jest/globals';
import { prepareBench, textOf } from '../../testing/service-bench';
import { showCard } from '../service-view.fixture';
import { ENDPOINTS } from './endpoints.fixture';

const show = (snapshot: Record<string, unknown> | null, omitted?: Record<string, number>) =>
  showCard('endpoints', snapshot, omitted);

const rowsOf = (host: HTMLElement) => [...host.querySelectorAll('li')].map(textOf);

describe('EndpointsCard', () => {
  beforeEach(prepareBench);

  it('shows status code, time and days of the certificate, the worst first', async () => {
    expect(rowsOf(await show(ENDPOINTS))).toEqual([
      'payments no response – No certificate: not HTTPS, or could not be read',
      'checkout 503 2.3 sec 58 days',
      'search 200 84 ms 6 days',
      'legacy 200 84 ms expired',
      'health 200 0 ms 58 days',
    ]);
  });

  it('blames no endpoint that was not observed', async () => {
    const [payments] = ENDPOINTS.endpoints;
    const host = await show({ ...ENDPOINTS, endpoints: [{ ...payments, status: 'unknown' }] });
    expect(rowsOf(host)[0]).toMatch(/^payments – This figure could not be read/);
    expect(host.querySelector('.bad')).toBeNull();
  });

  it('says each status in words to a screen reader', async () => {
    const mark = (await show(ENDPOINTS)).querySelector('app-status-mark svg');
    expect(mark?.getAttribute('aria-label')).toBe('Down');
  });

  it('leads to the endpoints that it leaves out', async () => {
    const link = (await show(ENDPOINTS, { endpoints: 3 })).querySelector('app-omitted-link a');
    expect(textOf(link)).toBe('+5 more');
    expect(link?.getAttribute('href')).toBe('/environments/staging/services/endpoints');
  });

  it('says that there are none', async () => {
    expect(textOf(await show({ ...ENDPOINTS, endpoints: [] }))).toBe('No endpoints.');
  });

  it('says that it does not know the shape of the details', async () => {
    expect(textOf(await show({ endpoints: 'all' }))).toContain('These details could not be read');
  });
});
