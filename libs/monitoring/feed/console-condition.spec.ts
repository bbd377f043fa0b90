import { beforeEach, describe, expect, it } from '@jest/globals';
import { ConsoleCondition } from './console-condition.js';

describe('ConsoleCondition', () => {
  let published: unknown[];
  let condition: ConsoleCondition;
  let nowMs: number;

  beforeEach(() => {
    [published, nowMs] = [[], 0];
    const publish = (_name: string, data: unknown) => void published.push(data);
    condition = new ConsoleCondition({ publish }, () => nowMs);
  });

  it('publishes the store and the connection together', () => {
    const outage = { since: '2026-10-02T09:00:00.000Z', checks: 3 };
    condition.reportOutage(outage);
    condition.reportStore('failing');
    condition.reportOutage(null);
    expect(published).toMatchObject([
      { isStoreFailing: false, storeProblem: null, outage },
      { isStoreFailing: true, storeProblem: 'failing', outage },
      { isStoreFailing: true, storeProblem: 'failing', outage: null },
    ]);
  });

  it('says how much could not be recorded when that changes', () => {
    for (const count of [0, 1, 1, 0]) condition.reportUnrecorded(count);
    expect(published).toMatchObject([{ unrecordedCount: 1 }, { unrecordedCount: 0 }]);
  });

  it('counts checks now and then, not one by one, and says nothing of what stays well', () => {
    condition.reportOutage(null);
    for (nowMs = 0; nowMs <= 4_000; nowMs += 100)
      condition.reportOutage({ since: '2026-10-02T09:00:00.000Z', checks: nowMs });
    expect(published).toHaveLength(3);
    expect(condition.event.outage?.checks).toBe(4_000);
  });
});
