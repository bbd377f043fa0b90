import { SYSTEM_CLOCK, type Clock } from '@envscope/integrations/kernel/clock.js';
import {
  measuredIn,
  type CheckResult,
  type Observation,
  type Reason,
  type Resolution,
  type Rule,
  type TargetId,
} from '@envscope/contracts/index.js';
import { LATENCY, StoreFault, type ObservationStore } from '@envscope/store/observation-store.js';
import {
  isBreaching,
  evaluateRule,
  ruleWindowOf,
  transitionOf,
  type RuleEvaluation,
} from '../evaluate/rule-evaluation.js';
import type { Pause } from '../clock/clock-watch.js';
import { RepeatedTime } from './repeated-time.js';
import { FiringMemory, keyOf, type FiredRule } from './firing-memory.js';
import type { RuleRepository } from './rule-repository.js';

/** What became of a rule on a target: it begins to fire, or clears. */
export type RuleTransition = {
  readonly rule: Rule;
  readonly target: TargetId;
  readonly label: string | null;
  /** When the first of the samples that made it so was taken; epoch milliseconds. */
  readonly sinceMs: number;
} & (
  | { readonly state: 'fires'; readonly reason: Reason }
  | { readonly state: 'clears'; readonly how: Extract<Resolution, 'recovered' | 'paused' | 'rule-changed'> }
);

/** Whether an incident of the rule about the target is open. */
export type IsFiring = (ruleId: string, target: TargetId) => boolean;

/** What one observation asks: whether a rule fires on a target. */
interface RuleQuestion extends FiredRule {
  readonly result: CheckResult;
  readonly isFiring: boolean;
  readonly intervalMs: number;
  readonly nowMs: number;
}

/** Evaluates rules by stored samples. */
export class RuleWatch {
  private readonly memory = new FiringMemory();
  private readonly repeated = new RepeatedTime();

  constructor(
    private readonly rules: Pick<RuleRepository, 'all' | 'for'>,
    private readonly store: Pick<ObservationStore, 'series'>,
    private readonly clock: Clock = SYSTEM_CLOCK,
  ) {}

  /** Times that come again since the clock was set back prove nothing by what was measured in them before. */
  heedPause({ kind, lostMs }: Pause): void {
    const nowMs = this.clock.now();
    if (kind === 'back') this.repeated.begin(nowMs, nowMs - lostMs);
  }

  /**
   * What an observation, stored already, means for the rules on its targets. Reads the store only where the newest value
   * breaches a threshold, or the rule fires already, so that a thousand healthy targets cost nothing. Never rejects with
   * `StoreFault`.
   */
  async evaluate(
    observation: Observation,
    intervalMs: number,
    isFiring: IsFiring,
  ): Promise<RuleTransition[]> {
    const nowMs = this.clock.now();
    const ended = this.changed(observation, isFiring, nowMs);
    const questions = this.questions(observation, isFiring, { intervalMs, nowMs }).filter(
      ({ rule, target }) =>
        !ended.some((finding) => finding.rule.id === rule.id && finding.target === target),
    );
    const found: RuleTransition[] = [];
    try {
      // One after another: other readers of the store must not wait for all of them.
      for (const question of questions) found.push(...(await this.answer(question)));
    } catch (error) {
      // Without stored samples there is no evaluation; whoever writes to the store reports that it fails.
      if (!(error instanceof StoreFault)) throw error;
    }
    return [...ended, ...found];
  }

  /** What fires although its rule is turned off, removed, or asks something else by now. */
  private changed(observation: Observation, isFiring: IsFiring, nowMs: number): RuleTransition[] {
    const { environment, service } = observation;
    const active = this.rules.for(environment, service);
    const activeIds = new Set(active.map(({ id }) => id));
    const off = this.rules.all().filter((rule) => rule.service === service && !activeIds.has(rule.id));
    const outdated = this.memory.outdated(environment, service, active);
    for (const firing of outdated) this.memory.forget(firing);
    const turnedOff = off.flatMap((rule) =>
      measuredIn(observation).map(({ target, label = null }) => ({
        environment,
        service,
        rule,
        target,
        label,
      })),
    );
    const firings = [...outdated, ...turnedOff].filter(({ rule, target }) => isFiring(rule.id, target));
    const byKey = new Map(firings.map((firing) => [JSON.stringify([firing.rule.id, firing.target]), firing]));
    return [...byKey.values()].map(({ rule, target, label }) => ({
      rule,
      target,
      label,
      sinceMs: nowMs,
      state: 'clears',
      how: 'rule-changed',
    }));
  }

  private questions(
    observation: Observation,
    isFiring: IsFiring,
    time: Pick<RuleQuestion, 'intervalMs' | 'nowMs'>,
  ): RuleQuestion[] {
    const { environment, service } = observation;
    return this.rules.for(environment, service).flatMap((rule) =>
      watchedBy(rule, observation).map((result) => {
        const { target, label = null } = result;
        return {
          environment,
          service,
          rule,
          target,
          label,
          result,
          isFiring: isFiring(rule.id, target),
          ...time,
        };
      }),
    );
  }

  private async answer(question: RuleQuestion): Promise<RuleTransition[]> {
    const { rule, target, label, result, isFiring, nowMs } = question;
    const found = { rule, target, label };
    const isWatched = result.status !== 'paused' && result.status !== 'unconfigured';
    if (isFiring) this.memory.noteOpen(question, this.clock.steady());
    if (!isWatched) return isFiring ? [{ ...found, sinceMs: nowMs, state: 'clears', how: 'paused' }] : [];
    const value = valueOf(result, rule);
    if (value !== null) this.repeated.note(keyOf(question), value, nowMs);
    const isCooling = this.memory.isCooling(question, this.clock.steady());
    const isWorthAsking = value !== null && isBreaching(value, rule) && !isCooling;
    if (!isFiring && !isWorthAsking) return [];
    const evaluation = await this.evaluationOf(question);
    const transition = transitionOf(evaluation, { isFiring, isCooling });
    if (transition === null || evaluation.outcome === 'undecided') return [];
    const { sinceMs } = evaluation;
    if (transition === 'clears') return [{ ...found, sinceMs, state: 'clears', how: 'recovered' }];
    if (value === null) return [];
    this.memory.noteFired(question);
    return [{ ...found, sinceMs, state: 'fires', reason: reasonOf(rule, value) }];
  }

  private async evaluationOf(question: RuleQuestion): Promise<RuleEvaluation> {
    const { environment, service, rule, target, ...time } = question;
    const { measurement } = rule;
    const window = ruleWindowOf(rule, time);
    const points =
      this.repeated.samplesIn(keyOf(question), window) ??
      (await this.store.series({ environment, service, target, measurement, ...window }));
    return evaluateRule(rule, points, time);
  }
}

/** The results that a rule is about: of parts only the one that it names. */
function watchedBy({ target }: Rule, observation: Observation): readonly CheckResult[] {
  if (target === undefined) return observation.results;
  return measuredIn(observation).filter((result) => result.target === target);
}

/** The newest value; null where the check did not measure it. */
function valueOf({ latencyMs, measurements }: CheckResult, { measurement }: Rule): number | null {
  return measurement === LATENCY ? latencyMs : (measurements[measurement] ?? null);
}

function reasonOf({ measurement, threshold, condition }: Rule, value: number): Reason {
  return { code: 'rule-fired', params: { measurement, value, threshold, condition } };
}
