import { FakeAuditStore } from '@envscope/testing/fakes/fake-audit-store.js';
import { auditDraftOf } from '@envscope/testing/audit.js';
import { Redactor } from '@envscope/settings/redaction/redactor.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { AuditLog } from './audit-log.js';
import type { ConsoleCondition } from '@envscope/monitoring/feed/console-condition.js';
import type { AuditWebhook } from './audit-webhook.js';

const SECRET = 'a-secret-of-the-settings';

describe('AuditLog', () => {
  let store: FakeAuditStore;
  let log: AuditLog;
  let warnings: string[];
  /** What pages say of what was not recorded. */
  let shown: number[];

  beforeEach(() => {
    jest.useFakeTimers();
    store = new FakeAuditStore();
    shown = [];
    const condition = { reportUnrecorded: (count: number) => void shown.push(count) };
    log = new AuditLog(
      store,
      { send: () => undefined } as unknown as AuditWebhook,
      new Redactor([SECRET]),
      condition as ConsoleCondition,
    );
    warnings = [];
    jest
      .spyOn(Logger.prototype, 'warn')
      .mockImplementation((line: unknown) => void warnings.push(String(line)));
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const refused = (address: string, action = 'changeRule') =>
    auditDraftOf(1, { outcome: 'refused', code: 'not-permitted', address, action });

  it('masks the secrets of the settings', async () => {
    await log.record(auditDraftOf(1, { userAgent: `curl ${SECRET}` }));
    expect(store.entries).toMatchObject([{ userAgent: 'curl •••' }]);
  });

  it('keeps what the store does not take, names it in the log once, has pages say so, and admits nothing until it is stored', async () => {
    store.isFailing = true;
    await log.record(auditDraftOf(1));
    expect(log.unrecorded).toBe(1);
    await expect(log.admit()).rejects.toBeInstanceOf(StoreFault);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('"action":"changeRule"');
    store.isFailing = false;
    await log.admit();
    expect(store.entries).toMatchObject([auditDraftOf(1)]);
    expect(log.unrecorded).toBe(0);
    expect(shown).toEqual([1, 1, 0]);
  });

  it('keeps the order of what came while the store failed', async () => {
    store.isFailing = true;
    await log.record(auditDraftOf(1));
    await log.record(auditDraftOf(2));
    store.isFailing = false;
    await log.record(auditDraftOf(3));
    expect(store.entries.map(({ id }) => id)).toEqual([1, 2, 3].map((number) => auditDraftOf(number).id));
  });

  it('makes two entries of a thousand refusals of one kind in a minute', async () => {
    for (let time = 0; time < 1_000; time += 1) log.refuse(refused('2001:db8::1'));
    log.refuse(refused('2001:db8::2'));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(store.entries.map(({ count }) => count)).toEqual([1, 1_000]);
  });

  it('makes as many entries of a flood from everywhere as it has kinds, and names nobody for the rest', async () => {
    for (let number = 0; number < 10_000; number += 1) log.refuse(refused(`192.0.2.${number}`));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(store.entries.length).toBeLessThanOrEqual(22);
    expect(store.entries.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
    expect(store.entries.at(-1)).toMatchObject({
      actor: { id: 'several' },
      address: null,
      action: 'several',
    });
  });

  it('says what was counted when the console ends', async () => {
    for (let time = 0; time < 3; time += 1) log.refuse(refused('192.0.2.7'));
    await log.beforeApplicationShutdown();
    expect(store.entries.map(({ count }) => count)).toEqual([1, 2]);
  });
});
