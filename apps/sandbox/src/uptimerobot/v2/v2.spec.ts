import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openStage, type Stage } from '../../testing/stage.ts';

const KEY = 'u-sandbox-v2-only';
const text = expect.any(String);
const number = expect.any(Number);

interface Listed {
  readonly stat: string;
  readonly pagination: { offset: number; limit: number; total: number };
  readonly monitors: { type: number; status: number; port: string | number; friendly_name: string }[];
}

describe('UptimeRobot v2', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const post = (method: string, form: Record<string, string>, query = '') =>
    stage.call(`/uptimerobot/v2/${method}${query}`, { method: 'POST', body: new URLSearchParams(form) });
  const list = async (form: Record<string, string> = {}) =>
    (await post('getMonitors', { api_key: KEY, format: 'json', ...form })).json<Listed>();

  it('shows every field that was asked for in its documented kind', async () => {
    const { monitors } = await list({
      custom_uptime_ratios: '1-7-30',
      response_times: '1',
      response_times_limit: '2',
      logs: '1',
      logs_limit: '2',
      ssl: '1',
    });
    expect(monitors[0]).toEqual({
      id: number,
      friendly_name: 'dev api health',
      url: text,
      type: 1,
      sub_type: '',
      keyword_type: null,
      keyword_case_type: 0,
      keyword_value: '',
      http_username: '',
      http_password: '',
      port: '',
      interval: 60,
      timeout: 30,
      status: 2,
      create_datetime: number,
      custom_uptime_ratio: expect.stringMatching(/^\d+\.\d{3}-\d+\.\d{3}-\d+\.\d{3}$/),
      average_response_time: expect.stringMatching(/^\d+\.\d{3}$/),
      response_times: [
        { datetime: number, value: number },
        { datetime: number, value: number },
      ],
      logs: [
        { type: 2, datetime: number, duration: number, reason: { code: '200', detail: 'OK' } },
        { type: 1, datetime: number, duration: number, reason: { code: text, detail: text } },
      ],
      ssl: { brand: text, product: '', expires: number },
    });
  });

  it('leaves out what was not asked for', async () => {
    const { monitors } = await list();
    for (const name of ['custom_uptime_ratio', 'logs', 'response_times', 'ssl', 'average_response_time']) {
      expect(monitors[0]).not.toHaveProperty(name);
    }
  });

  it('numbers kinds and statuses, and has a port only where there is one', async () => {
    const { monitors } = await list();
    expect(new Set(monitors.map(({ type }) => type))).toEqual(new Set([1, 2, 3, 4, 5]));
    expect(new Set(monitors.map(({ status }) => status))).toEqual(new Set([0, 1, 2]));
    expect(new Set(monitors.map(({ port }) => port))).toEqual(new Set(['', 27017]));
  });

  it('clamps the limit to fifty, pages by offset', async () => {
    expect((await list({ limit: '500' })).pagination).toEqual({ offset: 0, limit: 50, total: 8 });
    expect((await list({ limit: '3', offset: '6' })).monitors).toHaveLength(2);
  });

  it('reports a wrong key with status 200', async () => {
    const answer = await post('getMonitors', { api_key: 'ur-nobody' });
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual({
      stat: 'fail',
      error: {
        type: 'invalid_parameter',
        parameter_name: 'api_key',
        passed_value: 'ur-nobody',
        message: 'api_key is invalid.',
      },
    });
  });

  it('takes the key from the query for getMonitors and for nothing else', async () => {
    expect((await post('getMonitors', {}, `?api_key=${KEY}`)).json()).toMatchObject({ stat: 'ok' });
    expect((await post('getAccountDetails', {}, `?api_key=${KEY}`)).json()).toEqual({
      stat: 'fail',
      error: { type: 'missing_parameter', parameter_name: 'api_key' },
    });
  });

  it('takes the keys of version 3 as well, and counts both versions together', async () => {
    expect(await list({ api_key: 'ur-sandbox-prod' })).toMatchObject({ stat: 'ok' });
    const answer = await stage.call('/uptimerobot/v3/monitors', {
      headers: { authorization: 'Bearer ur-sandbox-prod' },
    });
    expect(answer.headers.get('x-ratelimit-remaining')).toBe('8');
  });

  it('answers 429 as a page beyond the limit', async () => {
    for (let call = 0; call < 10; call++) await list();
    const answer = await post('getMonitors', { api_key: KEY });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.text).toContain('Rate limit exceeded, retry in 60 seconds');
  });
});
