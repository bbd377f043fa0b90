import type { Incident } from '@envscope/contracts/index.js';
import { MANIFESTS } from '@envscope/integrations/services.js';
import { idOf, incidentOf, instantAfter, memberOf, muteOf } from '@envscope/testing/alerts.js';
import { FakeAlertStore } from '@envscope/testing/fakes/fake-alert-store.js';
import { FakeClock } from '@envscope/testing/fakes/fake-clock.js';
import { observationOf, type ObservationDraft } from '@envscope/testing/observations.js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ClockWatch } from '../clock/clock-watch.js';
import { Freshness } from '../clock/freshness.js';
import { RuleRepository } from '../rules/rule-repository.js';
import { RuleWatch } from '../rules/rule-watch.js';
import { IncidentRepository } from '../repository/incident-repository.js';
import type { TermsOf } from '../schedule/check-plan.js';
import { inForceOf } from './abandoned-members.js';
import { IncidentEvaluator } from './incident-evaluator.js';
import { MuteRepository } from '../mutes/mute-repository.js';
import { TargetWatch } from './target-watch.js';
import { TimeOrderedIds } from '../repository/time-ordered-ids.js';
import { deliveriesFor } from '../repository/new-deliveries.js';

const INTERVAL_MS = 30_000;
const TERMS = { intervalMs: INTERVAL_MS, timeoutMs: 10_000 };
const HOUR_MS = 3_600_000;

describe('IncidentEvaluator', () => {
  let clock: FakeClock;
  let clockWatch: ClockWatch;
  let freshness: Freshness;
  let store: FakeAlertStore;
  let repository: IncidentRepository;
  let evaluator: IncidentEvaluator;
  let mutes: MuteRepository;
  let samples: { count: number; value: number };

  beforeEach(() => {
    clock = new FakeClock();
    clockWatch = new ClockWatch(clock);
    store = new FakeAlertStore();
    samples = { count: 0, value: 0 };
  });
  afterEach(() => evaluator.stop());

  /** Begins with what the store holds. */
  async function begin(): Promise<void> {
    const { now } = clock;
    const termsOf: TermsOf = (...[, , target]) => (target === 'removed' ? null : TERMS);
    freshness = new Freshness(termsOf, clock.steady);
    const ids = new TimeOrderedIds(now);
    const rules = new RuleRepository(store, MANIFESTS, now);
    mutes = new MuteRepository(store, now);
    const watch = new TargetWatch({
      termsOf,
      leftToRules: new Set(['memory-nearly-full']),
      freshness,
    });
    repository = new IncidentRepository(store, {
      owner: 'one',
      addDeliveries: (outcome) => deliveriesFor(outcome, ['dev.discord'], clock.now(), () => ids.next()),
      onChange: () => undefined,
      onImpaired: () => undefined,
      now,
    });
    const series = () =>
      Promise.resolve(
        Array.from({ length: samples.count }, (_, n) => ({
          at: new Date(clock.now() - (samples.count - 1 - n) * INTERVAL_MS).toISOString(),
          count: 1,
          mean: samples.value,
          min: samples.value,
          max: samples.value,
          worst: 'up' as const,
        })),
      );
    evaluator = new IncidentEvaluator(repository, watch, new RuleWatch(rules, { series }, clock), mutes, {
      groupWindowMs: 60_000,
      repeatMs: 4 * HOUR_MS,
      termsOf,
      manifests: MANIFESTS,
      lastSeen: () => [],
      inForce: inForceOf(termsOf, rules),
      newId: () => ids.next(),
      clock: clockWatch,
      onFault: (error) => {
        throw error;
      },
    });
    await Promise.all([rules.load(), mutes.load(), repository.start()]);
    await evaluator.start();
  }

  /** One check of Redis in `dev`, an interval later. */
  async function check(result: NonNullable<ObservationDraft['results']>[number] = {}): Promise<void> {
    pass(INTERVAL_MS);
    const observation = observationOf({ atMs: clock.now(), results: [result] });
    freshness.noteObservation(observation);
    await evaluator.evaluate(observation);
  }
  /** Time goes by, and the watch looks at its clocks each second, as it would. */
  function pass(ms: number): void {
    for (const endMs = clock.steady() + ms; clock.steady() < endMs;) {
      clock.pass(Math.min(1_000, endMs - clock.steady()));
      clockWatch.notice();
    }
  }
  const down = { status: 'down' } as const;
  const incidents = () => [...store.memory.incidents.values()];
  const wanted = () => [...store.memory.deliveries.values()].map(({ kind }) => kind);
  const keep = (incident: Incident) => store.saveIncident({ incident, deliveries: [] });

  it('opens an incident at the second failure in a row, and resolves it at the second success', async () => {
    await begin();
    await check(down);
    expect(incidents()).toEqual([]);
    await check(down);
    expect(incidents()).toMatchObject([{ service: 'redis', targetState: 'failing', severity: 'critical' }]);
    expect(wanted()).toEqual(['opened']);
    await check();
    await check();
    expect(incidents()).toMatchObject([{ targetState: 'healthy', resolution: 'recovered' }]);
    expect(wanted()).toEqual(['opened', 'changed', 'resolved']);
  });

  describe('beside another console that believed to lead', () => {
    const opened = (target: string) =>
      keep(incidentOf({ id: idOf(7), members: [memberOf({ service: 'redis', target })] }));

    it('ends what that one opened along with its own', async () => {
      await begin();
      await check(down);
      await check(down);
      await opened('default');
      await repository.refresh();
      await check();
      await check();
      expect(incidents()).toMatchObject([{ resolution: 'recovered' }, { resolution: 'recovered' }]);
    });

    it('ends at once what is well again by now, and watches what it did not know', async () => {
      await begin();
      await check();
      await check();
      await opened('default');
      await repository.refresh();
      await repository.decide(() => []);
      await repository.decide(() => []);
      expect(incidents()).toMatchObject([{ resolution: 'recovered' }]);
      await keep(incidentOf({ id: idOf(8), members: [memberOf({ service: 'sentry', target: 'default' })] }));
      await repository.refresh();
      for (let turn = 1; turn <= 2; turn += 1) {
        pass(INTERVAL_MS);
        await evaluator.evaluate(observationOf({ atMs: clock.now(), service: 'sentry', results: [{}] }));
      }
      expect(repository.openIncidents()).toEqual([]);
    });
  });

  it('shows the checks around the opening', async () => {
    await begin();
    await check();
    await check(down);
    await check(down);
    await check(down);
    expect(repository.openIncidents()[0]?.checks.map(({ status }) => status)).toEqual([
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
    await check(full);
    expect(incidents()).toEqual([]);
    samples = { count: 30, value: 0.95 };
    await check(full);
    const [fired] = incidents();
    expect(fired?.rule?.id).toBe('redis-memory');
    expect(fired?.firstCause.reason).toMatchObject({ code: 'rule-fired', params: { value: 0.95 } });
  });

  it('records what happens in a maintenance, and notifies when that ends', async () => {
    await store.saveMute(muteOf({ endsAt: instantAfter(5 * 60_000) }), null);
    await begin();
    await check(down);
    await check(down);
    expect([incidents().length, wanted()]).toEqual([1, []]);
    pass(5 * 60_000 - 2 * INTERVAL_MS);
    await evaluator.passTime();
    expect(wanted()).toEqual(['opened']);
  });

  it('goes on without notifications of an incident that is silenced, and notifies of another of the same target', async () => {
    await begin();
    await check(down);
    await check(down);
    const [incident] = incidents();
    const scope = {
      environment: 'dev',
      service: 'redis',
      target: 'default',
      incident: incident?.id,
    } as const;
    await mutes.add({
      kind: 'silence',
      scope,
      startsAt: null,
      endsAt: instantAfter(HOUR_MS),
      reason: '',
      by: 'Minji',
    });
    await evaluator.passTime();
    expect(incidents()[0]?.mutedBy).not.toBeNull();
    await check();
    await check();
    expect(incidents()[0]?.resolvedAt).not.toBeNull();
    // What a channel knows of is never left open there.
    expect(wanted()).toEqual(['opened', 'changed', 'resolved']);
    await check(down);
    await check(down);
    expect(incidents().map(({ mutedBy }) => mutedBy === null)).toEqual([false, true]);
    expect(wanted()).toEqual(['opened', 'changed', 'resolved', 'opened']);
  });

  it('reminds of what nobody has acknowledged', async () => {
    await begin();
    await check(down);
    await check(down);
    pass(4 * HOUR_MS - INTERVAL_MS);
    await check(down);
    await evaluator.passTime();
    await evaluator.passTime();
    expect(wanted()).toEqual(['opened', 'repeat']);
  });

  it('does not take silence for health', async () => {
    await begin();
    await check();
    pass(3 * INTERVAL_MS + 1);
    await evaluator.passTime();
    expect(incidents()).toMatchObject([
      { targetState: 'unknown', firstCause: { reason: { code: 'stale' } } },
    ]);
  });

  it.each([
    { story: 'a process that was stopped for an hour', happen: () => clock.pass(HOUR_MS) },
    { story: 'a clock that goes ahead by five hours', happen: () => clock.set(5 * HOUR_MS) },
    { story: 'a clock that goes back by five hours', happen: () => clock.set(-5 * HOUR_MS) },
  ])('concludes nothing from $story', async ({ happen }) => {
    clockWatch.onPause((pause) => {
      freshness.forgive();
      evaluator.heedPause(pause);
    });
    await begin();
    await check(down);
    await check(down);
    const before = wanted();
    happen();
    for (let second = 0; second < 3 * INTERVAL_MS; second += 1_000) {
      await evaluator.passTime();
      clock.pass(1_000);
    }
    expect(wanted()).toEqual(before);
    expect(incidents()).toHaveLength(1);
  });

  it('reminds after as long as ever, though the clock was set', async () => {
    clockWatch.onPause((pause) => evaluator.heedPause(pause));
    await begin();
    await check(down);
    await check(down);
    await evaluator.passTime();
    clock.set(-3 * HOUR_MS);
    await evaluator.passTime();
    pass(4 * HOUR_MS - 1_000);
    await evaluator.passTime();
    expect(wanted()).toEqual(['opened']);
    pass(1_000);
    await evaluator.passTime();
    expect(wanted()).toEqual(['opened', 'repeat']);
  });

  it('ends, when it takes up, what is about a target that settings do not name any more', async () => {
    const [removed, kept] = ['removed', 'api'].map((target) => memberOf({ service: 'endpoints', target }));
    if (!removed || !kept) throw new Error('Two members were made');
    await keep(incidentOf({ id: idOf(1), service: 'endpoints', members: [removed] }));
    await keep(incidentOf({ id: idOf(2), service: 'endpoints', members: [removed, kept] }));
    await begin();
    await repository.decide(() => []);
    expect(incidents().map(({ resolution }) => resolution)).toEqual(['gone', null]);
    expect(repository.openIncidents()[0]?.members.map(({ targetState }) => targetState)).toEqual([
      'healthy',
      'failing',
    ]);
  });

  it('opens and ends an incident for one target, whatever the others do', async () => {
    await begin();
    const one = async (target: string, status: 'up' | 'down') => {
      pass(INTERVAL_MS / 2);
      const results = [{ target, status } as const];
      const observation = observationOf({
        service: 'endpoints',
        covers: 'targets',
        atMs: clock.now(),
        results,
      });
      freshness.noteObservation(observation);
      await evaluator.evaluate(observation);
    };
    for (let turn = 1; turn <= 2; turn += 1) {
      await one('api', 'up');
      await one('hung', 'down');
    }
    expect(incidents()).toMatchObject([{ firstCause: { target: 'hung' }, resolvedAt: null }]);
    for (let turn = 1; turn <= 2; turn += 1) {
      await one('hung', 'up');
      await one('api', 'up');
    }
    expect(incidents()).toMatchObject([{ resolution: 'recovered', members: [{ target: 'hung' }] }]);
  });

  it('ends, when it takes up, what a rule found that is gone meanwhile', async () => {
    const rule = { id: 'old', name: 'Old' };
    await keep(incidentOf({ rule, targetState: 'degraded', members: [memberOf({ ruleId: 'old' })] }));
    await begin();
    // Decisions are taken one after another: this one waits for the other.
    await repository.decide(() => []);
    expect(incidents()).toMatchObject([{ resolution: 'rule-changed' }]);
  });

  it('counts after a restart what was seen right before it, and nothing older', async () => {
    await begin();
    await evaluator.takeUp(observationOf({ atMs: clock.now() - 4 * INTERVAL_MS, results: [down] }));
    await check(down);
    expect(incidents()).toEqual([]);
    evaluator.stop();
    await begin();
    await evaluator.takeUp(observationOf({ atMs: clock.now(), results: [down] }));
    await check(down);
    expect(incidents()).toHaveLength(1);
  });

  it('judges nothing before it leads', async () => {
    await begin();
    evaluator.stop();
    await check(down);
    await check(down);
    expect(incidents()).toEqual([]);
  });
});
