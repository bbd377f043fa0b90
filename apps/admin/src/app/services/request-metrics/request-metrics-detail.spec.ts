import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Words } from '../../language/words';
import { prepareBench, rowsOf, show as showComponent, textOf, valueOf } from '../../testing/service-bench';
import { RequestMetricsDetail } from './request-metrics-detail';
import { REQUEST_SERIES, REQUEST_SUMMARY, REQUESTS } from './request-metrics.fixture';
import { slownessOf } from './slow-requests';

const API = 'api/internal/environments/staging';

/** Shows the page's part and answers what it asks. */
async function show(answers: { slow?: object; problem?: object }): Promise<HTMLElement> {
  const http = TestBed.inject(HttpTestingController);
  const shown = showComponent(RequestMetricsDetail, { snapshot: REQUESTS, environment: 'staging' });
  TestBed.tick();
  const summary = http.expectOne(`${API}/summary`);
  if (answers.problem) summary.flush(answers.problem, { status: 502, statusText: 'Bad Gateway' });
  else summary.flush(REQUEST_SUMMARY);
  http.expectOne(`${API}/slow-requests?limit=50`).flush(answers.slow ?? { slowRequests: REQUESTS.slow });
  http.expectOne(({ url }) => url === `${API}/timeseries`).flush(REQUEST_SERIES);
  return shown;
}

describe('RequestMetricsDetail', () => {
  beforeEach(async () => {
    await prepareBench();
    await TestBed.inject(Words).loadPart('charts');
  });

  it('shows response times by endpoint', async () => {
    const [first, , third] = rowsOf(await show({}));
    expect(first?.slice(0, 9)).toEqual([
      'GET /api/products/:id',
      '512,400',
      '0.1%',
      '38 ms',
      '29 ms',
      '104 ms',
      '312 ms',
      '812 ms',
      '1,000',
    ]);
    expect(third?.slice(2, 4)).toEqual(['– No timings yet', '– No timings yet']);
  });

  it('grades slow requests in words', async () => {
    const grades = rowsOf(await show({})).flatMap((cells) =>
      cells.filter((cell) => cell.includes('or more')),
    );
    expect(grades).toEqual(['stuck (5 s or more)', 'very slow (3 s or more)', 'slow (2 s or more)']);
  });

  it('lists slow requests beyond those of the summary', async () => {
    const slow = { endpoint: 'GET:/api/exports', responseMs: 9_000, at: REQUESTS.sampledAt, statusCode: 200 };
    expect(textOf(await show({ slow: { slowRequests: [...REQUESTS.slow, slow] } }))).toContain(
      '/api/exports',
    );
  });

  it('sums a series up for who cannot see it', async () => {
    expect(textOf(await show({}))).toMatch(/81,721 requests, 547 server errors, highest mean 150 ms\./);
  });

  it('shows what the latest check brought when the rest cannot be loaded', async () => {
    const problem = { type: 'about:blank', title: '', status: 502, code: 'service-unavailable', params: {} };
    const host = await show({ problem });
    expect(textOf(host.querySelector('app-problem-notice:not([hidden])'))).toContain(
      'The service did not respond to the console.',
    );
    expect(valueOf(host, 'Error rate')).toBe('2%');
  });
});

describe('slownessOf', () => {
  it.each([
    [2_000, 'slow'],
    [2_999, 'slow'],
    [3_000, 'verySlow'],
    [4_999, 'verySlow'],
    [5_000, 'stuck'],
  ])('grades %d ms as %s', (responseMs, expected) => {
    expect(slownessOf(responseMs)).toBe(expected);
  });
});
