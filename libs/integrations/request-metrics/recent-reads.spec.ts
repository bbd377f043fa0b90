import { beforeEach, describe, expect, it } from '@jest/globals';
import { RecentReads } from './recent-reads.js';

describe('RecentReads', () => {
  let nowMs: number;
  let reads: RecentReads;
  let asked: number;
  const ask = () => {
    asked += 1;
    return Promise.resolve(asked);
  };

  beforeEach(() => {
    nowMs = 0;
    asked = 0;
    reads = new RecentReads(5_000, () => nowMs);
  });

  it('asks once for many who ask at once, and again when the answer is old', async () => {
    expect(await Promise.all([reads.get('a', ask), reads.get('a', ask)])).toEqual([1, 1]);
    nowMs = 4_999;
    expect(await reads.get('a', ask)).toBe(1);
    nowMs = 5_000;
    expect(await reads.get('a', ask)).toBe(2);
  });

  it('keeps questions apart', async () => {
    expect([await reads.get('a', ask), await reads.get('b', ask)]).toEqual([1, 2]);
  });

  it('shares a failure with those who wait for it and then asks again', async () => {
    const fail = () => Promise.reject(new Error('away'));
    const both = await Promise.allSettled([reads.get('a', fail), reads.get('a', ask)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await reads.get('a', ask)).toBe(1);
  });

  it('gives what was put in its place', async () => {
    reads.keep('a', Promise.resolve('known'));
    expect(await reads.get<unknown>('a', ask)).toBe('known');
  });

  it('forgets the oldest answers where there are very many questions', async () => {
    for (let n = 0; n < 300; n += 1) await reads.get(`${n}`, ask);
    await reads.get('299', ask);
    expect(asked).toBe(300);
    await reads.get('0', ask);
    expect(asked).toBe(301);
  });
});
