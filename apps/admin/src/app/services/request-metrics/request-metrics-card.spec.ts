import { beforeEach, describe, expect, it } from '@jest/globals';
import { prepareBench, textOf, valueOf } from '../../testing/service-bench';
import { showCard } from '../service-view.fixture';
import { REQUESTS, SILENT_REQUESTS } from './request-metrics.fixture';

const show = (snapshot: Record<string, unknown> | null, omitted?: Record<string, number>) =>
  showCard('request-metrics', snapshot, omitted);

describe('RequestMetricsCard', () => {
  beforeEach(prepareBench);

  it('shows health in words, errors, availability and load', async () => {
    const host = await show(REQUESTS);
    expect(textOf(host.querySelector('app-health-word'))).toBe('Degraded 1% to 5% of requests fail.');
    expect(valueOf(host, 'Error rate')).toBe('2%');
    expect(valueOf(host, 'Availability')).toBe('98%');
    expect(valueOf(host, 'Requests')).toBe('2,406 /min');
  });

  it('names the three endpoints with most requests', async () => {
    const rows = [...(await show(REQUESTS)).querySelectorAll('app-popular-endpoints li')].map(textOf);
    expect(rows).toEqual([
      'GET /api/products/:id 512,400',
      'GET /api/orders 201,300',
      'POST /api/checkout 88,020',
    ]);
  });

  it('counts the slow requests that the server left out too', async () => {
    expect(valueOf(await show(REQUESTS, { slow: 42 }), 'Slow requests')).toBe('45');
  });

  it('says that shares are not known before two samples', async () => {
    const host = await show(SILENT_REQUESTS);
    expect(textOf(host.querySelector('app-health-word'))).toContain('Pending');
    expect(valueOf(host, 'Error rate')).toBe('– Known after two samples');
  });

  it('takes a window without requests for neither well nor ill', async () => {
    const window = REQUESTS.window && {
      ...REQUESTS.window,
      requests: 0,
      errorRatio: null,
      availabilityRatio: null,
      health: 'unknown',
    };
    const host = await show({ ...REQUESTS, window });
    expect(textOf(host.querySelector('app-health-word'))).toContain('No requests');
    expect(valueOf(host, 'Availability')).toBe('– No requests in the window');
  });
});
