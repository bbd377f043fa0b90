import type { SilentLocation } from '@envscope/contracts/index.js';
import { FakeAlertStore } from '@envscope/testing/fakes/fake-alert-store.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { deliveriesFor } from '../repository/new-deliveries.js';
import { IncidentRepository } from '../repository/incident-repository.js';
import { TimeOrderedIds } from '../repository/time-ordered-ids.js';
import { queueAwayIn, type Source, type WatchedSource } from './worker-incident.js';
import { WorkerIncidents } from './worker-incidents.js';

type Standing = 'not known' | 'away' | 'back' | 'settled';

describe('WorkerIncidents', () => {
  let store: FakeAlertStore;
  let incidentsOfWorkers: WorkerIncidents;
  /** By name; of the queue, of workers without a location (`-`), or of a location. */
  let sources: Readonly<Record<string, Standing>>;
  let shown: readonly SilentLocation[];
  const ids = new TimeOrderedIds();

  const sourceNamed = (name: string): Source =>
    name === 'queue' ? { service: 'queue' } : { service: 'workers', location: name === '-' ? null : name };
  const watchedAs = ([name, standing]: [string, Standing]): WatchedSource => ({
    source: sourceNamed(name),
    checks: new Map([
      ['dev', 2],
      ['prod', 1],
    ]),
    awaySinceMs: standing === 'away' ? performance.now() - 120_000 : null,
    backSinceMs: standing === 'back' || standing === 'settled' ? performance.now() - 5_000 : null,
    hasSettled: standing === 'settled',
  });

  async function begin(): Promise<void> {
    const repository = new IncidentRepository(store, {
      owner: 'one',
      addDeliveries: (outcome) =>
        deliveriesFor(outcome, ['dev.discord', 'prod.ntfy'], Date.now(), () => ids.next()),
      onChange: () => undefined,
      onImpaired: () => undefined,
    });
    await repository.start();
    incidentsOfWorkers = new WorkerIncidents(
      repository,
      { watched: () => Object.entries(sources).map(watchedAs) },
      {
        clock: { now: () => Date.now(), steady: () => performance.now() },
        newId: () => ids.next(),
        onFault: (error) => {
          throw error;
        },
        onChange: (silent) => (shown = silent),
      },
    );
    incidentsOfWorkers.start();
  }
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
  /** What is known at the next review. */
  const review = async (next: typeof sources) => {
    sources = next;
    await pass(10_000);
  };
  const stored = () => [...store.memory.incidents.values()];
  const incidents = () =>
    stored().map(
      ({ service, firstCause, resolution }) =>
        `${service === 'queue' ? service : firstCause.label}: ${resolution ?? 'open'}`,
    );
  const deliveries = () =>
    [...store.memory.deliveries.values()].map(({ channel, kind }) => `${channel}: ${kind}`);
  const happened = () => stored()[0]?.timeline.map(({ kind }) => kind);

  beforeEach(async () => {
    jest.useFakeTimers({ now: STORY_START_MS });
    [store, shown] = [new FakeAlertStore(), []];
    sources = { queue: 'back', seoul: 'back', frankfurt: 'not known' };
    await begin();
  });
  afterEach(() => {
    incidentsOfWorkers.stop();
    jest.useRealTimers();
  });

  it('notifies each environment that is checked from a silent location, once, and when results have come for long', async () => {
    await pass(30_000);
    expect(incidents()).toEqual([]);
    await review({ seoul: 'away', frankfurt: 'back' });
    await pass(50_000);
    expect(incidents()).toEqual(['seoul: open']);
    expect(shown).toMatchObject([{ location: 'seoul' }]);
    expect(stored()).toMatchObject([
      {
        environment: '@console',
        service: 'workers',
        targetState: 'degraded',
        members: [
          { target: 'dev', reason: { code: 'location-silent', params: { location: 'seoul', count: 2 } } },
          { target: 'prod', reason: { code: 'location-silent', params: { location: 'seoul', count: 1 } } },
        ],
      },
    ]);
    expect(deliveries()).toEqual(['dev.discord: opened', 'prod.ntfy: opened']);
    await review({ seoul: 'back' });
    expect(incidents()).toEqual(['seoul: open']);
    expect(shown).toEqual([]);
    await review({ seoul: 'settled' });
    expect(incidents()).toEqual(['seoul: recovered']);
    expect(deliveries().filter((one) => one.endsWith('resolved'))).toEqual([
      'dev.discord: resolved',
      'prod.ntfy: resolved',
    ]);
  });

  it('keeps one incident of a location that comes and goes, and notifies of it once', async () => {
    await review({ seoul: 'away' });
    const notified = deliveries();
    for (const standing of ['back', 'back', 'away', 'away', 'back', 'away'] as const)
      await review({ seoul: standing });
    expect(incidents()).toEqual(['seoul: open']);
    expect(deliveries()).toEqual(notified);
    expect(stored()).toMatchObject([
      { isFlapping: true, targetState: 'degraded', members: [{ recoveredAt: null }, { recoveredAt: null }] },
    ]);
    expect(happened()).toEqual([
      'opened',
      'member-recovered',
      'changed',
      'flapping',
      'member-recovered',
      'changed',
    ]);
    expect(shown).toMatchObject([{ location: 'seoul' }]);
    await review({ seoul: 'settled' });
    expect(stored()).toMatchObject([{ resolution: 'recovered', isFlapping: false, targetState: 'healthy' }]);
  });

  it('notifies of a queue that is away by one incident, with its cause', async () => {
    await review({ queue: 'away', seoul: 'not known', frankfurt: 'not known' });
    expect(stored()).toMatchObject([
      {
        environment: '@console',
        service: 'queue',
        severity: 'medium',
        firstCause: { label: null, reason: { code: 'queue-away' } },
        members: [
          { target: 'dev', reason: { code: 'queue-away', params: { count: 2 } } },
          { target: 'prod', reason: { code: 'queue-away', params: { count: 1 } } },
        ],
      },
    ]);
    expect(queueAwayIn(stored())).toBe(stored()[0]?.startedAt);
    expect(deliveries()).toEqual(['dev.discord: opened', 'prod.ntfy: opened']);
    await review({ queue: 'back', seoul: 'not known', frankfurt: 'back' });
    expect([incidents(), queueAwayIn(stored())]).toEqual([['queue: open'], null]);
    await review({ queue: 'settled', seoul: 'back', frankfurt: 'back' });
    expect(incidents()).toEqual(['queue: recovered']);
  });

  it('leaves the incident of a location as it was before the queue went away', async () => {
    await review({ queue: 'back', seoul: 'away' });
    await review({ queue: 'away', seoul: 'not known' });
    await pass(60_000);
    expect(incidents()).toEqual(['seoul: open', 'queue: open']);
    await review({ queue: 'back', seoul: 'not known' });
    expect(shown).toMatchObject([{ location: 'seoul' }]);
    await review({ queue: 'settled', seoul: 'settled' });
    expect(incidents()).toEqual(['seoul: recovered', 'queue: recovered']);
  });

  it('goes on after a restart with what is open, and ends it where nothing is checked by it any more', async () => {
    await review({ queue: 'away', seoul: 'away' });
    incidentsOfWorkers.stop();
    expect(shown).toEqual([]);
    sources = { queue: 'not known', seoul: 'not known' };
    await begin();
    expect(shown).toMatchObject([{ location: 'seoul' }]);
    await review({ queue: 'away', seoul: 'not known' });
    expect(incidents()).toEqual(['queue: open', 'seoul: open']);
    await review({});
    expect(incidents()).toEqual(['queue: gone', 'seoul: gone']);
  });

  it('keeps one incident for each location, and for workers without one', async () => {
    await review({ seoul: 'away', '-': 'away' });
    expect(incidents()).toEqual(['seoul: open', 'null: open']);
    await review({ seoul: 'away', '-': 'settled' });
    expect(incidents()).toEqual(['seoul: open', 'null: recovered']);
  });
});
