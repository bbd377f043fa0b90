import {
  DEFAULT_TARGET,
  endpointName,
  isUnusual,
  type EnvironmentId,
  type MeasurementUnit,
  type RuleDoubt,
  type RulePreview,
  type RulePreviewTarget,
  type RuleQuestion,
  type TargetId,
} from '@envscope/contracts/index.js';
import { SYSTEM_CLOCK, type Clock } from '@envscope/integrations/kernel/clock.js';
import { figureOf, type ServiceManifests } from '@envscope/integrations/kernel/service.js';
import type { ObservationStore } from '@envscope/store/observation-store.js';
import type { StatusBoard } from '../checks/status-board.js';
import { paceOf, staleAfterMs } from '../evaluate/policy.js';
import { SAMPLE_STEP_MS } from '../evaluate/rule-evaluation.js';
import { RuleReplay } from '../evaluate/rule-replay.js';
import type { CheckPlan } from '../schedule/check-plan.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LONGEST_MS = 7 * DAY_MS;
const SHORTEST_MS = 6 * HOUR_MS;
const MOST_TARGETS = 20;
/** Samples that one preview reads at the most: where targets are many, or checked often, it looks back less far. */
const MOST_SAMPLES = 250_000;
/** Somebody who writes a rule asks the same more than once. */
const KEPT_MS = 15_000;
const MOST_KEPT = 50;
/** All that is stored is so many times smaller or larger than the threshold: another unit was meant … */
const FAR = 50;
/** … of figures that are never next to nothing while all is well, as errors are. */
const STEADY_UNITS: ReadonlySet<MeasurementUnit> = new Set([
  'ms',
  'bytes',
  'per-minute',
  'per-second',
  'days',
]);
/** Fewer samples are no history. */
const FEWEST_SAMPLES = 20;

interface WatchedTarget {
  readonly environment: EnvironmentId;
  readonly target: TargetId;
  readonly label: string | undefined;
  /** How far apart results come at the most. */
  readonly paceMs: number;
}

/** What previews need to know of a service: what it is checked as, and what it is called. */
export interface PreviewSources {
  readonly environments: readonly EnvironmentId[];
  readonly manifests: ServiceManifests;
  readonly plan: Pick<CheckPlan, 'termsOf' | 'targetsOf'>;
  readonly board: Pick<StatusBoard, 'of'>;
}

/** Says what a rule would have done by what is stored, before anybody saves it. Rejects with `StoreFault`. */
export class RulePreviews {
  private readonly kept = new Map<string, { readonly preview: RulePreview; readonly steadyMs: number }>();

  constructor(
    private readonly sources: PreviewSources,
    private readonly store: Pick<ObservationStore, 'series'>,
    private readonly clock: Clock = SYSTEM_CLOCK,
  ) {}

  /** Rejects with the signal's reason when that fires. */
  async of(question: RuleQuestion, signal: AbortSignal): Promise<RulePreview> {
    const key = JSON.stringify(question);
    const known = this.kept.get(key);
    if (known && this.clock.steady() - known.steadyMs < KEPT_MS) return known.preview;
    const preview = await this.read(question, signal);
    this.kept.delete(key);
    this.kept.set(key, { preview, steadyMs: this.clock.steady() });
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    return preview;
  }

  private async read(question: RuleQuestion, signal: AbortSignal): Promise<RulePreview> {
    const toMs = this.clock.now();
    const watched = this.watchedBy(question);
    const listed = watched.slice(0, MOST_TARGETS);
    const fromMs = toMs - rangeOf(listed);
    const targets: RulePreviewTarget[] = [];
    // One after another: other readers of the store must not wait for all of them.
    for (const each of listed) targets.push(await this.replay(question, each, { fromMs, toMs }, signal));
    targets.sort((a, b) => b.count - a.count || b.breaching - a.breaching);
    return {
      from: instant(fromMs),
      to: instant(toMs),
      targets,
      watched: watched.length,
      count: targets.reduce((sum, { count }) => sum + count, 0),
      doubts: this.doubtsOf(question, targets),
    };
  }

  private watchedBy({ service, target, environments }: RuleQuestion): WatchedTarget[] {
    const { plan, board, manifests } = this.sources;
    const kind = manifests[service].targets;
    const inForce = environments.length === 0 ? this.sources.environments : environments;
    return inForce.flatMap((environment) => {
      const standing = board.of(environment, service);
      const all = () =>
        kind === 'many'
          ? (plan.targetsOf(environment, service) ?? standing?.results.map((result) => result.target) ?? [])
          : [DEFAULT_TARGET];
      return (target === undefined ? all() : [target]).flatMap((id) => {
        const terms = plan.termsOf(environment, service, id);
        if (terms === null) return [];
        const isPart = kind === 'parts' && id !== DEFAULT_TARGET;
        const label = isPart ? endpointName(id) : standing?.result(id)?.label;
        return [{ environment, target: id, label, paceMs: paceOf(terms) }];
      });
    });
  }

  /** A day at a time, so that it ends soon after its asker is gone. */
  private async replay(
    question: RuleQuestion,
    { environment, target, label, paceMs }: WatchedTarget,
    range: { readonly fromMs: number; readonly toMs: number },
    signal: AbortSignal,
  ): Promise<RulePreviewTarget> {
    const { service, measurement } = question;
    const replay = new RuleReplay(question, paceMs);
    for (let fromMs = range.fromMs; fromMs <= range.toMs; fromMs += DAY_MS) {
      signal.throwIfAborted();
      const toMs = Math.min(fromMs + DAY_MS, range.toMs + 1);
      const series = { environment, service, target, measurement, fromMs, toMs, stepMs: SAMPLE_STEP_MS };
      replay.take(await this.store.series(series));
    }
    const { newest, firstAt, firings, ...outcome } = replay.outcome;
    const isFresh = newest !== null && range.toMs - Date.parse(newest.at) <= staleAfterMs(paceMs);
    return {
      environment,
      target,
      ...(label !== undefined && { label }),
      intervalMs: paceMs,
      value: isFresh ? newest.value : null,
      valueAt: newest?.at ?? null,
      storedFrom: firstAt,
      ...outcome,
      firings: firings.map(({ fromMs, toMs }) => ({
        from: instant(fromMs),
        to: toMs === null ? null : instant(toMs),
      })),
    };
  }

  private doubtsOf(
    { service, measurement, condition, threshold, durationMs }: RuleQuestion,
    targets: readonly RulePreviewTarget[],
  ): RuleDoubt[] {
    const unit = figureOf(this.sources.manifests[service], measurement)?.unit ?? 'count';
    const samples = targets.reduce((sum, target) => sum + target.samples, 0);
    const breaching = targets.reduce((sum, target) => sum + target.breaching, 0);
    const least = Math.min(...targets.map((target) => target.least ?? Infinity));
    const greatest = Math.max(...targets.map((target) => target.greatest ?? -Infinity));
    const isFar =
      (condition === 'greater_than' && greatest > 0 && threshold > FAR * greatest) ||
      (condition === 'less_than' && threshold < least / FAR);
    const isShort = targets.some(({ intervalMs }) => durationMs < intervalMs);
    const holds: Record<RuleDoubt, boolean> = {
      unusual: isUnusual(threshold, unit),
      'never-near': samples >= FEWEST_SAMPLES && STEADY_UNITS.has(unit) && isFar,
      'mostly-breached': samples >= FEWEST_SAMPLES && breaching > samples / 2,
      'nothing-stored': samples === 0,
      'shorter-than-interval': isShort,
    };
    return (Object.keys(holds) as RuleDoubt[]).filter((doubt) => holds[doubt]);
  }
}

/** How far a preview of these looks back: whole hours. */
function rangeOf(targets: readonly WatchedTarget[]): number {
  const perHour = targets.reduce((sum, { paceMs }) => sum + HOUR_MS / paceMs, 0);
  const hours = Math.floor(MOST_SAMPLES / Math.max(perHour, 1));
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, hours * HOUR_MS));
}

const instant = (ms: number) => new Date(ms).toISOString();
