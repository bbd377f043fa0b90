import type { Observation } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import { ReportLedger } from './report-ledger.js';

const AT = Date.UTC(2026, 0, 1);
const INTERVAL_MS = 30_000;

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
    plannedMs: AT + plannedMs,
    isRequested: false,
    observation: seen(checkedMs, target),
  });

  it('counts each planned check of a target once, whichever worker made it', () => {
    const ledger = ledgerOver();
    expect(ledger.admits(result(0, 10), undefined, INTERVAL_MS)).toBe(true);
    expect(ledger.admits(result(0, 9_000), undefined, INTERVAL_MS)).toBe(false);
    expect(ledger.admits(result(30_000, 30_010), undefined, INTERVAL_MS)).toBe(true);
    expect(ledger.admits(result(0, 10, 'web'), undefined, INTERVAL_MS)).toBe(true);
  });

  it('does not go back to what was planned or seen before', () => {
    const ledger = ledgerOver();
    ledger.admits(result(60_000, 60_010), undefined, INTERVAL_MS);
    expect(ledger.admits(result(30_000, 61_000), undefined, INTERVAL_MS)).toBe(false);
    expect(ledger.admits(result(90_000, 60_010), undefined, INTERVAL_MS)).toBe(false);
  });

  it('counts each location by itself', () => {
    const ledger = ledgerOver();
    expect(ledger.admits(result(0, 10), 'seoul', INTERVAL_MS)).toBe(true);
    expect(ledger.admits(result(0, 20), 'frankfurt', INTERVAL_MS)).toBe(true);
    expect(ledger.admits(result(0, 30), 'seoul', INTERVAL_MS)).toBe(false);
  });

  it('drops after a restart what is stored already', () => {
    const ledger = ledgerOver(30_010);
    expect(ledger.admits(result(0, 10), undefined, INTERVAL_MS)).toBe(false);
    expect(ledger.admits(result(30_000, 30_012), undefined, INTERVAL_MS)).toBe(false);
    expect(ledger.admits(result(60_000, 60_010), undefined, INTERVAL_MS)).toBe(true);
  });

  it('measures no location by what is stored of all of them', () => {
    const ledger = ledgerOver(30_010);
    expect(ledger.admits(result(30_000, 29_000), 'seoul', INTERVAL_MS)).toBe(true);
    expect(ledger.admits(result(30_000, 29_500), 'seoul', INTERVAL_MS)).toBe(false);
  });

  it("drops what the console has seen later itself, and the console's own where a worker was there meanwhile", () => {
    const ledger = ledgerOver();
    const own = (begunMs: number, checkedMs: number) =>
      ledger.admitsOwn(seen(checkedMs), [], { begunMs, checkedMs: AT + checkedMs });
    expect(own(1_000, 45_000)).toBe(true);
    expect(ledger.admits(result(30_000, 44_000), undefined, INTERVAL_MS)).toBe(false);
    steadyMs = 2_000;
    expect(ledger.admits(result(60_000, 60_010), undefined, INTERVAL_MS)).toBe(true);
    expect(own(1_500, 60_020)).toBe(false);
    expect(own(2_500, 75_000)).toBe(true);
  });

  it("counts of the console's own check and the worker's at the same place one, so that a moment is one failure", () => {
    const ledger = ledgerOver();
    ledger.admitsOwn(seen(29_900), [], { begunMs: 0, checkedMs: AT + 29_900 });
    const planned = result(30_000, 30_010);
    expect(ledger.admits(planned, undefined, INTERVAL_MS)).toBe(false);
    expect(ledger.admits({ ...planned, isRequested: true }, undefined, INTERVAL_MS)).toBe(true);
    const next = result(60_000, 60_010);
    expect(ledger.admits(next, undefined, INTERVAL_MS)).toBe(true);
  });

  it('counts what is asked for a minute after the console saw it down, however long its interval is', () => {
    const ledger = ledgerOver();
    ledger.admitsOwn(seen(0), [], { begunMs: 0, checkedMs: AT });
    const again = result(60_000, 60_010);
    expect(ledger.admits(again, undefined, 3_600_000)).toBe(true);
  });
});
