import {
  DEFAULT_TARGET,
  IDLE_REASONS,
  isOfConsole,
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
import type { TermsOf } from '../schedule/check-plan.js';
import { policyFor, type StatePolicy } from '../evaluate/policy.js';
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
  readonly policy: StatePolicy;
  memory: TargetMemory;
  label: string | null;
  /** The newest ones, oldest first. */
  checks: IncidentCheck[];
  /** Not checked since a pause, or since it was not observed: what a network that wakes up answers first is no evidence against a target. */
  isUnproven: boolean;
}

/** What is remembered of one service in one environment. */
interface WatchedService {
  readonly environment: EnvironmentId;
  readonly service: ServiceKind;
  readonly targets: Map<TargetId, WatchedTarget>;
}

export interface TargetWatchOptions {
  readonly termsOf: TermsOf;
  /** Reasons that say nothing here, since rules watch the figures behind them. */
  readonly leftToRules: ReadonlySet<ReasonCode>;
  readonly freshness: Pick<Freshness, 'isTargetStale'>;
}

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
        if (ruleId !== null || isOfConsole(service)) continue;
        this.begin(environment, service, target, initialMemory(targetState, Date.parse(since)), label);
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
        if (isOfConsole(service)) return [];
        const known = this.find(environment, service, target)?.memory;
        if (!known) {
          this.begin(environment, service, target, initialMemory(targetState, Date.parse(since)), label);
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
    const { environment, service, covers, observedAt, results } = observation;
    const seen = results.flatMap((result) => this.take(environment, service, result));
    const watched = this.services.get(keyOf(environment, service));
    if (covers === 'targets' || !watched) return seen;
    return [...seen, ...missed(watched, results, Date.parse(observedAt))];
  }

  /** The same for what an earlier run saw last. Nobody has checked since then: silence begins now. */
  takeUp(observation: Observation, nowMs: number): MemberChange[] {
    const changes = this.evaluate(observation);
    const { environment, service } = observation;
    for (const known of this.services.get(keyOf(environment, service))?.targets.values() ?? [])
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

  /** The states that change because targets are silent, by environment. */
  evaluateSilence(nowMs: number): Map<EnvironmentId, MemberChange[]> {
    const changes = new Map<EnvironmentId, MemberChange[]>();
    for (const watched of this.services.values()) {
      const { environment, service, targets } = watched;
      for (const [target, { memory: known, policy }] of targets) {
        // What was heard of lately needs no second look: this is asked of ten thousand each second.
        const unheardMs = nowMs - (known.heardAtMs ?? 0);
        if (unheardMs >= 0 && unheardMs <= policy.staleAfterMs) continue;
        if (!this.options.freshness.isTargetStale(environment, service, target)) continue;
        const found = follow(watched, target, (memory) => evaluateSilence(memory, nowMs, policy));
        if (found.length > 0) changes.set(environment, [...(changes.get(environment) ?? []), ...found]);
      }
    }
    return changes;
  }

  /** Whether the target has been checked, and is not gone since. */
  knows(environment: EnvironmentId, service: ServiceKind, target: TargetId): boolean {
    return this.find(environment, service, target) !== undefined;
  }

  /** The newest checks of a target; oldest first. */
  checksOf(environment: EnvironmentId, service: ServiceKind, target: TargetId): readonly IncidentCheck[] {
    return this.find(environment, service, target)?.checks ?? [];
  }

  private take(environment: EnvironmentId, service: ServiceKind, result: CheckResult): MemberChange[] {
    const { target, label = null, checkedAt } = result;
    const known =
      this.find(environment, service, target) ??
      this.begin(environment, service, target, initialMemory('healthy', Date.parse(checkedAt)), label);
    const watched = this.services.get(keyOf(environment, service));
    if (!known || !watched) return [];
    known.label = label;
    known.checks = [...known.checks, checkOf(service, result)].slice(-CHECKS_KEPT);
    if (result.status === 'unknown' && IDLE_REASONS.includes(result.reason.code)) {
      known.isUnproven ||= result.reason.code === 'not-observed';
      return [];
    }
    const evidence = evidenceOf(result, this.options.leftToRules);
    const isDoubtful = known.isUnproven && known.memory.targetState === 'healthy' && evidence.status !== 'up';
    known.isUnproven = false;
    if (isDoubtful) return [];
    return follow(watched, target, (memory) => evaluateCheck(memory, evidence, known.policy));
  }

  private find(
    environment: EnvironmentId,
    service: ServiceKind,
    target: TargetId,
  ): WatchedTarget | undefined {
    return this.services.get(keyOf(environment, service))?.targets.get(target);
  }

  /** Undefined for a target that is not checked again: nothing could end what it begins. */
  private begin(
    environment: EnvironmentId,
    service: ServiceKind,
    target: TargetId,
    memory: TargetMemory,
    label: string | null,
  ): WatchedTarget | undefined {
    const terms = this.options.termsOf(environment, service, target);
    if (terms === null) return undefined;
    const key = keyOf(environment, service);
    const watched = this.services.get(key) ?? { environment, service, targets: new Map() };
    this.services.set(key, watched);
    const begun = { policy: policyFor(terms), memory, label, checks: [], isUnproven: false };
    watched.targets.set(target, begun);
    return begun;
  }
}

/** Whether the only result is that of the service as a whole: its targets could not be checked. */
export function isOfWhole(results: readonly CheckResult[]): boolean {
  return results.length === 1 && results[0]?.target === DEFAULT_TARGET;
}

/** What becomes of the targets that an observation of the whole service does not hold. */
function missed(watched: WatchedService, results: readonly CheckResult[], atMs: number): MemberChange[] {
  const present = new Set(results.map(({ target }) => target));
  if (isOfWhole(results)) return [];
  return [...watched.targets]
    .filter(([target]) => !present.has(target))
    .flatMap(([target, known]) => {
      const changes = follow(watched, target, (memory) =>
        target === DEFAULT_TARGET
          ? // It stood for the whole service, which now is checked again.
            evaluateCheck(memory, { status: 'up', atMs, reason: null }, known.policy)
          : evaluateAbsence(memory, atMs, known.policy),
      );
      if (isGone(known)) watched.targets.delete(target);
      return changes;
    });
}

function isGone({ memory: { absences, targetState }, policy }: WatchedTarget): boolean {
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
