import type { Observation } from '@envscope/contracts/index.js';
import type { ObservationStore } from '@envscope/store/observation-store.js';
import { within } from '../clock/within.js';

/** Results: a quarter of an hour of 1,000 targets every 20 s. Beyond it the oldest observations are lost, and counted. */
const LONGEST_BACKLOG = 50_000;

/** Observations that are not urgent and come within this time share a write. */
const GROUP_MS = 250;

/** Observations in one write: a long backlog must not hold up what is new for a second. */
const LARGEST_GROUP = 500;

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

/** An observation that is not durable yet, and what lets its bringer go on. */
interface Waiting {
  readonly observation: Observation;
  readonly release: () => void;
}

/** Writes observations to the store, one write at a time, in their order. While the store fails it keeps them, and says so. */
export class ObservationWriter {
  private readonly backlog: Waiting[] = [];
  /** How many results the backlog holds. */
  private waitingResults = 0;
  /** What the store was given and has not answered for. */
  private unanswered: readonly Waiting[] = [];
  private fault: string | null = null;
  private lost = 0;
  private written = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: ObservationStore,
    private readonly onChange: (health: WriterHealth) => void = () => undefined,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  get health(): WriterHealth {
    const isFailing = this.fault !== null;
    return { isFailing, fault: this.fault, waiting: isFailing ? this.unkept : 0, lost: this.lost };
  }

  /**
   * Resolves when the observation is durable or, while the store fails or does not answer, waits in memory. An urgent one is
   * written at once, with all that waits; others within a moment, together. Never rejects.
   */
  keep(observation: Observation, isUrgent: boolean): Promise<void> {
    const { promise, resolve: release } = Promise.withResolvers<void>();
    this.backlog.push({ observation, release });
    this.waitingResults += observation.results.length;
    this.dropSurplus();
    if (this.fault !== null) release();
    // A store that fails is not asked more often because much is urgent.
    if (isUrgent && this.fault === null) void this.drain();
    else this.timer ??= setTimeout(() => void this.drain(), GROUP_MS);
    return promise;
  }

  /**
   * Tries for a moment to write what waits, since the console stops. Resolves with how many observations are lost with
   * it; never rejects.
   */
  async close(timeoutMs = TIMEOUT_MS / 3): Promise<number> {
    await within(timeoutMs, this.drain());
    return this.unkept;
  }

  /** Tries once more to write what waits. Resolves when that is done or has failed again; never rejects. */
  drain(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    return (this.written = this.written.then(() => this.writeBacklog()));
  }

  private get unkept(): number {
    return this.backlog.length + this.unanswered.length;
  }

  /** Writes what waits now; what comes meanwhile has its own turn. */
  private async writeBacklog(): Promise<void> {
    let isKept = true;
    for (let left = this.backlog.length; left > 0 && isKept; left -= LARGEST_GROUP)
      isKept = await this.write(this.take(Math.min(left, LARGEST_GROUP)));
  }

  /** False where the store did not take the group, which then waits again. */
  private async write(group: readonly Waiting[]): Promise<boolean> {
    this.unanswered = group;
    const failing = this.store.append(group.map(({ observation }) => observation)).then(() => null, wordsOf);
    const { fault } = await within(this.timeoutMs, failing);
    if (fault !== undefined) this.turn(fault);
    // However late the answer is: given again meanwhile, it might be kept twice.
    const failure = await failing;
    this.unanswered = [];
    if (failure !== null) this.putBack(group);
    this.turn(failure);
    release(group);
    return failure === null;
  }

  private take(count: number): Waiting[] {
    const group = this.backlog.splice(0, count);
    this.waitingResults -= resultsOf(group);
    return group;
  }

  private putBack(group: readonly Waiting[]): void {
    this.backlog.unshift(...group);
    this.waitingResults += resultsOf(group);
    this.dropSurplus();
  }

  private dropSurplus(): void {
    while (this.waitingResults > LONGEST_BACKLOG && this.backlog.length > 1) {
      release(this.take(1));
      this.lost += 1;
    }
  }

  private turn(fault: string | null): void {
    const hasChanged = (fault === null) !== (this.fault === null);
    this.fault = fault;
    if (!hasChanged) return;
    this.onChange(this.health);
    if (fault === null) return;
    // While the store is away, what was seen must still be shown at once.
    release(this.unanswered);
    release(this.backlog);
  }
}

function release(group: readonly Waiting[]): void {
  for (const each of group) each.release();
}

function resultsOf(group: readonly Waiting[]): number {
  return group.reduce((sum, { observation }) => sum + observation.results.length, 0);
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
