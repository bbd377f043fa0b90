import { Refusal } from './reply.ts';

/** What a key may hold here; the stand-in has no sets, sorted sets or streams. */
export interface Values {
  string: string;
  hash: Map<string, string>;
  list: string[];
}

/** One of the kinds of value, in the words of `TYPE`. */
export type ValueType = keyof Values;

interface Entry<T extends ValueType = ValueType> {
  readonly type: T;
  /** Rises with each new key, so that a scan can go on where it stopped whatever was deleted meanwhile. */
  readonly order: number;
  value: Values[T];
  expiresAtMs: number | undefined;
  bytes: number;
}

const WRONG_TYPE = 'WRONGTYPE Operation against a key holding the wrong kind of value';
const SAMPLES = 5;

/** The keys of one server, with their expiry, their estimated size and the counters that reads and deadlines move. */
export class Keyspace {
  readonly counters = { hits: 0, misses: 0, expired: 0, evicted: 0 };
  private readonly entries = new Map<string, Entry>();
  private readonly now: () => number;
  private created = 0;
  private usedBytes = 0;

  constructor(now: () => number) {
    this.now = now;
  }

  /** The value for reading; counts a hit or a miss, and refuses when the key holds another kind. */
  read<T extends ValueType>(key: string, type: T): Values[T] | undefined {
    const entry = this.live(key);
    this.counters[entry ? 'hits' : 'misses']++;
    return this.typed(entry, type)?.value;
  }

  /** Changes the value of a key in place, or the empty value of a new key; a collection left empty is deleted. */
  update<T extends ValueType, R>(
    key: string,
    type: T,
    empty: Values[T],
    change: (entry: { value: Values[T] }) => R,
  ): R {
    const entry = this.typed(this.live(key), type) ?? this.add(key, type, empty);
    const result = change(entry);
    if (isEmpty(entry)) this.delete(key);
    else this.measure(key, entry);
    return result;
  }

  /** Puts a string in place of whatever the key held, and forgets its expiry. */
  replace(key: string, value: string, expiresAtMs?: number): void {
    this.delete(key);
    const entry = this.add(key, 'string', value);
    entry.expiresAtMs = expiresAtMs;
    this.measure(key, entry);
  }

  delete(key: string): boolean {
    const entry = this.live(key);
    if (entry) this.drop(key, entry);
    return entry !== undefined;
  }

  clear(): void {
    this.entries.clear();
    this.usedBytes = 0;
  }

  type(key: string): ValueType | undefined {
    return this.live(key)?.type;
  }

  /** Sets the moment at which the key goes; a moment in the past deletes it at once. */
  expireAt(key: string, expiresAtMs: number): boolean {
    const entry = this.live(key);
    if (!entry) return false;
    if (expiresAtMs <= this.now()) this.drop(key, entry);
    else entry.expiresAtMs = expiresAtMs;
    return true;
  }

  /** Milliseconds that the key still has: `Infinity` without expiry, `undefined` without key. */
  timeLeftMs(key: string): number | undefined {
    const entry = this.live(key);
    return entry && (entry.expiresAtMs ?? Infinity) - this.now();
  }

  /** The estimated size of a key with its value, as `MEMORY USAGE` gives it. */
  bytesOf(key: string): number | undefined {
    return this.live(key)?.bytes;
  }

  /** Up to `count` keys created after the cursor, and the cursor to go on from; 0 when there are no more. */
  scan(cursor: number, count: number): { cursor: number; keys: string[] } {
    this.expireDue();
    const keys: string[] = [];
    let last = cursor;
    for (const [key, { order }] of this.entries) {
      if (order <= cursor) continue;
      if (keys.length === count) return { cursor: last, keys };
      keys.push(key);
      last = order;
    }
    return { cursor: 0, keys };
  }

  /** How many keys there are, how many of them expire and in how many milliseconds on average, and their bytes. */
  totals(): { keys: number; expires: number; averageTimeLeftMs: number; bytes: number } {
    this.expireDue();
    const deadlines = [...this.entries.values()].flatMap(({ expiresAtMs }) => expiresAtMs ?? []);
    const timeLeft = deadlines.reduce((sum, deadline) => sum + deadline - this.now(), 0);
    const averageTimeLeftMs = deadlines.length === 0 ? 0 : Math.round(timeLeft / deadlines.length);
    return { keys: this.entries.size, expires: deadlines.length, averageTimeLeftMs, bytes: this.usedBytes };
  }

  /** Makes room as the policy volatile-ttl does: the keys nearest to their deadline go first. Answers whether it fits. */
  evictDownTo(limitBytes: number): boolean {
    if (this.usedBytes <= limitBytes) return true;
    const volatile = [...this.entries].filter(([, { expiresAtMs }]) => expiresAtMs !== undefined);
    volatile.sort(([, a], [, b]) => Number(a.expiresAtMs) - Number(b.expiresAtMs));
    for (const [key, entry] of volatile) {
      if (this.usedBytes <= limitBytes) break;
      this.drop(key, entry);
      this.counters.evicted++;
    }
    return this.usedBytes <= limitBytes;
  }

  private expireDue(): void {
    for (const key of [...this.entries.keys()]) this.live(key);
  }

  private live(key: string): Entry | undefined {
    const entry = this.entries.get(key);
    if (entry?.expiresAtMs === undefined || entry.expiresAtMs > this.now()) return entry;
    this.drop(key, entry);
    this.counters.expired++;
    return undefined;
  }

  private typed<T extends ValueType>(entry: Entry | undefined, type: T): Entry<T> | undefined {
    if (entry && entry.type !== type) throw new Refusal(WRONG_TYPE);
    return entry as Entry<T> | undefined;
  }

  private add<T extends ValueType>(key: string, type: T, value: Values[T]): Entry<T> {
    const entry: Entry<T> = { type, order: ++this.created, value, expiresAtMs: undefined, bytes: 0 };
    this.entries.set(key, entry);
    return entry;
  }

  private drop(key: string, entry: Entry): void {
    this.entries.delete(key);
    this.usedBytes -= entry.bytes;
  }

  private measure(key: string, entry: Entry): void {
    const bytes = 56 + Buffer.byteLength(key) + bytesOfValue(entry.value);
    this.usedBytes += bytes - entry.bytes;
    entry.bytes = bytes;
  }
}

function isEmpty({ value }: { value: Values[ValueType] }): boolean {
  return typeof value !== 'string' && (Array.isArray(value) ? value.length : value.size) === 0;
}

/** An estimate from a few samples, as Redis itself makes it: exact sums would cost a walk on each write. */
function bytesOfValue(value: Values[ValueType]): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  const count = Array.isArray(value) ? value.length : value.size;
  const sampled = Array.isArray(value) ? value.slice(0, SAMPLES) : firstFields(value);
  const bytes = sampled.reduce((sum, text) => sum + Buffer.byteLength(text) + 11, 0);
  return Math.round((bytes / Math.max(sampled.length, 1)) * count);
}

function firstFields(fields: Map<string, string>): string[] {
  const sampled: string[] = [];
  for (const [field, value] of fields) {
    if (sampled.push(field + value) === SAMPLES) break;
  }
  return sampled;
}
