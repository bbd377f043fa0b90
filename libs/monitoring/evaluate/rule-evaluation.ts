import type { Rule, RuleCondition, SeriesPoint } from '@envscope/contracts/index.js';
import { staleAfterMs } from './policy.js';

/** A second: every check has a bucket of its own. */
export const SAMPLE_STEP_MS = 1_000;
/** One value proves nothing, neither that a rule fires nor that it clears. */
const FEWEST_SAMPLES = 2;
/** Checks do not come to the millisecond: by this share of an interval a stretch may be too short. */
const JITTER = 0.1;

/**
 * What stored samples say about a rule. `fires`: they breach its threshold for all of its duration; `clears`: the newest two
 * in a row do not; else `undecided`: they are too few, too old, too far apart, or breach it for too short a time.
 */
export type RuleEvaluation =
  | {
      readonly outcome: 'fires' | 'clears';
      /** When the first of the samples in a row was taken, as far as the window shows. */
      readonly sinceMs: number;
    }
  | { readonly outcome: 'undecided' };

/** The part of a rule that samples are held against. */
export type Criterion = Pick<Rule, 'condition' | 'threshold' | 'durationMs'>;

/** The moment of an evaluation, and the pace of the samples. */
export interface EvaluationTime {
  /** Between two checks. */
  readonly intervalMs: number;
  readonly nowMs: number;
}

/**
 * The part of a series that decides on a rule. It is longer than the rule's duration, so that the two newest samples are in
 * it however seldom checks are.
 */
export function ruleWindowOf(
  { durationMs }: Pick<Rule, 'durationMs'>,
  { intervalMs, nowMs }: EvaluationTime,
) {
  const fromMs = nowMs - durationMs - 2 * staleAfterMs(intervalMs);
  return { fromMs, toMs: nowMs + 1, stepMs: SAMPLE_STEP_MS };
}

/** Evaluates a rule by the samples of its window, oldest first. A check that did not measure the figure is no sample. */
export function evaluateRule(
  rule: Criterion,
  points: readonly SeriesPoint[],
  time: EvaluationTime,
): RuleEvaluation {
  return evaluateStretch(rule, points.reduce<Stretch | null>(lengthenedBy(rule, time), null), time);
}

/** The newest samples in a row that are alike, and no further apart than results may come. */
export interface Stretch {
  readonly sinceMs: number;
  readonly newestMs: number;
  readonly count: number;
  readonly isBreaching: boolean;
}

/** Takes one point after another into the newest stretch: a sample that differs, or comes late, begins another one. */
export function lengthenedBy(rule: Criterion, { intervalMs }: Pick<EvaluationTime, 'intervalMs'>) {
  const longestGapMs = staleAfterMs(intervalMs);
  return (stretch: Stretch | null, { at, min, max }: SeriesPoint): Stretch | null => {
    if (min === null || max === null) return stretch;
    const newestMs = Date.parse(at);
    // A bucket breaches a threshold when all that is in it does, of which its least and its greatest value are enough.
    const breaches = isBreaching(min, rule) && isBreaching(max, rule);
    const goesOn =
      stretch !== null && stretch.isBreaching === breaches && newestMs - stretch.newestMs <= longestGapMs;
    return goesOn
      ? { ...stretch, newestMs, count: stretch.count + 1 }
      : { sinceMs: newestMs, newestMs, count: 1, isBreaching: breaches };
  };
}

/** Evaluates a rule by its newest stretch of samples. */
export function evaluateStretch(
  { durationMs }: Pick<Rule, 'durationMs'>,
  stretch: Stretch | null,
  { intervalMs, nowMs }: EvaluationTime,
): RuleEvaluation {
  if (!stretch || nowMs - stretch.newestMs > staleAfterMs(intervalMs)) return { outcome: 'undecided' };
  const { sinceMs, newestMs, count } = stretch;
  if (count < FEWEST_SAMPLES) return { outcome: 'undecided' };
  if (!stretch.isBreaching) return { outcome: 'clears', sinceMs };
  const isLongEnough = newestMs - sinceMs >= durationMs - JITTER * intervalMs;
  return isLongEnough ? { outcome: 'fires', sinceMs } : { outcome: 'undecided' };
}

/** What an evaluation changes: a rule that neither fires nor cools down begins to fire, one that fires clears. */
export function transitionOf(
  { outcome }: RuleEvaluation,
  { isFiring, isCooling }: { readonly isFiring: boolean; readonly isCooling: boolean },
): 'fires' | 'clears' | null {
  if (isFiring) return outcome === 'clears' ? 'clears' : null;
  return outcome === 'fires' && !isCooling ? 'fires' : null;
}

/** Whether a value breaches the threshold. */
export function isBreaching(value: number, { condition, threshold }: Omit<Criterion, 'durationMs'>): boolean {
  return COMPARISONS[condition](value, threshold);
}

const COMPARISONS: Readonly<Record<RuleCondition, (value: number, threshold: number) => boolean>> = {
  greater_than: (value, threshold) => value > threshold,
  less_than: (value, threshold) => value < threshold,
  equals: (value, threshold) => value === threshold,
};
