/** What is due within so long of each other rings together. */
const TOGETHER_MS = 100;

interface Round<T> {
  /** When, in tenths of a second of the steady clock. */
  readonly at: number;
  readonly timer: NodeJS.Timeout;
  readonly due: Set<T>;
}

/**
 * One timer for all that is due in the same tenth of a second: a process that sleeps in between spends as much CPU time on a
 * wake-up as on a check.
 */
export class SharedTimer<T> {
  private readonly rounds = new Map<number, Round<T>>();
  private readonly waiting = new Map<T, Round<T>>();

  constructor(private readonly ring: (item: T) => void) {}

  /**
   * Has it ring once: after this time, at most a tenth of a second later. A time that was set before is forgotten. Answers when
   * that is, by the steady clock.
   */
  set(item: T, afterMs: number): number {
    this.clear(item);
    const nowMs = performance.now();
    const at = Math.ceil((nowMs + afterMs) / TOGETHER_MS);
    const round = this.rounds.get(at) ?? this.open(at, nowMs);
    round.due.add(item);
    this.waiting.set(item, round);
    return at * TOGETHER_MS;
  }

  clear(item: T): void {
    const round = this.waiting.get(item);
    if (!round) return;
    this.waiting.delete(item);
    round.due.delete(item);
    if (round.due.size > 0) return;
    clearTimeout(round.timer);
    this.close(round);
  }

  private open(at: number, nowMs: number): Round<T> {
    const timer = setTimeout(() => this.ringAll(round), at * TOGETHER_MS - nowMs);
    const round: Round<T> = { at, timer, due: new Set() };
    this.rounds.set(at, round);
    return round;
  }

  private close(round: Round<T>): void {
    if (this.rounds.get(round.at) === round) this.rounds.delete(round.at);
  }

  private ringAll(round: Round<T>): void {
    // Closed first: what is set anew meanwhile, for the same moment perhaps, waits for another round.
    this.close(round);
    for (const item of round.due) {
      round.due.delete(item);
      this.waiting.delete(item);
      this.ring(item);
    }
  }
}
