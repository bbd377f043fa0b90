import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { openStage, type Stage } from '../testing/stage.ts';

const ENVELOPE = '/sentry/api/42/envelope/';
const WITH_KEY = `${ENVELOPE}?sentry_version=7&sentry_key=publickey`;
const EVENT_ID = '7024d47102664a55b711e7a3310d00b3';

const event = (more: object = {}) => ({
  event_id: EVENT_ID,
  level: 'error',
  platform: 'node',
  environment: 'staging',
  release: 'api@1.8.0',
  exception: {
    values: [{ type: 'TypeError', value: 'boom', stacktrace: { frames: [{ filename: '/app/main.js' }] } }],
  },
  ...more,
});

/** An envelope of items that end at the next newline, as the Node SDK writes them. */
const envelope = (header: object, ...items: [type: string, payload: object][]) =>
  [header, ...items.flatMap(([type, payload]) => [{ type }, payload])]
    .map((line) => JSON.stringify(line))
    .join('\n');

const APPLICATION = `
  import * as Sentry from '@sentry/node';
  Sentry.init({ environment: 'staging', release: 'api@1.8.0' });
  Sentry.captureException(new RangeError('boom, really'));
  Sentry.captureMessage('boom, gently', 'warning');
  process.exitCode = (await Sentry.close(5000)) ? 0 : 1;
`;

interface Issue {
  readonly title: string;
  readonly count: string;
  readonly level: string;
  readonly isUnhandled: boolean;
}

describe('Sentry ingestion', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const post = (
    body: string | Uint8Array<ArrayBuffer>,
    path = WITH_KEY,
    headers: Record<string, string> = {},
  ) => stage.call(path, { method: 'POST', body, headers });
  const issues = async (environment: string, query = 'boom') => {
    const path = `/sentry/api/0/organizations/acme/issues/?environment=${environment}&query=${query}`;
    const answer = await stage.call(path, { headers: { authorization: 'Bearer sntryu-sandbox' } });
    return answer.status === 200 ? answer.json<Issue[]>() : answer.status;
  };
  const single = envelope({ event_id: EVENT_ID }, ['event', event()]);

  it('makes an issue of an event, in its environment only', async () => {
    const answer = await post(single);
    expect([answer.status, answer.json()]).toEqual([200, { id: EVENT_ID }]);
    expect(await issues('staging')).toMatchObject([{ title: 'TypeError: boom', count: '1', level: 'error' }]);
    expect(await issues('production')).toEqual([]);
  });

  it('counts events of one kind as one issue, and those of another fingerprint apart', async () => {
    await post(single);
    await post(single);
    await post(envelope({}, ['event', event({ fingerprint: ['other'] })]));
    const counts = await issues('staging');
    expect(counts).toMatchObject([{ count: expect.any(String) }, { count: expect.any(String) }]);
    expect(new Set((counts as Issue[]).map(({ count }) => count))).toEqual(new Set(['2', '1']));
  });

  it('learns environments and releases from events, as the vendor does', async () => {
    expect(await issues('preview')).toBe(404);
    await post(envelope({}, ['event', event({ environment: 'preview', release: 'api@3.0.0' })]));
    expect(await issues('preview')).toMatchObject([{ title: 'TypeError: boom' }]);
    const releases = await stage.call('/sentry/api/0/organizations/acme/releases/?environment=preview', {
      headers: { authorization: 'Bearer sntryu-sandbox' },
    });
    expect(releases.json()).toMatchObject([{ version: 'api@3.0.0', firstEvent: '2026-10-02T09:41:57Z' }]);
  });

  it.each([
    ['the query', WITH_KEY, {}, {}],
    ['a header', ENVELOPE, { 'x-sentry-auth': 'Sentry sentry_version=7, sentry_key=publickey' }, {}],
    ['the envelope', ENVELOPE, {}, { dsn: 'http://publickey@127.0.0.1/sentry/42' }],
  ])('takes the key from %s', async (_, path, headers, header) => {
    expect((await post(envelope(header, ['event', event()]), path, headers)).status).toBe(200);
  });

  it('refuses an envelope without a key, with a wrong one, or for another project', async () => {
    for (const path of [ENVELOPE, `${ENVELOPE}?sentry_key=wrong`, WITH_KEY.replace('42', '43')]) {
      expect((await post(single, path)).status).toBe(403);
    }
  });

  it('reads gzip, items with a length, and an empty header', async () => {
    expect((await post(gzipSync(single), WITH_KEY, { 'content-encoding': 'gzip' })).json()).toEqual({
      id: EVENT_ID,
    });
    const payload = JSON.stringify(event({ exception: undefined, message: 'über\nzwei Zeilen' }), null, 1);
    const header = JSON.stringify({ type: 'event', length: Buffer.byteLength(payload) });
    const attachment = '{"type":"attachment","length":3}\na\nb\n';
    expect((await post(`{}\n${attachment}${header}\n${payload}\n`)).json()).toEqual({});
    expect(await issues('staging', 'zwei')).toMatchObject([{ title: 'über\nzwei Zeilen' }]);
  });

  it.each([
    ['an exception without a type', { exception: { values: [{ value: 'hello' }] } }, 'hello'],
    [
      'a logentry',
      { exception: undefined, logentry: { message: 'hello %s', formatted: 'hello you' } },
      'hello you',
    ],
    ['a message', { exception: undefined, message: 'hello' }, 'hello'],
  ])('takes the title from %s', async (_, more, title) => {
    await post(envelope({}, ['event', event(more)]));
    expect(await issues('staging', 'hello')).toMatchObject([{ title }]);
  });

  it('ignores items of other kinds', async () => {
    const answer = await post(
      envelope({}, ['session', { status: 'ok' }], ['client_report', {}], ['holograms', {}]),
    );
    expect([answer.status, answer.json()]).toEqual([200, {}]);
    const state = (await stage.call('/__control/state')).json();
    expect(state).toMatchObject({
      sentry: { accepted: 0 },
      'sentry-ingest': { accepted: 1, envelopes: [{ items: ['session', 'client_report', 'holograms'] }] },
    });
  });

  it('refuses what is no envelope, and an event that is too large', async () => {
    expect((await post('nonsense')).status).toBe(400);
    const large = envelope({}, ['event', event({ extra: 'x'.repeat(1024 * 1024) })]);
    expect((await post(large)).status).toBe(413);
  });

  it('throttles with both headers, and only the environment that it is set to', async () => {
    stage.faults.add({
      service: 'sentry-ingest',
      environment: 'staging',
      kind: 'rate-limit',
      retryAfterSeconds: 7,
    });
    const answer = await post(single);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
    expect(answer.headers.get('x-sentry-rate-limits')).toBe('7:error;default:organization');
    expect((await post(envelope({}, ['event', event({ environment: 'production' })]))).status).toBe(200);
  });

  it('keeps no more than a thousand events', async () => {
    const many = envelope({}, ...Array.from({ length: 1001 }, (): [string, object] => ['event', event()]));
    expect((await post(many)).status).toBe(200);
    const { sentry } = (await stage.call('/__control/state')).json<{
      sentry: { accepted: number; events: unknown[] };
    }>();
    expect([sentry.accepted, sentry.events.length]).toEqual([1001, 1000]);
  });

  it('takes what a real SDK sends from a process of its own', async () => {
    const application = spawn(process.execPath, ['--input-type=module', '-e', APPLICATION], {
      env: { SENTRY_DSN: `${stage.url.replace('://', '://publickey@')}/sentry/42` },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    expect(await once(application, 'exit')).toEqual([0, null]);
    const found = (await issues('staging')) as Issue[];
    expect(found.map(({ title, level }) => [title, level]).sort()).toEqual([
      ['RangeError: boom, really', 'error'],
      ['boom, gently', 'warning'],
    ]);
  });
});
