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

  /** `say` hears of the latest of a kind and of how many there were. */
  constructor(private readonly say: (latest: T, count: number) => void) {}

  note(kind: string, what: T): void {
    const key = this.kinds.has(kind) || this.kinds.size < MOST_KINDS ? kind : OTHERS;
    const known = this.kinds.get(key);
    if (known) {
      known.latest = what;
      known.count += 1;
      return;
    }
    this.kinds.set(key, { latest: what, count: 0 });
    this.wait(key);
    this.say(what, 1);
  }

  private wait(key: string): void {
    setTimeout(() => {
      const kind = this.kinds.get(key);
      this.kinds.delete(key);
      if (!kind || kind.count === 0) return;
      // It goes on: the next minute begins with what is said now.
      this.kinds.set(key, { latest: kind.latest, count: 0 });
      this.wait(key);
      this.say(kind.latest, kind.count);
    }, EVERY_MS).unref();
  }
}

/** How often something happened, as the end of a line; nothing where it was once. */
export function times(count: number): string {
  return count === 1 ? '' : `, ${count} times in the last minute`;
}
