import { beforeEach, describe, expect, it } from '@jest/globals';
import { prepareBench, rowsOf, textOf } from '../../testing/service-bench';
import { showDetail } from '../service-view.fixture';
import { ENDPOINTS } from './endpoints.fixture';

const show = (snapshot: Record<string, unknown> | null, staleTargets?: string[]) =>
  showDetail('endpoints', snapshot, staleTargets);

describe('EndpointsDetail', () => {
  beforeEach(prepareBench);

  it('shows what each endpoint answered and what was expected', async () => {
    const [payments, checkout] = rowsOf(await show(ENDPOINTS));
    expect(payments?.slice(1, 5)).toEqual(['Down', 'no response', '2xx', '– no response']);
    expect(checkout?.slice(1, 4)).toEqual(['Down', '503', '2xx']);
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

  it('says that it does not know the shape of the details', async () => {
    expect(textOf(await show({ endpoints: {} }))).toContain('These details could not be read');
  });
});
