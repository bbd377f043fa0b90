import {
  byUrgency,
  CheckStatus,
  type Instant,
  type Observation,
  type ObservedResult,
  type Snapshot,
  type StatusCounts,
  type TargetId,
} from '@envscope/contracts/index.js';

/** How a service's targets are shown. */
export interface StandingView {
  /** The name of the snapshot's list in which each target's detail is an entry; absent where the snapshot comes whole. */
  readonly detailList?: string | undefined;
  /** A target's place among others of the same status; by default in the order in which they came. */
  readonly placeOf?: ((target: TargetId) => number) | undefined;
}

/** What the console knows of one service in one environment at this moment. */
export class ServiceStanding {
  /** How many targets stand in each status. */
  readonly counts: StatusCounts = { up: 0, degraded: 0, down: 0, unknown: 0, paused: 0, unconfigured: 0 };
  private readonly byTarget = new Map<TargetId, ObservedResult>();
  private brought: { readonly snapshot: Snapshot; readonly at: Instant } | null = null;
  private shown:
    { readonly results: readonly ObservedResult[]; readonly snapshot: Snapshot | null } | undefined;

  /** Since when the status is what it is. */
  since: Instant;

  /** Holds nothing yet of the first observation: `take` does. */
  constructor(
    private newest: Omit<Observation, 'results' | 'snapshot'>,
    private readonly view: StandingView,
  ) {
    this.since = newest.observedAt;
  }

  /** Takes what a newer observation brings; of a service as a whole it replaces everything. */
  take({ results, snapshot, ...newest }: Observation): void {
    this.newest = newest;
    if (snapshot) this.brought = { snapshot, at: newest.observedAt };
    if (newest.covers === 'service') {
      for (const { status } of this.byTarget.values()) this.counts[status] -= 1;
      this.byTarget.clear();
    }
    for (const result of results) {
      const before = this.byTarget.get(result.target);
      if (before) this.counts[before.status] -= 1;
      this.counts[result.status] += 1;
      this.byTarget.set(result.target, result);
    }
    this.shown = undefined;
  }

  /** The worst status of the results; `unknown` where there are none. */
  get status(): CheckStatus {
    return CheckStatus.options.find((status) => this.counts[status] > 0) ?? 'unknown';
  }

  /** When the newest observation was made. */
  get observedAt(): Instant {
    return this.newest.observedAt;
  }

  /** How many targets are known. */
  get size(): number {
    return this.byTarget.size;
  }

  result(target: TargetId): ObservedResult | undefined {
    return this.byTarget.get(target);
  }

  /** Every target's newest result, most urgent first. */
  get results(): readonly ObservedResult[] {
    return this.show().results;
  }

  /** The newest snapshot, or the one before it where the newest observation brought none. */
  get snapshot(): Snapshot | null {
    return this.show().snapshot;
  }

  /** When that was brought, null where there is none; before `observedAt` where the newest observation brought none. */
  get snapshotAt(): Instant | null {
    if (this.view.detailList === undefined) return this.brought?.at ?? null;
    return this.snapshot === null ? null : this.observedAt;
  }

  /** The snapshot is as old as it says itself: it came from the store, with a newer observation. */
  dateSnapshot(): void {
    const at = this.brought?.snapshot['sampledAt'];
    if (this.brought && typeof at === 'string' && at < this.observedAt)
      this.brought = { ...this.brought, at };
  }

  /** All that is known, as one observation. */
  get observation(): Observation {
    return { ...this.newest, results: [...this.results], snapshot: this.snapshot };
  }

  // Put together only when somebody looks: there are more checks than looks.
  private show() {
    const { detailList, placeOf = () => 0 } = this.view;
    this.shown ??= (() => {
      const results = [...this.byTarget.values()].sort(
        (a, b) => byUrgency(a.status, b.status) || placeOf(a.target) - placeOf(b.target),
      );
      const details = results.flatMap(({ detail }) => detail ?? []);
      const isListed = detailList !== undefined && details.length > 0;
      return {
        results,
        snapshot: isListed
          ? { [detailList]: details, sampledAt: this.observedAt }
          : (this.brought?.snapshot ?? null),
      };
    })();
    return this.shown;
  }
}
