/**
 * The turns of the event loop. What arrives is handled one after the other, so that a callback's own time would hold how
 * long the others before it took: times of a connection are those of the turn.
 */
export class LoopTurns {
  private arrivalMs: number | undefined;
  private readonly waiting: (() => void)[] = [];

  /** When the event that is being handled was there, by `performance.now`: all events of one turn were there as it began. */
  arrivedAt(): number {
    if (this.arrivalMs === undefined) {
      this.arrivalMs = performance.now();
      setImmediate(() => (this.arrivalMs = undefined));
    }
    return this.arrivalMs;
  }

  /**
   * Resolves in a turn in which nobody else who asks begins anything. Where a thousand begin at once, each of them would else
   * be measured while the other 999 are being sent.
   */
  ofOnesOwn(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      if (this.waiting.length === 1) setImmediate(() => this.admit());
    });
  }

  private admit(): void {
    this.waiting.shift()?.();
    if (this.waiting.length > 0) setImmediate(() => this.admit());
  }
}
