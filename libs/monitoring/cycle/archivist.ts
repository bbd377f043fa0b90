import type { Observation } from '@envscope/contracts/index.js';
import type { ObservationStore } from '@envscope/store/observation-store.js';

/** About an hour of a large console; beyond it the oldest are lost, and counted. */
const LONGEST_BACKLOG = 10_000;

/** How well the history is being kept. */
export interface ArchiveHealth {
  readonly isFailing: boolean;
  /** The store's own words; null while it works. */
  readonly fault: string | null;
  /** Observations that wait in memory for the store to work again. */
  readonly waiting: number;
  /** Observations that were given up since the start. */
  readonly lost: number;
}

/** Writes observations to the store. While the store fails it keeps them, in order, and says so. */
export class Archivist {
  private readonly backlog: Observation[] = [];
  private fault: string | null = null;
  private lost = 0;
  private drained = Promise.resolve();
  private isDraining = false;

  constructor(
    private readonly store: ObservationStore,
    private readonly onChange: (health: ArchiveHealth) => void = () => undefined,
  ) {}

  get health(): ArchiveHealth {
    return {
      isFailing: this.fault !== null,
      fault: this.fault,
      waiting: this.backlog.length,
      lost: this.lost,
    };
  }

  /** Resolves when the observation is durable or, while the store fails, waits in memory. Never rejects. */
  async keep(observation: Observation): Promise<void> {
    if (this.fault === null) {
      const failure = await this.store.append(observation).then(() => undefined, wordsOf);
      if (failure === undefined) return;
      this.wait(observation);
      this.turn(failure);
      return;
    }
    this.wait(observation);
    // Not awaited: while the store is away, what was seen must still be shown at once.
    if (!this.isDraining) void this.drain();
  }

  /** Tries once more to write what waits. Resolves when that is done or has failed again; never rejects. */
  drain(): Promise<void> {
    return (this.drained = this.drained.then(() => this.writeBacklog()));
  }

  private async writeBacklog(): Promise<void> {
    this.isDraining = true;
    let failure: string | undefined;
    for (let next = this.backlog[0]; next && failure === undefined; next = this.backlog[0]) {
      failure = await this.store.append(next).then(() => undefined, wordsOf);
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
