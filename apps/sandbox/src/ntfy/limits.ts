/** What a default server allows a visitor at once. */
const BURST = 60;
/** How long it takes to be allowed one more. */
const REFILL_MS = 5_000;

interface Bucket {
  readonly left: number;
  readonly atMs: number;
}

/** The vendor's limit of requests: a bucket for each visitor that fills again, one request at a time. */
export class VisitorLimit {
  private readonly buckets = new Map<string, Bucket>();
  /** How many requests a full bucket holds. */
  limit = BURST;

  /** Takes one request out of the visitor's bucket; false where there is none left. */
  admit(visitor: string, atMs: number): boolean {
    const last = this.buckets.get(visitor) ?? { left: this.limit, atMs };
    const left = Math.min(this.limit, last.left + (atMs - last.atMs) / REFILL_MS);
    const isAllowed = left >= 1;
    this.buckets.set(visitor, { left: isAllowed ? left - 1 : left, atMs });
    return isAllowed;
  }

  /** Fills every bucket and takes the ordinary limit again. */
  reset(): void {
    this.limit = BURST;
    this.buckets.clear();
  }
}
