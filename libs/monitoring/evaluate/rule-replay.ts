import type { Rule, SeriesPoint } from '@envscope/contracts/index.js';
import {
  evaluateStretch,
  lengthenedBy,
  transitionOf,
  type Criterion,
  type Stretch,
} from './rule-evaluation.js';

/** A time in which a rule would have fired, epoch milliseconds. */
export interface PastFiring {
  readonly fromMs: number;
  /** Null: it still would. */
  readonly toMs: number | null;
}

/** More are counted, but not listed. */
const MOST_LISTED = 50;

/**
 * Plays a rule over stored points, as if it had watched: the evaluation of each point is the one that notifies. Points come
 * oldest first, in as many parts as one likes.
 */
export class RuleReplay {
  private readonly lengthened: ReturnType<typeof lengthenedBy>;
  private stretch: Stretch | null = null;
  private firingFromMs: number | null = null;
  private clearedMs = -Infinity;
  private readonly listed: PastFiring[] = [];
  private ended = 0;
  private samples = 0;
  private breaching = 0;
  private firstAt: string | null = null;
  private newest: { readonly at: string; readonly value: number } | null = null;
  private least = Infinity;
  private greatest = -Infinity;

  constructor(
    private readonly rule: Criterion & Pick<Rule, 'cooldownMs'>,
    /** Between two checks. */
    private readonly intervalMs: number,
  ) {
    this.lengthened = lengthenedBy(rule, { intervalMs });
  }

  take(points: readonly SeriesPoint[]): void {
    for (const point of points) this.takeOne(point);
  }

  /** What became of it until now. */
  get outcome() {
    const { samples, breaching, firstAt, newest, firingFromMs } = this;
    const open = firingFromMs === null ? [] : [{ fromMs: firingFromMs, toMs: null }];
    return {
      samples,
      breaching,
      firstAt,
      newest,
      least: samples > 0 ? this.least : null,
      greatest: samples > 0 ? this.greatest : null,
      /** How often it fired. */
      count: this.ended + open.length,
      /** The newest times in which it fired, oldest first. */
      firings: [...this.listed, ...open].slice(-MOST_LISTED),
    };
  }

  private takeOne(point: SeriesPoint): void {
    const nowMs = Date.parse(point.at);
    // A target that people paused fires no more, as it would not have.
    if (point.worst === 'paused') return this.clear(nowMs);
    const { min, max, mean } = point;
    if (min === null || max === null || mean === null) return;
    this.samples += 1;
    this.firstAt ??= point.at;
    this.newest = { at: point.at, value: mean };
    this.least = Math.min(this.least, min);
    this.greatest = Math.max(this.greatest, max);
    this.stretch = this.lengthened(this.stretch, point);
    if (this.stretch?.isBreaching) this.breaching += 1;
    const time = { intervalMs: this.intervalMs, nowMs };
    const isCooling = nowMs - this.clearedMs < this.rule.cooldownMs;
    const state = { isFiring: this.firingFromMs !== null, isCooling };
    const transition = transitionOf(evaluateStretch(this.rule, this.stretch, time), state);
    if (transition === 'fires') this.firingFromMs = nowMs;
    if (transition === 'clears') this.clear(nowMs);
  }

  private clear(nowMs: number): void {
    if (this.firingFromMs === null) return;
    this.listed.push({ fromMs: this.firingFromMs, toMs: nowMs });
    if (this.listed.length > MOST_LISTED) this.listed.shift();
    this.ended += 1;
    this.clearedMs = nowMs;
    this.firingFromMs = null;
  }
}
