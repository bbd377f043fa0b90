import { describe, expect, it } from '@jest/globals';
import { refusalOf } from './discord.refusal.js';

const NOW_MS = Date.UTC(2026, 9, 2, 9, 41, 57);
const refused = (status: number, body: unknown = '', headers = {}) =>
  refusalOf({ status, headers, body }, NOW_MS);
const withCode = (status: number, code: number) => refused(status, { code, message: 'Discord says so' });

describe('refusalOf', () => {
  it.each([
    ['deleted', 404, 10_015, 'broken', 'webhook-gone'],
    ['of another token', 401, 50_027, 'broken', 'unauthorized'],
    ['of a channel that is gone', 404, 10_003, 'broken', 'not-found'],
    ['that may not post', 403, 50_013, 'broken', 'forbidden'],
    ['blocked at the edge', 403, 40_333, 'broken', 'forbidden'],
    ['of a forum, without a thread', 400, 220_001, 'broken', 'client-error'],
    ['of an archived thread', 400, 50_083, 'broken', 'client-error'],
    ['of a locked thread', 400, 160_005, 'broken', 'client-error'],
  ] as const)('takes a webhook %s for broken', (_story, status, code, kind, reason) => {
    expect(withCode(status, code)).toMatchObject({
      kind,
      reason: { code: reason, params: { httpStatus: status, channelCode: code } },
    });
  });

  it.each([
    ['a message that is gone', 404, 10_008, 'gone'],
    ['a form that is wrong', 400, 50_035, 'refused'],
    ['an empty message', 400, 50_006, 'refused'],
    ['a text that AutoMod blocks', 400, 200_000, 'refused'],
    ['too large a request', 413, 40_005, 'refused'],
    ['an overload', 500, 130_000, 'failed'],
    ['a call that came at a bad time', 400, 110_001, 'failed'],
    ['a limit of editing old messages', 400, 30_046, 'limited'],
  ] as const)('knows %s', (_story, status, code, kind) => {
    expect(withCode(status, code).kind).toBe(kind);
  });

  it.each([
    [500, 'failed'],
    [502, 'failed'],
    [503, 'failed'],
    // Who stopped waiting does not know what became of the message.
    [504, 'unknown'],
    [524, 'unknown'],
    [408, 'unknown'],
    [302, 'broken'],
    // Without a body that anybody could read.
    [404, 'broken'],
    [429, 'limited'],
  ] as const)('takes a page with HTTP %d for %s', (status, kind) => {
    expect(refused(status, '<!DOCTYPE html>').kind).toBe(kind);
  });

  it('waits for as long as the body says, which is exact', () => {
    const body = { message: 'You are being rate limited.', retry_after: 1.2501, global: false };
    const refusal = refused(429, body, { 'retry-after': '2', 'x-ratelimit-scope': 'shared' });
    expect(refusal.options).toEqual({ waitMs: 1_251, isGlobal: false });
    expect(refusal.reason).toEqual({
      code: 'rate-limited',
      params: {
        httpStatus: 429,
        channelMessage: 'You are being rate limited.',
        scope: 'shared',
        untilAt: new Date(NOW_MS + 1_251).toISOString(),
      },
    });
  });

  it.each([
    ['the header', { 'retry-after': '3' }, 3_000],
    ['as long as whoever sends likes', {}, undefined],
  ])('waits without a readable body for %s', (_story, headers, waitMs) => {
    expect(refused(429, 'error code: 1015', headers).options.waitMs).toBe(waitMs);
  });

  it.each([
    ['the body', { retry_after: 1, global: true }, {}],
    ['the header', 'error code: 1015', { 'x-ratelimit-global': 'true' }],
  ])('reads from %s that everybody has to wait', (_story, body, headers) => {
    expect(refused(429, body, headers).options.isGlobal).toBe(true);
  });

  it('says where a form is wrong, and none of its text', () => {
    const errors = {
      content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must not say "our text"' }] },
      embeds: { '0': { title: { _errors: [{ code: 'BASE_TYPE_REQUIRED', message: 'our text' }] } } },
    };
    const refusal = refused(400, { code: 50_035, message: 'Invalid Form Body', errors });
    expect(refusal.reason.params).toEqual({
      httpStatus: 400,
      channelCode: 50_035,
      channelMessage: 'Invalid Form Body',
      channelErrors: 'content BASE_TYPE_MAX_LENGTH, embeds.0.title BASE_TYPE_REQUIRED',
    });
  });
});
