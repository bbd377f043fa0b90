/** Who alone may check and notify, and until when; epoch milliseconds. */
export interface Lease {
  readonly owner: string;
  readonly untilMs: number;
  readonly nowMs: number;
  /** A lease that has not been renewed for as long as it was given for, whatever its holder's clock says: it can be taken. */
  readonly lapsed?: HeldLease | undefined;
}

/** Who has the lease, for which of all terms, and until when by that one's clock. */
export interface HeldLease {
  readonly owner: string;
  /** Grows whenever the lease goes to another; never shrinks. */
  readonly term: number;
  readonly untilMs: number;
}

/** Elects the leader of several consoles on one store. Every method rejects with `StoreFault` alone. */
export abstract class LeaseStore {
  /** Whether another console may work on the same data at the same time. */
  abstract readonly isShared: boolean;

  /**
   * Takes, or keeps, the right to check and to notify, until the moment. Answers who holds it then: the owner, or another. A
   * store that is not shared gives it always.
   */
  abstract holdLease(lease: Lease): Promise<HeldLease>;

  abstract releaseLease(owner: string): Promise<void>;
}
