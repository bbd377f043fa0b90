import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HttpService } from '@nestjs/axios';
import axios from 'axios';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
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

  const untilOf = ({ reason }: IntegrationError) => Date.parse(String(reason.params['untilAt']));

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
    expect(first.reason.code).toBe('rate-limited');
    expect(untilOf(first) - Date.now()).toBeGreaterThan(55_000);
    expect((await failure()).reason.code).toBe('rate-limited');
    expect(calls).toBe(1);
  });

  it('keeps off ever longer where 429s do not say for how long', async () => {
    const page: RequestListener = (_request, response) => response.writeHead(429).end('<html>');
    answers = [page];
    const before = Date.now();
    const first = await failure({ attempts: 1 });
    expect(first.reason.code).toBe('rate-limited');
    expect(untilOf(first)).toBeGreaterThanOrEqual(before + 1_000);
    expect(untilOf(first)).toBeLessThanOrEqual(Date.now() + 1_500);
    // Waits for the first limit to be over, and meets another one.
    const second = await failure({ attempts: 1 });
    expect(untilOf(second)).toBeGreaterThanOrEqual(before + 1_000 + 2_000);
    expect(calls).toBe(2);
  });

  it('begins with short waits anew after an answer', async () => {
    const page: RequestListener = (_request, response) => response.writeHead(429).end('<html>');
    answers = [page, json({ ok: true }), page];
    await failure({ attempts: 1 });
    await call({ attempts: 1 });
    expect(untilOf(await failure({ attempts: 1 }))).toBeLessThanOrEqual(Date.now() + 1_500);
  });

  it('calls nothing for as long as a limit is too long to wait for', async () => {
    answers = [json({}, 429, { 'retry-after': '60' })];
    const first = await failure({ attempts: 1 });
    expect((await failure({ attempts: 1 })).reason).toEqual(first.reason);
    expect(calls).toBe(1);
  });

  it('says until when it asks again where a 429 asks for years', async () => {
    answers = [json({}, 429, { 'retry-after': '100000000' })];
    const { params } = (await failure()).reason;
    expect(params['askedForMs']).toBe(1e11);
    expect(Date.parse(String(params['untilAt'])) - Date.now()).toBeLessThanOrEqual(3_600_000);
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
  it.each([
    ['seconds with decimals', { 'retry-after': '1.25' }, 1_250],
    ["UptimeRobot's seconds from now", { 'x-ratelimit-reset': '42' }, 42_000],
  ])('reads %s', (_form, headers, waitMs) => {
    expect(waitOf(headers)).toEqual({ waitMs, askedForMs: null });
  });

  it.each([
    ['a date', (second: number) => ({ 'retry-after': new Date(second * 1_000).toUTCString() })],
    ["Sentry's epoch", (second: number) => ({ 'x-sentry-rate-limit-reset': String(second) })],
  ])('reads %s', (_form, headersOf) => {
    const inTwoMinutes = Math.floor(Date.now() / 1_000) + 120;
    const before = Date.now();
    const { waitMs = 0, askedForMs } = waitOf(headersOf(inTwoMinutes)) ?? {};
    const readAt = inTwoMinutes * 1_000 - waitMs;
    expect(readAt).toBeGreaterThanOrEqual(before);
    expect(readAt).toBeLessThanOrEqual(Date.now());
    expect(askedForMs).toBeNull();
  });

  it.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['an empty header', { 'retry-after': '' }],
    ['no wait at all', { 'retry-after': '0' }],
    ['a wait that is over', { 'retry-after': '-5' }],
    ['a date that is over', { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }],
    ['no number', { 'retry-after': 'NaN' }],
    ['more than a number holds', { 'retry-after': 'Infinity' }],
    ['a word', { 'retry-after': 'soon, in May 9' }],
    ['a reset of nothing', { 'x-ratelimit-reset': '' }],
    ['a reset that is over', { 'x-ratelimit-reset': '1500000000' }],
  ])('knows nothing of %s', (_form, headers) => {
    expect(waitOf(headers)).toBeUndefined();
  });

  it('takes the longer one of two, which Node joins', () => {
    expect(waitOf({ 'retry-after': '5, 9' })).toEqual({ waitMs: 9_000, askedForMs: null });
  });

  it.each<[string, Record<string, string>]>([
    ['seconds for years', { 'retry-after': '100000000' }],
    ['more seconds than there are moments', { 'retry-after': '9'.repeat(300) }],
    ['a date in years', { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }],
    ['an epoch in milliseconds', { 'x-ratelimit-reset': '1790934117000' }],
  ])('keeps an hour of %s, and says what was asked for', (_form, headers) => {
    const { waitMs, askedForMs } = waitOf(headers) ?? {};
    expect(waitMs).toBe(3_600_000);
    expect(askedForMs).toBeGreaterThan(86_400_000);
    expect(askedForMs).toBeLessThanOrEqual(100 * 365 * 86_400_000);
  });
});
