import type { Clock } from '@envscope/integrations/kernel/clock.js';
import type { ConsolePart } from '../console-part.js';

/** A time in which this process saw nothing of the world, or a clock that was set. */
export interface Pause {
  /**
   * - `stopped`: the process did not run (suspended, a debugger, a machine that is far too busy).
   * - `ahead`: the wall clock went forward alone: it was set, or the machine slept.
   * - `back`: the wall clock was set back.
   */
  readonly kind: 'stopped' | 'ahead' | 'back';
  /** How far the wall clock went without time that was lived through; negative where it was set back. */
  readonly lostMs: number;
}

/** A pause in words for the log. */
export function wordsOf({ kind, lostMs }: Pause): string {
  const seconds = `${Math.round(Math.abs(lostMs) / 1_000)} s`;
  if (kind === 'stopped') return `This process was stopped for ${seconds}`;
  if (kind === 'ahead') return `The clock went ahead by ${seconds} (it was set, or the machine slept)`;
  return `The clock was set back by ${seconds}`;
}

/** How long ago a moment was, epoch milliseconds: what clocks jumped over is not time that went by. */
export type ElapsedSince = (momentMs: number) => number;

interface Jump {
  readonly beforeMs: number;
  readonly afterMs: number;
  readonly lostMs: number;
}

const TICK_MS = 1_000;
/** Less may be a busy moment, or a time server that corrects; every time limit of ours is longer. */
const LEAST_PAUSE_MS = 5_000;
/** So many jumps are remembered; a machine whose clock is set more often needs another cure. */
const JUMPS_KEPT = 100;
/** Of so many moments it is remembered when they were. */
const MOMENTS_KEPT = 10_000;

/**
 * Notices when the process was stopped, the machine slept or the clock was set: a gap between two ticks, or two clocks that
 * went apart. A clock that merely runs too fast or too slow is no pause.
 */
export class ClockWatch implements ConsolePart {
  private timer: NodeJS.Timeout | undefined;
  private readonly listeners: ((pause: Pause) => void)[] = [];
  private jumps: readonly Jump[] = [];
  private seen: { readonly nowMs: number; readonly steadyMs: number };
  /** The time that was lived through until the last reading. */
  private livedMs = 0;
  /** How much had been lived through at a moment that somebody asked for: a clock that is set later changes nothing of it. */
  private readonly livedAt = new Map<number, number>();
  /** Pauses in which checks under way may have been caught, so far. */
  unwatched = 0;
  /** How long the process stood still so far, in gaps however short; milliseconds. Of each gap up to a second is not counted. */
  stalledMs = 0;

  constructor(readonly clock: Clock) {
    this.seen = this.read();
  }

  start(): void {
    this.seen = this.read();
    this.timer = setInterval(() => this.notice(), TICK_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Listeners are called within `notice`, in the order in which they came. */
  onPause(listener: (pause: Pause) => void): void {
    this.listeners.push(listener);
  }

  /**
   * Reads both clocks. Answers whether a pause has just ended, of which all listeners know by then. To be asked before
   * anything is concluded from time that went by: after a pause timers ring in any order.
   */
  notice(): boolean {
    const [before, after] = [this.seen, this.read()];
    this.seen = after;
    const steadyMs = after.steadyMs - before.steadyMs;
    const pause = pauseBetween(after.nowMs - before.nowMs, steadyMs);
    this.stalledMs += Math.max(0, steadyMs - TICK_MS);
    this.livedMs += pause ? Math.min(steadyMs, TICK_MS) : steadyMs;
    if (!pause) return false;
    const jump = { beforeMs: before.nowMs, afterMs: after.nowMs, lostMs: pause.lostMs };
    this.jumps = [...this.jumps, jump].slice(-JUMPS_KEPT);
    if (pause.kind !== 'back') this.unwatched += 1;
    for (const listener of this.listeners) listener(pause);
    return true;
  }

  /** All that the wall clock went without time that was lived through, since the start. */
  get lostMs(): number {
    return this.jumps.reduce((sum, { lostMs }) => sum + lostMs, 0);
  }

  readonly elapsedSince: ElapsedSince = (momentMs) => {
    const livedMs = this.livedMs + this.clock.steady() - this.seen.steadyMs;
    const known = this.livedAt.get(momentMs);
    if (known !== undefined) return livedMs - known;
    const elapsedMs = this.estimate(momentMs);
    this.livedAt.set(momentMs, livedMs - elapsedMs);
    const [oldest] = this.livedAt.keys();
    if (this.livedAt.size > MOMENTS_KEPT && oldest !== undefined) this.livedAt.delete(oldest);
    return elapsedMs;
  };

  private estimate(momentMs: number): number {
    const nowMs = this.clock.now();
    const lost = this.jumps.filter((jump) => isBefore(momentMs, jump, nowMs));
    return Math.max(0, nowMs - momentMs - lost.reduce((sum, { lostMs }) => sum + lostMs, 0));
  }

  private read() {
    return { nowMs: this.clock.now(), steadyMs: this.clock.steady() };
  }
}

function pauseBetween(wallMs: number, steadyMs: number): Pause | null {
  const aheadMs = wallMs - steadyMs;
  const isSet = Math.abs(aheadMs) >= LEAST_PAUSE_MS;
  if (!isSet && steadyMs < TICK_MS + LEAST_PAUSE_MS) return null;
  const kind = !isSet ? 'stopped' : aheadMs > 0 ? 'ahead' : 'back';
  return { kind, lostMs: wallMs - Math.min(steadyMs, TICK_MS) };
}

/**
 * Whether the moment was written down before the clock jumped. Where the clock was set back some moments come twice: one
 * that has not come again yet is from before.
 */
function isBefore(momentMs: number, { beforeMs, afterMs }: Jump, nowMs: number): boolean {
  return momentMs <= beforeMs && (momentMs < afterMs || momentMs > nowMs);
}
