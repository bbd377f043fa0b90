/** How many things may be at a time. */
export interface Most {
  readonly perKey: number;
  readonly inAll: number;
}

/** Counts what is at a time, for each key and in all. */
export class Shares {
  private readonly own = new Map<string, number>();
  private all = 0;

  constructor(private readonly most: Most) {}

  /** Takes a place and gives what frees it again, once; or says whose places are taken. */
  take(key: string): (() => void) | 'own' | 'all' {
    if ((this.own.get(key) ?? 0) >= this.most.perKey) return 'own';
    if (this.all >= this.most.inAll) return 'all';
    this.count(key, 1);
    let isTaken = true;
    return () => {
      if (isTaken) this.count(key, -1);
      isTaken = false;
    };
  }

  private count(key: string, change: 1 | -1): void {
    this.all += change;
    const own = (this.own.get(key) ?? 0) + change;
    if (own === 0) this.own.delete(key);
    else this.own.set(key, own);
  }
}
