import type { Observation } from '@envscope/contracts/index.js';
import type { ObservationStore } from '@envscope/store/observation-store.js';
import { within } from '../clock/within.js';

/** About an hour of a large console; beyond it the oldest are lost, and counted. */
const LONGEST_BACKLOG = 10_000;

/** A store that needs longer is failing, as far as those are concerned who wait for what was seen. */
const TIMEOUT_MS = 3_000;

/** How well the history is being kept. */
export interface WriterHealth {
  readonly isFailing: boolean;
  /** The store's own words; null while it works. */
  readonly fault: string | null;
  /** Observations that wait in memory for the store to work again. */
  readonly waiting: number;
  /** Observations that were given up since the start. */
  readonly lost: number;
}

/** Writes observations to the store. While the store fails it keeps them, in order, and says so. */
export class ObservationWriter {
  private readonly backlog: Observation[] = [];
  private fault: string | null = null;
  private lost = 0;
  private drained = Promise.resolve();
  private isDraining = false;
  /** Observations that the store was given and has not answered for. */
  private unanswered = 0;

  constructor(
    private readonly store: ObservationStore,
    private readonly onChange: (health: WriterHealth) => void = () => undefined,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  get health(): WriterHealth {
    return {
      isFailing: this.fault !== null,
      fault: this.fault,
      waiting: this.backlog.length + this.unanswered,
      lost: this.lost,
    };
  }

  /**
   * Resolves when the observation is durable or, while the store fails or does not answer, waits in memory. Never
   * rejects.
   */
  async keep(observation: Observation): Promise<void> {
    if (this.fault === null) {
      const writing = this.write(observation);
      const { fault } = await within(this.timeoutMs, writing);
      if (fault !== undefined) this.turn(fault);
      return;
    }
    this.wait(observation);
    // Not awaited: while the store is away, what was seen must still be shown at once.
    if (!this.isDraining) void this.drain();
  }

  /**
   * Tries for a moment to write what waits, since the console stops. Resolves with how many observations are lost with
   * it; never rejects.
   */
  async close(timeoutMs = TIMEOUT_MS / 3): Promise<number> {
    await within(timeoutMs, this.drain());
    return this.backlog.length + this.unanswered;
  }

  /** Tries once more to write what waits. Resolves when that is done or has failed again; never rejects. */
  drain(): Promise<void> {
    return (this.drained = this.drained.then(() => this.writeBacklog()));
  }

  /** Gives the observation to the store; it waits in memory where that refuses it, however late. */
  private async write(observation: Observation): Promise<void> {
    this.unanswered += 1;
    const failure = await this.store.append([observation]).then(() => undefined, wordsOf);
    this.unanswered -= 1;
    if (failure !== undefined) {
      this.wait(observation);
      this.turn(failure);
    } else if (this.fault !== null && !this.isDraining) void this.drain();
  }

  private async writeBacklog(): Promise<void> {
    this.isDraining = true;
    let failure: string | undefined;
    for (let next = this.backlog[0]; next && failure === undefined; next = this.backlog[0]) {
      failure = await this.store.append([next]).then(() => undefined, wordsOf);
      if (failure === undefined && this.backlog[0] === next) this.backlog.shift();
    }
    this.isDraining = false;
    this.turn(failure ?? null);
  }

  private wait(observation: Observation): void {
    this.backlog.push(observation);
    if (this.backlog.length > LONGEST_BACKLOG) {
      this.backlog.shift();
      this.lost += 1;
    }
  }

  private turn(fault: string | null): void {
    const hasChanged = (fault === null) !== (this.fault === null);
    this.fault = fault;
    if (hasChanged) this.onChange(this.health);
  }
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
