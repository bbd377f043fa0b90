import {
  DEFAULT_TARGET,
  type CheckResult,
  type EnvironmentId,
  type Incident,
  type IncidentCheck,
  type Observation,
  type ReasonCode,
  type ServiceKind,
  type TargetId,
} from '@envscope/contracts/index.js';
import type { Pause } from '../clock/clock-watch.js';
import type { Freshness } from '../clock/freshness.js';
import type { IntervalOf } from '../schedule/check-intervals.js';
import { policyFor, type PolicyOptions, type StatePolicy } from '../evaluate/policy.js';
import {
  evaluateCheck,
  evaluateAbsence,
  memoryAfterPause,
  evaluateSilence,
  initialMemory,
  evidenceOf,
  type Evaluated,
  type TargetMemory,
} from '../evaluate/target-state.js';
import type { MemberChange } from '../incidents/member-change.js';

/** What is remembered of one target. */
interface WatchedTarget {
  memory: TargetMemory;
  label: string | null;
  /** The newest ones, oldest first. */
  checks: IncidentCheck[];
  /** Not checked since a pause: what a network that wakes up answers first is no evidence against a target. */
  isUnproven: boolean;
}

/** What is remembered of one service in one environment. */
interface WatchedService {
  readonly environment: EnvironmentId;
  readonly service: ServiceKind;
  readonly policy: StatePolicy;
  readonly targets: Map<TargetId, WatchedTarget>;
}

export interface TargetWatchOptions extends PolicyOptions {
  readonly intervalOf: IntervalOf;
  /** Reasons that say nothing here, since rules watch the figures behind them. */
  readonly leftToRules: ReadonlySet<ReasonCode>;
  readonly freshness: Pick<Freshness, 'isStale'>;
}

/**
 * Reasons that say that nothing was measured because nothing happened, not because a check failed: an application that
 * nobody uses at night must wake nobody.
 */
const IDLE: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'not-checked',
  'no-data',
  'no-requests',
  'monitor-pending',
  'monitors-none',
]);

/** As many checks as an incident shows from before it opened. */
const CHECKS_KEPT = 5;

/** Remembers every target, and answers which states change. */
export class TargetWatch {
  private readonly services = new Map<string, WatchedService>();

  constructor(private readonly options: TargetWatchOptions) {}

  /** Begins anew, with what open incidents know. */
  restore(open: readonly Incident[]): void {
    this.services.clear();
    for (const { environment, members } of open) {
      for (const { service, target, label, targetState, since, ruleId } of members) {
        if (ruleId !== null) continue;
        const memory = initialMemory(targetState, Date.parse(since));
        this.of(environment, service)?.targets.set(target, {
          memory,
          label,
          checks: [],
          isUnproven: false,
        });
      }
    }
  }

  /**
   * Takes up the members of an incident that another console has opened. What is known of a target already is the truth; its
   * state is answered where the incident knows another.
   */
  adopt({ environment, members }: Incident, nowMs: number): MemberChange[] {
    return members
      .filter(({ ruleId, targetState }) => ruleId === null && targetState !== 'healthy')
      .flatMap(({ service, target, label, targetState, since }) => {
        const watched = this.of(environment, service);
        const known = watched?.targets.get(target)?.memory;
        if (!known) {
          const memory = initialMemory(targetState, Date.parse(since));
          watched?.targets.set(target, { memory, label, checks: [], isUnproven: false });
          return [];
        }
        if (known.targetState === targetState) return [];
        const { targetState: now, belief } = known;
        const isHealthy = now === 'healthy';
        const reason = isHealthy ? null : belief.reason;
        const how = isHealthy ? 'recovered' : null;
        const change = {
          targetState: now,
          sinceMs: nowMs,
          atMs: nowMs,
          reason,
          firstReason: reason,
          how,
        } as const;
        return [{ service, target, label, rule: null, change: { ...change, flapping: null } }];
      });
  }

  /** The states that an observation changes. */
  evaluate(observation: Observation): MemberChange[] {
    const { environment, service, observedAt, results } = observation;
    const watched = this.of(environment, service);
    if (!watched) return [];
    const seen = results.flatMap((result) => this.take(watched, result));
    return [...seen, ...missed(watched, results, Date.parse(observedAt))];
  }

  /** The same for what an earlier run saw last. Nobody has checked since then: silence begins now. */
  takeUp(observation: Observation, nowMs: number): MemberChange[] {
    const changes = this.evaluate(observation);
    const { environment, service } = observation;
    for (const known of this.of(environment, service)?.targets.values() ?? [])
      known.memory = memoryAfterPause(known.memory, 0, nowMs);
    return changes;
  }

  /** What the process did not live through counts for nothing. */
  heedPause({ kind, lostMs }: Pause, nowMs: number): void {
    for (const { targets } of this.services.values()) {
      for (const known of targets.values()) {
        known.memory = memoryAfterPause(known.memory, lostMs, nowMs);
        known.isUnproven ||= kind !== 'back';
      }
    }
  }

  /** The states that change because a service is silent, by environment. */
  evaluateSilence(nowMs: number): Map<EnvironmentId, MemberChange[]> {
    const silent = [...this.services.values()].filter(({ environment, service }) =>
      this.options.freshness.isStale(environment, service),
    );
    const changes = silent.flatMap((watched) => [
      ...watched.targets
        .keys()
        .flatMap((target) =>
          follow(watched, target, (memory) => evaluateSilence(memory, nowMs, watched.policy)).map(
            (change) => [watched.environment, change] as const,
          ),
        ),
    ]);
    return new Map(
      [...Map.groupBy(changes, ([environment]) => environment)].map(([environment, found]) => [
        environment,
        found.map(([, change]) => change),
      ]),
    );
  }

  /** Whether the target has been checked, and is not gone since. */
  knows(environment: EnvironmentId, service: ServiceKind, target: TargetId): boolean {
    return this.services.get(keyOf(environment, service))?.targets.has(target) ?? false;
  }

  /** The newest checks of a target; oldest first. */
  checksOf(environment: EnvironmentId, service: ServiceKind, target: TargetId): readonly IncidentCheck[] {
    return this.services.get(keyOf(environment, service))?.targets.get(target)?.checks ?? [];
  }

  private take(watched: WatchedService, result: CheckResult): MemberChange[] {
    const { target, label = null, checkedAt } = result;
    const known = watched.targets.get(target) ?? {
      memory: initialMemory('healthy', Date.parse(checkedAt)),
      label,
      checks: [],
      isUnproven: false,
    };
    known.label = label;
    known.checks = [...known.checks, checkOf(watched.service, result)].slice(-CHECKS_KEPT);
    watched.targets.set(target, known);
    if (result.status === 'unknown' && IDLE.has(result.reason.code)) return [];
    const evidence = evidenceOf(result, this.options.leftToRules);
    const isDoubtful = known.isUnproven && known.memory.targetState === 'healthy' && evidence.status !== 'up';
    known.isUnproven = false;
    if (isDoubtful) return [];
    return follow(watched, target, (memory) => evaluateCheck(memory, evidence, watched.policy));
  }

  private of(environment: EnvironmentId, service: ServiceKind): WatchedService | undefined {
    const key = keyOf(environment, service);
    const known = this.services.get(key);
    if (known) return known;
    const intervalMs = this.options.intervalOf(environment, service);
    if (intervalMs === null) return undefined;
    const policy = policyFor(intervalMs, this.options);
    const watched = { environment, service, policy, targets: new Map<TargetId, WatchedTarget>() };
    this.services.set(key, watched);
    return watched;
  }
}

/** Whether the only result is that of the service as a whole: its targets could not be checked. */
export function isOfWhole(results: readonly CheckResult[]): boolean {
  return results.length === 1 && results[0]?.target === DEFAULT_TARGET;
}

/** What becomes of the targets that an observation does not hold. */
function missed(watched: WatchedService, results: readonly CheckResult[], atMs: number): MemberChange[] {
  const present = new Set(results.map(({ target }) => target));
  if (isOfWhole(results)) return [];
  return [...watched.targets.keys()]
    .filter((target) => !present.has(target))
    .flatMap((target) => {
      const changes = follow(watched, target, (memory) =>
        target === DEFAULT_TARGET
          ? // It stood for the whole service, which now is checked again.
            evaluateCheck(memory, { status: 'up', atMs, reason: null }, watched.policy)
          : evaluateAbsence(memory, atMs, watched.policy),
      );
      if (isGone(watched, target)) watched.targets.delete(target);
      return changes;
    });
}

function isGone({ targets, policy }: WatchedService, target: TargetId): boolean {
  const { absences, targetState } = targets.get(target)?.memory ?? {};
  return targetState === 'healthy' && (absences?.count ?? 0) >= policy.successThreshold;
}

function follow(
  { service, targets }: WatchedService,
  target: TargetId,
  take: (memory: TargetMemory) => Evaluated,
): MemberChange[] {
  const known = targets.get(target);
  if (!known) return [];
  const { memory, change } = take(known.memory);
  known.memory = memory;
  return change === null ? [] : [{ service, target, label: known.label, rule: null, change }];
}

function checkOf(
  service: ServiceKind,
  { target, checkedAt, status, latencyMs, reason }: CheckResult,
): IncidentCheck {
  return { service, target, at: checkedAt, status, latencyMs, reason };
}

const keyOf = (environment: EnvironmentId, service: ServiceKind) => `${environment}/${service}`;
