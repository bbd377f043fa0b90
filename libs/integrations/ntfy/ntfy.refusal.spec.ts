import { describe, expect, it } from '@jest/globals';
import { refusalOf } from './ntfy.refusal.js';

const NOW_MS = Date.parse('2026-10-02T09:41:57.000Z');
const answer = (code: number, headers: Record<string, string> = {}) => {
  const status = Math.floor(code / 100);
  return { status, headers, body: { code, http: status, error: 'as ntfy says' } };
};

describe('refusalOf', () => {
  it.each([
    [40_014, 'refused', 'client-error'],
    [40_101, 'broken', 'unauthorized'],
    [40_301, 'broken', 'forbidden'],
    [40_401, 'broken', 'not-found'],
    [41_303, 'refused', 'client-error'],
    [42_901, 'limited', 'rate-limited'],
    [50_001, 'failed', 'server-error'],
    [50_701, 'failed', 'server-error'],
  ])('understands %d', (code, kind, reason) => {
    const refusal = refusalOf(answer(code), NOW_MS);
    expect([refusal.kind, refusal.reason.code, refusal.reason.params]).toEqual([
      kind,
      reason,
      { httpStatus: Math.floor(code / 100), channelCode: code, channelMessage: 'as ntfy says' },
    ]);
  });

  it("leaves it to whoever sends how long to wait at a moment's limit", () => {
    expect(refusalOf(answer(42_901), NOW_MS).options).toEqual({});
  });

  it('waits ten minutes where the messages of the day are used up', () => {
    const { options, reason } = refusalOf(answer(42_908), NOW_MS);
    expect([options.waitMs, reason.params['untilAt']]).toEqual([600_000, '2026-10-02T09:51:57.000Z']);
  });

  it('honours the wait that a proxy asks for', () => {
    expect(refusalOf(answer(42_908, { 'retry-after': '7' }), NOW_MS).options).toEqual({ waitMs: 7_000 });
  });

  it("knows a proxy's page by its status", () => {
    const refusal = refusalOf({ status: 502, headers: {}, body: '<html>' }, NOW_MS);
    expect([refusal.kind, refusal.reason.params]).toEqual(['failed', { httpStatus: 502 }]);
  });
});
