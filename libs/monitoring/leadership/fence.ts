/** What keeps a console that does not lead any more from acting as if it did. */
export interface Fence {
  /** The term of the lease that this console has; undefined where it has none. */
  readonly term: number | undefined;
  /**
   * Whether this console leads at this moment. To be asked before every effect: where the lease may be over, by whichever
   * clock, the store is asked first. Never rejects.
   */
  assure(): Promise<boolean>;
}

/** For a console that is alone. */
export const NO_FENCE: Fence = { term: undefined, assure: () => Promise.resolve(true) };
