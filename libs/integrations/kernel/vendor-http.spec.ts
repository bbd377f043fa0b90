import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HttpService } from '@nestjs/axios';
import axios from 'axios';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { IntegrationError } from './integration-error.js';
import { VendorHttp, waitOf } from './vendor-http.js';

const SECRET = 'secret-token-1234567890';
const schema = z.object({ ok: z.boolean() });

describe('VendorHttp', () => {
  let server: Server;
  let answers: RequestListener[];
  let calls: number;
  let vendor: VendorHttp;

  beforeEach(async () => {
    answers = [];
    calls = 0;
    server = createServer((request, response) => {
      const answer = answers[Math.min(calls, answers.length - 1)];
      calls += 1;
      answer?.(request, response);
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    vendor = new VendorHttp(new HttpService(axios.create()), {
      baseUrl: `http://127.0.0.1:${port}/${SECRET}`,
      headers: { authorization: `Bearer ${SECRET}` },
    });
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const json =
    (body: unknown, status = 200, headers = {}): RequestListener =>
    (_request, response) => {
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body));
    };
  const call = (options: { signal?: AbortSignal; attempts?: number } = {}) =>
    vendor.call({ path: '/things', schema, signal: new AbortController().signal, ...options });
  const failure = (options = {}): Promise<IntegrationError> =>
    call(options).then(
      () => Promise.reject(new Error('It answered')),
      (error: unknown) => error as IntegrationError,
    );

  it('gives an answer that fits its schema', async () => {
    answers = [json({ ok: true })];
    expect(await call()).toMatchObject({ status: 200, data: { ok: true } });
  });

  it('tries again after a passing fault', async () => {
    answers = [json({}, 503), (request) => request.socket.destroy(), json({ ok: true })];
    expect((await call()).data).toEqual({ ok: true });
    expect(calls).toBe(3);
  });

  it('sends what must not be repeated once', async () => {
    answers = [json({}, 503)];
    expect((await failure({ attempts: 1 })).reason).toEqual({
      code: 'server-error',
      params: { httpStatus: 503 },
    });
    expect(calls).toBe(1);
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [422, 'client-error'],
  ])('takes HTTP %i for %s and does not ask again', async (status, code) => {
    answers = [json({}, status)];
    expect((await failure()).reason.code).toBe(code);
    expect(calls).toBe(1);
  });

  it('waits a short while that a 429 asks for', async () => {
    answers = [json({}, 429, { 'retry-after': '0.05' }), json({ ok: true })];
    expect((await call()).data).toEqual({ ok: true });
  });

  it('waits out a short limit that another call has met', async () => {
    answers = [json({}, 429, { 'retry-after': '0.3' }), json({ ok: true })];
    expect((await failure({ attempts: 1 })).reason.code).toBe('rate-limited');
    expect((await call({ attempts: 1 })).data).toEqual({ ok: true });
    expect(calls).toBe(2);
  });

  it('says until when a long 429 lasts, and calls nothing before', async () => {
    answers = [json({}, 429, { 'retry-after': '60' })];
    const first = await failure();
    const untilMs = Date.parse(String(first.reason.params['untilAt']));
    expect(first.reason.code).toBe('rate-limited');
    expect(untilMs - Date.now()).toBeGreaterThan(55_000);
    expect((await failure()).reason.code).toBe('rate-limited');
    expect(calls).toBe(1);
  });

  it.each<[string, RequestListener]>([
    ['HTML', (_request, response) => response.end('<html></html>')],
    ['half a body', (_request, response) => response.end('{"ok": tr')],
    ['another shape', json({ ok: 'yes' })],
    ['nothing', (_request, response) => response.end()],
    ['9 MB', (_request, response) => response.end(JSON.stringify({ ok: true, text: 'x'.repeat(9_000_000) }))],
  ])('refuses %s', async (_what, answer) => {
    answers = [answer];
    expect((await failure()).reason.code).toBe('invalid-answer');
  });

  it('follows no redirect, which could carry the credential away', async () => {
    answers = [json({}, 302, { location: 'https://example.com/' })];
    expect((await failure()).reason.code).toBe('redirected');
    expect(calls).toBe(1);
  });

  it('ends with its signal', async () => {
    answers = [() => undefined];
    await expect(call({ signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('says that nobody listens, and no secret', async () => {
    await new Promise((resolve) => server.close(resolve));
    const error = await failure();
    expect(error.reason.code).toBe('refused');
    expect(JSON.stringify([error.message, error.reason, error.cause, error.stack])).not.toContain(SECRET);
  });
});

describe('waitOf', () => {
  const inTwoMinutes = Math.floor(Date.now() / 1_000) + 120;

  it.each([
    ['seconds with decimals', { 'retry-after': '1.25' }, 1_250, 1_250],
    ['a date', { 'retry-after': new Date(Date.now() + 60_000).toUTCString() }, 55_000, 60_000],
    ["Sentry's epoch", { 'x-sentry-rate-limit-reset': String(inTwoMinutes) }, 115_000, 120_000],
    ["UptimeRobot's seconds from now", { 'x-ratelimit-reset': '42' }, 42_000, 42_000],
  ])('reads %s', (_form, headers, least, most) => {
    expect(waitOf(headers as unknown as Record<string, string>)).toBeGreaterThanOrEqual(least);
    expect(waitOf(headers as unknown as Record<string, string>)).toBeLessThanOrEqual(most);
  });

  it('knows nothing without a header', () => {
    expect(waitOf({})).toBeUndefined();
  });
});
