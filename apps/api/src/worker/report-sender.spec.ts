import type { WorkerReport } from '@envscope/monitoring/workers/messages.js';
import { observationOf } from '@envscope/testing/observations.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ReportSender } from './report-sender.js';

const AT = Date.UTC(2026, 0, 1);

const seen = (target: string, status: 'up' | 'down' = 'up') =>
  observationOf({ service: 'endpoints', covers: 'targets', atMs: Date.now(), results: [{ target, status }] });

describe('ReportSender', () => {
  let sent: { atMs: number; report: WorkerReport }[];
  /** While it is there, the queue takes nothing. */
  let held:
    { readonly until: Promise<void>; readonly release: () => void; readonly fail: () => void } | undefined;
  let faults: unknown[];
  let sender: ReportSender;
  const channel = {
    clockOffsetMs: 0,
    report: async (report: WorkerReport) => {
      sent.push({ atMs: Date.now() - AT, report });
      await held?.until;
    },
  };

  beforeEach(() => {
    jest.useFakeTimers({ now: AT });
    sent = [];
    faults = [];
    held = undefined;
    channel.clockOffsetMs = 0;
    sender = new ReportSender(channel, {
      worker: { id: 'w', name: 'w' },
      location: 'seoul',
      blindSince: () => null,
      onFault: (error) => faults.push(error),
    });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
  const hold = () => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    held = { until: promise, release: resolve, fail: () => reject(new Error('refused')) };
  };
  const add = (target: string, status?: 'up' | 'down', isRequested = false) =>
    sender.result(Date.now(), isRequested, seen(target, status));
  const addMany = (count: number, name = 't') => {
    for (let index = 0; index < count; index += 1) add(`${name}${index}`);
  };
  const targets = () =>
    sent.map(({ report }) => report.results.map(({ observation }) => observation.results[0]?.target));
  const last = () => sent.at(-1)?.report;

  it('says together what comes within a quarter of a second', async () => {
    add('a');
    await pass(200);
    add('b');
    await pass(49);
    expect(sent).toEqual([]);
    await pass(1);
    expect(targets()).toEqual([['a', 'b']]);
  });

  it('says a change sooner, with what waited, and what a person asked for', async () => {
    add('a');
    add('b', 'down');
    await pass(50);
    expect(targets()).toEqual([['a', 'b']]);
    add('b', 'down');
    await pass(50);
    expect(sent).toHaveLength(1);
    await pass(200);
    add('b');
    await pass(50);
    expect(sent).toHaveLength(3);
    add('b', 'up', true);
    await pass(50);
    expect(last()?.results).toMatchObject([{ isRequested: true }]);
  });

  it('says a hundred results at a time at most, and the rest at once or a little later', async () => {
    addMany(230);
    await pass(250);
    expect(targets().map(({ length }) => length)).toEqual([100, 100]);
    await pass(250);
    expect(targets().map(({ length }) => length)).toEqual([100, 100, 30]);
    expect(targets().flat()).toEqual(Array.from({ length: 230 }, (_, index) => `t${index}`));
  });

  it('says one thing after another, however long the queue takes', async () => {
    hold();
    add('a');
    await pass(250);
    add('b', 'down');
    await pass(60_000);
    expect(targets()).toEqual([['a']]);
    held?.release();
    held = undefined;
    await pass(250);
    expect(targets()).toEqual([['a'], ['b']]);
  });

  it('keeps the newest of what it cannot say', async () => {
    hold();
    add('a');
    await pass(250);
    addMany(10_005);
    held?.release();
    held = undefined;
    await pass(1_000);
    const said = targets().flat();
    expect(said).toHaveLength(10_001);
    expect(said.slice(0, 2)).toEqual(['a', 't5']);
    expect(said.at(-1)).toBe('t10004');
  });

  it('goes on where something could not be said', async () => {
    hold();
    add('a');
    await pass(250);
    held?.fail();
    held = undefined;
    await pass(0);
    expect(faults).toEqual([new Error('refused')]);
    add('b');
    await pass(250);
    expect(targets()).toEqual([['a'], ['b']]);
  });

  it('says every ten seconds that it is there, unless it said something else', async () => {
    sender.start();
    await pass(30_000);
    expect(sent.map(({ atMs }) => atMs)).toEqual([0, 10_000, 20_000, 30_000]);
    expect(last()).toMatchObject({ location: 'seoul', results: [], checksPerMinute: 0 });
    await pass(5_000);
    add('a');
    await pass(5_000);
    expect(sent.map(({ atMs }) => atMs).slice(4)).toEqual([35_250]);
    await sender.stop();
    await pass(60_000);
    expect(sent).toHaveLength(5);
  });

  it('says all that is left when it stops', async () => {
    sender.start();
    await pass(0);
    addMany(150);
    await sender.stop();
    expect(targets().flat()).toHaveLength(150);
  });

  it("dates by Redis' clock", async () => {
    channel.clockOffsetMs = 5_000;
    const plannedMs = Date.now() + 5_000;
    sender.result(plannedMs, false, seen('a'));
    await pass(250);
    const checkedAt = new Date(AT + 5_000).toISOString();
    expect(last()).toMatchObject({
      sentAt: new Date(AT + 5_250).toISOString(),
      results: [{ plannedMs, observation: { observedAt: checkedAt, results: [{ checkedAt }] } }],
    });
  });

  it('counts the checks of the last minute', async () => {
    addMany(30);
    await pass(40_000);
    addMany(5);
    await pass(250);
    expect(last()?.checksPerMinute).toBe(35);
    await pass(30_000);
    add('a');
    await pass(250);
    expect(last()?.checksPerMinute).toBe(6);
  });

  it('names twenty targets that its settings lack, and forgets after an hour those that nobody asks for', async () => {
    const lacking = (count: number, name: string) =>
      Array.from({ length: count }, (_, index) => ({
        environment: 'dev',
        service: 'endpoints' as const,
        target: `${name}${index}`,
      }));
    sender.noteSettings(lacking(30, 'gone'), false);
    add('a');
    await pass(250);
    expect(last()).toMatchObject({ isOfSameSettings: false, unknown: { count: 30 } });
    expect(last()?.unknown.names).toHaveLength(20);
    expect(last()?.unknown.names[0]).toBe('dev/endpoints/gone0');
    await pass(3_600_000);
    sender.noteSettings(lacking(1, 'other'), true);
    add('a');
    await pass(250);
    expect(last()).toMatchObject({
      isOfSameSettings: true,
      unknown: { count: 1, names: ['dev/endpoints/other0'] },
    });
  });
});
