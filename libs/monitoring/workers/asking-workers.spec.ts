import type { LocationId, Observation } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { CheckPlan, PlannedCheck } from '../schedule/check-plan.js';
import type { WorkerReport } from './messages.js';
import { SpreadChecks } from './spread-checks.js';
import type { HowAsked } from './work-queue.js';

const MINUTE_MS = 60_000;

function planned(name: string, locations: readonly LocationId[] = []): PlannedCheck {
  return {
    probe: { service: 'endpoints', runsAnywhere: true, observe: () => Promise.reject(new Error()) },
    environment: 'dev',
    target: { id: name },
    terms: { intervalMs: 30_000, timeoutMs: 1_000, failureThreshold: 2, successThreshold: 2 },
    destinations: [],
    locations,
    quorum: 'majority',
  };
}

function hello(location: LocationId | null): WorkerReport {
  return {
    version: 1,
    worker: { id: `of ${location}`, name: 'w' },
    location,
    sentAt: new Date().toISOString(),
    checksPerMinute: 0,
    blindSince: null,
    unknown: { count: 0, names: [] },
    isOfSameSettings: true,
    results: [],
  };
}

const targetOf = (target: string) => ({ environment: 'dev', service: 'endpoints', target }) as const;

describe('workers that are asked to check now', () => {
  let steadyMs: number;
  let asked: (HowAsked & { targets: string[] })[];
  let standsAlone: number;
  let turns: (string | null)[];
  let rivals: (string | null)[];
  let spread: SpreadChecks;
  const checks = [planned('api'), planned('web', ['seoul', 'frankfurt']), planned('shop', ['seoul'])];

  beforeEach(() => {
    [steadyMs, asked, standsAlone, turns, rivals] = [0, [], 0, [], []];
    spread = new SpreadChecks(
      {
        clockOffsetMs: 0,
        commandsAMonth: 0,
        start: () => undefined,
        ask: (targets, how) => {
          asked.push({ ...how, targets: targets.map(({ target }) => target) });
          return Promise.resolve();
        },
        stop: () => Promise.resolve(),
      },
      { checks } as unknown as CheckPlan,
      { probe: () => Promise.resolve<Observation | undefined>(undefined), take: () => Promise.resolve('up') },
      { of: () => undefined },
      {
        clock: { now: () => Date.UTC(2026, 0, 1) + steadyMs, steady: () => steadyMs },
        onTurn: (awaySince) => turns.push(awaySince),
        onRival: (rival) => rivals.push(rival?.name ?? null),
        onFault: (error) => {
          throw error;
        },
      },
    );
    spread.serve({ brought: () => undefined, standAlone: () => void (standsAlone += 1) });
    spread.start();
  });

  it('are those of each location that a target is checked from', async () => {
    ([null, 'seoul', 'frankfurt'] as const).forEach((location) => spread.heard(hello(location)));
    await spread.ask(['api', 'web', 'shop'].map(targetOf), true);
    expect(asked).toEqual([
      { location: undefined, isRequested: true, targets: ['api'] },
      { location: 'seoul', isRequested: true, targets: ['web', 'shop'] },
      { location: 'frankfurt', isRequested: true, targets: ['web'] },
    ]);
  });

  it('are not asked at all where a location has none, or none that was heard of lately', async () => {
    spread.heard(hello('seoul'));
    await expect(spread.ask([targetOf('web')], true)).rejects.toThrow('No worker');
    await spread.ask([targetOf('shop')], false);
    expect(asked).toEqual([{ location: 'seoul', isRequested: false, targets: ['shop'] }]);
    steadyMs = 30_001;
    await expect(spread.ask([targetOf('shop')], true)).rejects.toThrow('No worker');
    expect(asked).toHaveLength(1);
  });

  it('are not asked while the queue is away, and the schedule stands alone once', async () => {
    spread.heard(hello(null));
    spread.turned(false, 'gone');
    spread.turned(false, 'gone');
    await expect(spread.ask([targetOf('api')], true)).rejects.toThrow('does not answer');
    expect([standsAlone, turns.length, spread.isAnswering]).toEqual([1, 1, false]);
    spread.turned(true, '');
    await spread.ask([targetOf('api')], true);
    expect(asked).toHaveLength(1);
    await spread.stop();
    await expect(spread.ask([targetOf('api')], true)).rejects.toThrow('does not answer');
  });

  it('leave the queue alone at fault while it is away, and begin anew when it is back', () => {
    const standings = () =>
      spread.watched().map(({ source, awaySinceMs, backSinceMs }) => {
        const name = source.service === 'queue' ? 'queue' : String(source.location);
        return `${name} ${awaySinceMs !== null ? 'away' : backSinceMs !== null ? 'back' : 'not known'}`;
      });
    spread.turned(true, '');
    steadyMs = MINUTE_MS;
    spread.turned(false, 'gone');
    steadyMs = 4 * MINUTE_MS;
    const nothing = ['null not known', 'seoul not known', 'frankfurt not known'];
    expect(standings()).toEqual(['queue away', ...nothing]);
    expect(spread.watched().map(({ checks }) => [...checks])).toEqual([3, 1, 2, 1].map((n) => [['dev', n]]));
    spread.turned(true, '');
    steadyMs = 6 * MINUTE_MS;
    expect(standings()).toEqual(['queue back', ...nothing]);
    steadyMs += 1;
    expect(standings()).toEqual(['queue back', 'null away', 'seoul away', 'frankfurt away']);
  });

  it('have a queue of which nothing is known before its first answer', async () => {
    await spread.stop();
    spread.start();
    const standing = () => spread.report(true).queue;
    expect([standing(), spread.report(false).queue]).toEqual(['connecting', 'elsewhere']);
    spread.turned(true, '');
    expect(standing()).toBe('answering');
    spread.turned(false, 'gone');
    expect(standing()).toBe('away');
    await spread.stop();
    spread.start();
    spread.turned(false, 'gone');
    expect(standing()).toBe('away');
  });

  it('are not called missing before they had time to be heard of', () => {
    const staffed = () => spread.report(true).locations.map(({ isStaffed }) => isStaffed);
    spread.turned(true, '');
    spread.heard(hello('seoul'));
    steadyMs += 14_999;
    expect(staffed()).toEqual([null, true, null]);
    steadyMs += 1;
    expect(staffed()).toEqual([false, true, false]);
  });

  it('share their queue with another console until that leaves, or this one leads no more', async () => {
    const rival = { name: 'other', locations: [null], since: '2026-01-01T00:00:00.000Z' };
    spread.rivalled(rival);
    expect([spread.report(true).rival, spread.report(false).rival]).toEqual([rival, null]);
    spread.rivalled(null);
    expect(spread.report(true).rival).toBeNull();
    spread.rivalled(rival);
    await spread.stop();
    expect([spread.report(true).rival, rivals]).toEqual([null, ['other', null, 'other', null]]);
  });

  it('are counted where the console checks in their place, for a minute', async () => {
    const standIn = () =>
      spread.standIn(planned('api'), { timeoutMs: 1_000, stop: new AbortController().signal });
    await standIn();
    steadyMs = 30_000;
    await standIn();
    expect(spread.report(true).standInsPerMinute).toBe(2);
    steadyMs = MINUTE_MS;
    expect(spread.report(true).standInsPerMinute).toBe(1);
    await standIn();
    expect(spread.report(true).standInsPerMinute).toBe(2);
    steadyMs = 10 * MINUTE_MS;
    await standIn();
    expect(spread.report(true).standInsPerMinute).toBe(1);
  });
});
