/** How often the same is said. */
const EVERY_MS = 60_000;
/** More kinds at a time than anybody could read count as one. */
const MOST_KINDS = 100;
const OTHERS = 'others';

interface Kind<T> {
  latest: T;
  /** Since it was said last. */
  count: number;
}

/** Says what happens at once, and what happens again within a minute once at its end, with how often it did. */
export class Repeats<T> {
  private readonly kinds = new Map<string, Kind<T>>();

  /** `say` hears of the latest of a kind, of how many there were, and whether they are of several kinds. */
  constructor(
    private readonly say: (latest: T, count: number, isMixed: boolean) => void,
    private readonly mostKinds = MOST_KINDS,
  ) {}

  note(kind: string, what: T): void {
    const key = this.kinds.has(kind) || this.kinds.size < this.mostKinds ? kind : OTHERS;
    const known = this.kinds.get(key);
    if (known) {
      known.latest = what;
      known.count += 1;
      return;
    }
    this.kinds.set(key, { latest: what, count: 0 });
    this.wait(key);
    this.say(what, 1, key === OTHERS);
  }

  /** Says now what happened again since it was said last. */
  flush(): void {
    for (const [key, kind] of this.kinds) {
      if (kind.count > 0) this.say(kind.latest, kind.count, key === OTHERS);
      kind.count = 0;
    }
  }

  private wait(key: string): void {
    setTimeout(() => {
      const kind = this.kinds.get(key);
      this.kinds.delete(key);
      if (!kind || kind.count === 0) return;
      // It goes on: the next minute begins with what is said now.
      this.kinds.set(key, { latest: kind.latest, count: 0 });
      this.wait(key);
      this.say(kind.latest, kind.count, key === OTHERS);
    }, EVERY_MS).unref();
  }
}

/** How often something happened, as the end of a line; nothing where it was once. */
export function times(count: number): string {
  return count === 1 ? '' : `, ${count} times in the last minute`;
}
