import type { Observation } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import { ReportLedger } from './report-ledger.js';

const AT = Date.UTC(2026, 0, 1);

function seen(checkedMs: number, target = 'api'): Observation {
  const checkedAt = new Date(AT + checkedMs).toISOString();
  return {
    environment: 'dev',
    service: 'endpoints',
    observedAt: checkedAt,
    covers: 'targets',
    results: [{ status: 'up', target, checkedAt, latencyMs: 1, measurements: {}, reason: null }],
    snapshot: null,
  };
}

describe('ReportLedger', () => {
  let steadyMs = 0;
  const ledgerOver = (storedMs?: number) =>
    new ReportLedger(
      () => (storedMs === undefined ? undefined : AT + storedMs),
      () => steadyMs,
    );
  const result = (plannedMs: number, checkedMs: number, target?: string) => ({
    plannedMs,
    isRequested: false,
    observation: seen(checkedMs, target),
  });

  it('counts each planned check of a target once, whichever worker made it', () => {
    const ledger = ledgerOver();
    expect(ledger.admits(result(0, 10), undefined)).toBe(true);
    expect(ledger.admits(result(0, 9_000), undefined)).toBe(false);
    expect(ledger.admits(result(30_000, 30_010), undefined)).toBe(true);
    expect(ledger.admits(result(0, 10, 'web'), undefined)).toBe(true);
  });

  it('does not go back to what was planned or seen before', () => {
    const ledger = ledgerOver();
    ledger.admits(result(60_000, 60_010), undefined);
    expect(ledger.admits(result(30_000, 61_000), undefined)).toBe(false);
    expect(ledger.admits(result(90_000, 60_010), undefined)).toBe(false);
  });

  it('counts each location by itself', () => {
    const ledger = ledgerOver();
    expect(ledger.admits(result(0, 10), 'seoul')).toBe(true);
    expect(ledger.admits(result(0, 20), 'frankfurt')).toBe(true);
    expect(ledger.admits(result(0, 30), 'seoul')).toBe(false);
  });

  it('drops after a restart what is stored already', () => {
    const ledger = ledgerOver(30_010);
    expect(ledger.admits(result(0, 10), undefined)).toBe(false);
    expect(ledger.admits(result(30_000, 30_012), undefined)).toBe(false);
    expect(ledger.admits(result(60_000, 60_010), undefined)).toBe(true);
  });

  it('measures no location by what is stored of all of them', () => {
    const ledger = ledgerOver(30_010);
    expect(ledger.admits(result(30_000, 29_000), 'seoul')).toBe(true);
    expect(ledger.admits(result(30_000, 29_500), 'seoul')).toBe(false);
  });

  it("drops what the console has seen later itself, and the console's own where a worker was there meanwhile", () => {
    const ledger = ledgerOver();
    const own = (begunMs: number, checkedMs: number) =>
      ledger.admitsOwn(seen(checkedMs), [], { begunMs, checkedMs: AT + checkedMs });
    expect(own(1_000, 45_000)).toBe(true);
    expect(ledger.admits(result(30_000, 44_000), undefined)).toBe(false);
    steadyMs = 2_000;
    expect(ledger.admits(result(60_000, 60_010), undefined)).toBe(true);
    expect(own(1_500, 60_020)).toBe(false);
    expect(own(2_500, 75_000)).toBe(true);
  });
});
