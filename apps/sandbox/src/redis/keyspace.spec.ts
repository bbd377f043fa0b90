import { describe, expect, it } from '@jest/globals';
import { Keyspace } from './keyspace.ts';

function keyspaceAt(startMs: number) {
  const clock = { ms: startMs };
  return { clock, keys: new Keyspace(() => clock.ms) };
}

describe('Keyspace', () => {
  it('forgets a key at its deadline and counts it as expired', () => {
    const { clock, keys } = keyspaceAt(1000);
    keys.replace('a', 'x', 1500);
    clock.ms = 1499;
    expect(keys.read('a', 'string')).toBe('x');
    clock.ms = 1500;
    expect(keys.read('a', 'string')).toBeUndefined();
    expect(keys.counters).toEqual({ hits: 1, misses: 1, expired: 1, evicted: 0 });
  });

  it('counts what expired unread when somebody asks for the totals', () => {
    const { clock, keys } = keyspaceAt(0);
    keys.replace('a', 'x', 1000);
    keys.replace('b', 'x', 3000);
    keys.replace('c', 'x');
    expect(keys.totals()).toMatchObject({ keys: 3, expires: 2, averageTimeLeftMs: 2000 });
    clock.ms = 1000;
    expect(keys.totals()).toMatchObject({ keys: 2, expires: 1, averageTimeLeftMs: 2000 });
    expect(keys.counters.expired).toBe(1);
  });

  it('shows every key that stays to a scan, whatever is deleted meanwhile', () => {
    const { keys } = keyspaceAt(0);
    for (let index = 0; index < 30; index++) keys.replace(`key:${index}`, 'x');
    const seen: string[] = [];
    let cursor = 0;
    do {
      const page = keys.scan(cursor, 7);
      seen.push(...page.keys);
      for (const key of page.keys) keys.delete(key);
      cursor = page.cursor;
    } while (cursor !== 0);
    expect(new Set(seen).size).toBe(30);
  });

  it('uses memory for what it holds and gives all of it back', () => {
    const { keys } = keyspaceAt(0);
    keys.replace('a', 'x'.repeat(1000));
    keys.update('l', 'list', [], ({ value: list }) => list.push(...'abcdefghij'));
    const before = keys.totals().bytes;
    keys.update('l', 'list', [], ({ value: list }) => list.push(...'abcdefghij'));
    expect(before).toBeGreaterThan(1000);
    expect(keys.totals().bytes).toBeGreaterThan(before);
    keys.delete('a');
    keys.delete('l');
    expect(keys.totals().bytes).toBe(0);
  });

  it('makes room with the keys that would have gone first, and never with those that stay', () => {
    const { keys } = keyspaceAt(0);
    keys.replace('soon', 'x'.repeat(500), 1000);
    keys.replace('late', 'x'.repeat(500), 9000);
    keys.replace('ever', 'x'.repeat(500));
    expect(keys.evictDownTo(1200)).toBe(true);
    expect(keys.type('soon')).toBeUndefined();
    expect(keys.type('late')).toBe('string');
    expect(keys.evictDownTo(100)).toBe(false);
    expect(keys.type('ever')).toBe('string');
    expect(keys.counters.evicted).toBe(2);
  });
});
