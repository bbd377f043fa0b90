/** The counters that rates are made of. */
export const COUNTERS = [
  'keyspace_hits',
  'keyspace_misses',
  'total_commands_processed',
  'evicted_keys',
  'expired_keys',
] as const;

/** What a server reports of itself with INFO. Every figure may be missing: Upstash gives fewer than Redis. */
export class RedisInfo {
  private constructor(private readonly fields: ReadonlyMap<string, string>) {}

  /** Reads lines of `name:value`; headings and empty lines are passed over. */
  static parse(text: string): RedisInfo {
    const fields = text.split('\r\n').flatMap((line): [string, string][] => {
      const colon = line.indexOf(':');
      return colon > 0 && !line.startsWith('#') ? [[line.slice(0, colon), line.slice(colon + 1)]] : [];
    });
    return new RedisInfo(new Map(fields));
  }

  /** The same with other figures; null takes one away. */
  with(figures: Iterable<readonly [string, string | number | null]>): RedisInfo {
    const fields = new Map(this.fields);
    for (const [name, value] of figures) {
      if (value === null) fields.delete(name);
      else fields.set(name, String(value));
    }
    return new RedisInfo(fields);
  }

  text(name: string): string | null {
    return this.fields.get(name) || null;
  }

  number(name: string): number | null {
    const text = this.text(name);
    const value = Number(text);
    return text !== null && Number.isFinite(value) ? value : null;
  }
}
