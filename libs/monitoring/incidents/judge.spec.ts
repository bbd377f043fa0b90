import type { Incident } from '@envscope/contracts/index.js';
import { incidentOf, instantAfter, memberOf, quietOf } from '@envscope/testing/alerts.js';
import { FakeAlertStore } from '@envscope/testing/fake-alert-store.js';
import { observationOf, STORY_START_MS, type ObservationTold } from '@envscope/testing/observations.js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RuleBook } from '../rules/rule-book.js';
import { RuleWatch } from '../rules/rule-watch.js';
import { AlertBook } from './alert-book.js';
import { Judge } from './judge.js';
import { QuietBook } from './quiet-book.js';
import { TargetWatch } from './target-watch.js';
import { TimeOrderedIds } from './time-ordered-ids.js';
import { deliveriesFor } from './wanted.js';

const INTERVAL_MS = 30_000;
const HOUR_MS = 3_600_000;

describe('Judge', () => {
  let nowMs: number;
  let store: FakeAlertStore;
  let book: AlertBook;
  let judge: Judge;
  let samples: { count: number; value: number };

  beforeEach(() => {
    nowMs = STORY_START_MS;
    store = new FakeAlertStore();
    samples = { count: 0, value: 0 };
  });
  afterEach(() => judge.stop());

  /** Begins with what the store holds. */
  async function begin(): Promise<void> {
    const now = () => nowMs;
    const ids = new TimeOrderedIds(now);
    const intervalOf = () => INTERVAL_MS;
    const rules = new RuleBook(store, now);
    const quiets = new QuietBook(store, now);
    const watch = new TargetWatch({ intervalOf, leftToRules: new Set(['memory-nearly-full']) });
    book = new AlertBook(store, {
      owner: 'one',
      want: (outcome) => deliveriesFor(outcome, ['dev.discord'], nowMs, () => ids.next()),
      onChange: () => undefined,
      onImpaired: () => undefined,
      now,
    });
    const series = () =>
      Promise.resolve(
        Array.from({ length: samples.count }, (_, n) => ({
          at: new Date(nowMs - (samples.count - 1 - n) * INTERVAL_MS).toISOString(),
          count: 1,
          mean: samples.value,
          min: samples.value,
          max: samples.value,
          worst: 'up' as const,
        })),
      );
    judge = new Judge(book, watch, new RuleWatch(rules, { series }, now), quiets, {
      groupWindowMs: 60_000,
      reminderMs: 4 * HOUR_MS,
      intervalOf,
      inForce: {
        isWatched: () => true,
        isRule: (id, environment, service) => rules.for(environment, service).some((rule) => rule.id === id),
      },
      newId: () => ids.next(),
      now,
      onFault: (error) => {
        throw error;
      },
    });
    await Promise.all([rules.load(), quiets.load(), book.open()]);
    judge.start();
  }

  /** One look at Redis in `dev`, an interval later. */
  async function look(told: NonNullable<ObservationTold['results']>[number] = {}): Promise<void> {
    nowMs += INTERVAL_MS;
    await judge.consider(observationOf({ atMs: nowMs, results: [told] }));
  }
  const down = { status: 'down' } as const;
  const incidents = () => [...store.memory.incidents.values()];
  const wanted = () => [...store.memory.deliveries.values()].map(({ kind }) => kind);
  const keep = (incident: Incident) => store.saveIncident({ incident, deliveries: [] });

  it('opens an incident at the second failure in a row, and resolves it at the second success', async () => {
    await begin();
    await look(down);
    expect(incidents()).toEqual([]);
    await look(down);
    expect(incidents()).toMatchObject([{ service: 'redis', verdict: 'failing', severity: 'critical' }]);
    expect(wanted()).toEqual(['opened']);
    await look();
    await look();
    expect(incidents()).toMatchObject([{ verdict: 'healthy', resolution: 'recovered' }]);
    expect(wanted()).toEqual(['opened', 'changed', 'resolved']);
  });

  it('shows the checks around the opening', async () => {
    await begin();
    await look();
    await look(down);
    await look(down);
    await look(down);
    expect(book.openIncidents()[0]?.checks.map(({ status }) => status)).toEqual([
      'up',
      'down',
      'down',
      'down',
    ]);
  });

  it('judges figures by rules, over stored samples', async () => {
    await begin();
    const full = {
      status: 'degraded',
      reason: { code: 'memory-nearly-full', params: {} },
      measurements: { memoryUsedRatio: 0.95 },
    } as const;
    await look(full);
    expect(incidents()).toEqual([]);
    samples = { count: 30, value: 0.95 };
    await look(full);
    const [fired] = incidents();
    expect(fired?.rule?.id).toBe('redis-memory');
    expect(fired?.firstCause.reason).toMatchObject({ code: 'rule-met', params: { value: 0.95 } });
  });

  it('records what happens in a maintenance, and tells it when that ends', async () => {
    await store.saveQuiet(quietOf({ endsAt: instantAfter(5 * 60_000) }), null);
    await begin();
    await look(down);
    await look(down);
    expect([incidents().length, wanted()]).toEqual([1, []]);
    nowMs = STORY_START_MS + 5 * 60_000;
    await judge.passTime();
    expect(wanted()).toEqual(['opened']);
  });

  it('reminds of what nobody has acknowledged', async () => {
    await begin();
    await look(down);
    await look(down);
    nowMs += 4 * HOUR_MS - INTERVAL_MS;
    await look(down);
    await judge.passTime();
    await judge.passTime();
    expect(wanted()).toEqual(['opened', 'reminder']);
  });

  it('does not take silence for health', async () => {
    await begin();
    await look();
    nowMs += 3 * INTERVAL_MS + 1;
    await judge.passTime();
    expect(incidents()).toMatchObject([{ verdict: 'unknown', firstCause: { reason: { code: 'stale' } } }]);
  });

  it('ends, when it takes up, what a rule found that is gone meanwhile', async () => {
    const rule = { id: 'old', name: 'Old' };
    await keep(incidentOf({ rule, verdict: 'degraded', members: [memberOf({ ruleId: 'old' })] }));
    await begin();
    // Decisions are taken one after another: this one waits for the other.
    await book.decide(() => []);
    expect(incidents()).toMatchObject([{ resolution: 'rule-changed' }]);
  });

  it('counts after a restart what was seen right before it, and nothing older', async () => {
    await begin();
    await judge.takeUp(observationOf({ atMs: nowMs - 4 * INTERVAL_MS, results: [down] }));
    await look(down);
    expect(incidents()).toEqual([]);
    judge.stop();
    await begin();
    await judge.takeUp(observationOf({ atMs: nowMs, results: [down] }));
    await look(down);
    expect(incidents()).toHaveLength(1);
  });

  it('judges nothing before it leads', async () => {
    await begin();
    judge.stop();
    await look(down);
    await look(down);
    expect(incidents()).toEqual([]);
  });
});
