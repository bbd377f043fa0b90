import { describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '@envscope/contracts/index.js';
import { auditDraftOf } from '@envscope/testing/audit.js';
import { canonical, chained, hashOf, pruningOf } from './audit-chain.js';
import { ChainCheck } from './chain-check.js';

function chainOf(length: number): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (let number = 1; number <= length; number += 1) {
    entries.push(chained(auditDraftOf(number), entries.at(-1) ?? null));
  }
  return entries;
}

function faultOf(entries: readonly AuditEntry[], expected?: { sequence: number; hash: string }) {
  const check = new ChainCheck(expected);
  entries.forEach((entry) => check.add(entry));
  return check.end();
}

const rehashed = (entry: AuditEntry): AuditEntry => ({ ...entry, hash: hashOf(entry) });

describe('canonical', () => {
  it('is the same text for the same content', () => {
    expect(canonical({ b: [{ d: 1, c: null }], a: 'ä' })).toBe('{"a":"ä","b":[{"c":null,"d":1}]}');
    expect(canonical(JSON.parse('{"z":1,"a":{"y":2,"b":3}}'))).toBe('{"a":{"b":3,"y":2},"z":1}');
  });
});

describe('ChainCheck', () => {
  const [first, second, third, fourth] = chainOf(4) as [AuditEntry, AuditEntry, AuditEntry, AuditEntry];
  const whole = [first, second, third, fourth];

  it('finds nothing wrong with a whole chain, nor with an empty one', () => {
    expect(faultOf(whole)).toBeNull();
    expect(faultOf([])).toBeNull();
    expect(faultOf(whole, third)).toBeNull();
  });

  it.each([
    ['an altered entry', [first, { ...second, outcome: 'refused' as const }, third], 2, 'altered'],
    [
      'an altered entry with a hash of its own',
      [first, rehashed({ ...second, count: 9 }), third],
      3,
      'not-linked',
    ],
    ['an entry that was taken out', [first, third, fourth], 2, 'missing'],
    ['a beginning that was cut off', [third, fourth], 3, 'beginning-unknown'],
    [
      'a first entry that names another before it',
      [rehashed({ ...first, previousHash: 'f'.repeat(64) })],
      1,
      'beginning-unknown',
    ],
  ])('finds %s', (_what, entries, sequence, cause) => {
    expect(faultOf(entries)).toEqual({ sequence, cause });
  });

  it('takes a beginning that a pruning names, by place and hash', () => {
    const pruning = chained(pruningOf(second, 0), fourth);
    expect(faultOf([third, fourth, pruning])).toBeNull();
    expect(faultOf([first, second, third, fourth, pruning])).toBeNull();
    expect(faultOf([fourth, pruning])).toEqual({ sequence: 4, cause: 'beginning-unknown' });
    const other = chained(pruningOf({ sequence: 2, hash: 'f'.repeat(64) }, 0), fourth);
    expect(faultOf([third, fourth, other])).toEqual({ sequence: 3, cause: 'beginning-unknown' });
  });

  it('finds an end that was cut off, or a chain made anew, by an entry that is known from elsewhere', () => {
    expect(faultOf([first, second], fourth)).toEqual({ sequence: 4, cause: 'missing' });
    expect(faultOf(whole, { sequence: 3, hash: first.hash })).toEqual({
      sequence: 3,
      cause: 'not-as-expected',
    });
  });
});
