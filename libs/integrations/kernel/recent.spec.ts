import { describe, expect, it } from '@jest/globals';
import { Recent } from './recent.js';

const LIVES_MS = 1_000;

/** A value whose reads are numbered, on a clock that the test moves. */
function arrange() {
  const clock = { atMs: 0 };
  const recent = new Recent<number>(LIVES_MS, () => clock.atMs);
  const reads = { count: 0 };
  const read = () => Promise.resolve(++reads.count);
  return { clock, recent, read };
}

describe('Recent', () => {
  it('reads again only when what it has is old', async () => {
    const { clock, recent, read } = arrange();
    expect(await recent.get(read)).toBe(1);
    clock.atMs = LIVES_MS - 1;
    expect(await recent.get(read)).toBe(1);
    clock.atMs = LIVES_MS;
    expect(recent.isFresh).toBe(false);
    expect(await recent.get(read)).toBe(2);
  });

  it('reads at once when a person asks', async () => {
    const { recent, read } = arrange();
    await recent.get(read);
    expect(await recent.get(read, { isRequested: true })).toBe(2);
    expect(recent.latest).toBe(2);
  });

  it('gives what was kept by hand', async () => {
    const { recent, read } = arrange();
    expect([recent.isFresh, recent.latest]).toEqual([false, undefined]);
    recent.keep(7);
    expect([recent.isFresh, await recent.get(read)]).toEqual([true, 7]);
  });

  it('has the older value still, but reads again, after one that was not worth keeping', async () => {
    const { recent, read } = arrange();
    await recent.get(read);
    expect(await recent.get(read, { isRequested: true, isWorthKeeping: () => false })).toBe(2);
    expect([recent.latest, recent.isFresh]).toEqual([1, false]);
    expect(await recent.get(read)).toBe(3);
  });

  it('keeps nothing of a read that fails', async () => {
    const { recent, read } = arrange();
    await expect(recent.get(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(recent.latest).toBeUndefined();
    expect(await recent.get(read)).toBe(1);
  });
});
