/** How a value is read; all values are worth keeping where nothing says which. */
interface Reading<T> {
  readonly isRequested?: boolean | undefined;
  readonly isWorthKeeping?: (value: T) => boolean;
}

/** A value that is read again only when it has become old: it changes slowly, or costs much to ask for. */
export class Recent<T> {
  private kept: { readonly value: T; readonly atMs: number } | undefined;

  constructor(
    private readonly livesMs: number,
    private readonly steady: () => number,
  ) {}

  /** What was kept last, however old. */
  get latest(): T | undefined {
    return this.kept?.value;
  }

  get isFresh(): boolean {
    return this.kept !== undefined && this.steady() - this.kept.atMs < this.livesMs;
  }

  /** From now on, or as old as it is by the steady clock. */
  keep(value: T, atMs = this.steady()): void {
    this.kept = { value, atMs };
  }

  /**
   * What is kept while it is fresh and `isRequested` does not ask for more; else what is read now. What is not worth keeping
   * leaves the value that was kept, which is old from then on, so that the next one reads again. Rejects as `read` does.
   */
  async get(read: () => Promise<T>, { isRequested = false, isWorthKeeping }: Reading<T> = {}): Promise<T> {
    if (this.kept && this.isFresh && !isRequested) return this.kept.value;
    const value = await read();
    if (isWorthKeeping?.(value) ?? true) this.keep(value);
    else if (this.kept) this.kept = { ...this.kept, atMs: -Infinity };
    return value;
  }
}
