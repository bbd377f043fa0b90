import type { Rule, RuleCondition, SeriesPoint } from '@envscope/contracts/index.js';
import { staleAfterMs } from './policy.js';

/** A second: every check has a bucket of its own. */
const SAMPLE_STEP_MS = 1_000;
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

type Criterion = Pick<Rule, 'condition' | 'threshold' | 'durationMs'>;

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
  { intervalMs, nowMs }: EvaluationTime,
): RuleEvaluation {
  const longestGapMs = staleAfterMs(intervalMs);
  const samples = points.flatMap((point) => samplesOf(point, rule));
  const newest = samples.at(-1);
  if (!newest || nowMs - newest.atMs > longestGapMs) return { outcome: 'undecided' };
  const stretch = newestStretch(samples, longestGapMs);
  if (stretch.length < FEWEST_SAMPLES) return { outcome: 'undecided' };
  const sinceMs = stretch[0]?.atMs ?? newest.atMs;
  if (!newest.isBreaching) return { outcome: 'clears', sinceMs };
  const isLongEnough = newest.atMs - sinceMs >= rule.durationMs - JITTER * intervalMs;
  return isLongEnough ? { outcome: 'fires', sinceMs } : { outcome: 'undecided' };
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

interface RuleSample {
  readonly atMs: number;
  readonly isBreaching: boolean;
}

/** A bucket breaches a threshold when all that is in it does, of which its least and its greatest value are enough. */
function samplesOf({ at, min, max }: SeriesPoint, rule: Criterion): RuleSample[] {
  if (min === null || max === null) return [];
  return [{ atMs: Date.parse(at), isBreaching: isBreaching(min, rule) && isBreaching(max, rule) }];
}

/** The newest samples in a row that are alike, and no further apart than that. */
function newestStretch(samples: readonly RuleSample[], longestGapMs: number): readonly RuleSample[] {
  const isBroken = (sample: RuleSample, index: number): boolean => {
    const next = samples[index + 1];
    return (
      next !== undefined &&
      (sample.isBreaching !== next.isBreaching || next.atMs - sample.atMs > longestGapMs)
    );
  };
  return samples.slice(samples.findLastIndex(isBroken) + 1);
}
