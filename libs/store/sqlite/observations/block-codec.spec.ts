import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CheckStatus } from '@envscope/contracts/index.js';
import { Block, readBlock, type StoredResult } from './block-codec.js';

const START = Date.UTC(2026, 9, 2, 9);
const HOUR_MS = 3_600_000;
const NOTHING: Uint8Array = new Uint8Array();

const edges = fc.constantFrom(
  0,
  -0,
  1,
  -1,
  127,
  128,
  2 ** 31,
  -(2 ** 31),
  2 ** 53 - 1,
  -(2 ** 53) + 1,
  2 ** 53,
);
const number = fc.oneof(edges, fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true }));
const name = fc.oneof(
  fc.constantFrom('statusCode', 'certificateDaysLeft', 'constructor', 'toString'),
  fc.stringMatching(/^[a-z][A-Za-z0-9]{0,20}$/),
);
const result: fc.Arbitrary<StoredResult> = fc.record({
  atMs: fc.integer({ min: START, max: START + HOUR_MS - 1 }),
  status: fc.constantFrom(...CheckStatus.options),
  latencyMs: fc.option(fc.maxSafeNat()),
  measurements: fc.array(fc.tuple(name, number), { maxLength: 6 }).map((entries) => new Map(entries)),
  reason: fc.option(fc.oneof(fc.constantFrom('{"code":"timeout"}', ''), fc.string({ unit: 'grapheme' }))),
});

describe('block codec', () => {
  it('gives back exactly what was appended, in one go or one by one', () => {
    fc.assert(
      fc.property(fc.array(result, { maxLength: 40 }), (results) => {
        const grown = results.reduce((block, one) => appendToBlock(block, START, [one]), NOTHING);
        expect(readBlock(appendToBlock(NOTHING, START, results), START)).toEqual(results);
        expect(readBlock(grown, START)).toEqual(results);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the sign of zero', () => {
    const [back] = readBlock(appendToBlock(NOTHING, START, [seen({ driftMs: -0 })]), START);
    expect(Object.is(back?.measurements.get('driftMs'), -0)).toBe(true);
  });

  it('forgets a measurement that a later result lacks', () => {
    const block = appendToBlock(NOTHING, START, [seen({ statusCode: 200 }), seen({})]);
    expect(readBlock(block, START).map(({ measurements }) => measurements.has('statusCode'))).toEqual([
      true,
      false,
    ]);
  });

  it('takes at most seven bytes for a check that measured what the last one did', () => {
    const checks = Array.from({ length: 180 }, (_, index) => ({
      ...seen({ statusCode: 200, certificateDaysLeft: 61 }),
      atMs: START + index * 20_000,
      latencyMs: 80 + (index % 90),
    }));
    expect(appendToBlock(NOTHING, START, checks).length).toBeLessThan(180 * 7);
  });

  it.each([
    { fault: 'a block that ends early', block: [0b0000_1000, 0] },
    { fault: 'a status that does not exist', block: [0b0000_0111, 0] },
    { fault: 'a text that the block does not hold', block: [0b0001_0000, 0, 9] },
  ])('refuses $fault', ({ block }) => {
    expect(() => readBlock(Uint8Array.from(block), START)).toThrow(RangeError);
  });

  it.each([-1, 1.5, 2 ** 53])('refuses a latency of %d', (latencyMs) => {
    expect(() => appendToBlock(NOTHING, START, [{ ...seen({}), latencyMs }])).toThrow(RangeError);
  });
});

function seen(measurements: Record<string, number>): StoredResult {
  return {
    atMs: START,
    status: 'up',
    latencyMs: 12,
    measurements: new Map(Object.entries(measurements)),
    reason: null,
  };
}

function appendToBlock(bytes: Uint8Array, startMs: number, added: readonly StoredResult[]): Uint8Array {
  const block = new Block(bytes, startMs);
  for (const result of added) block.append(result);
  return block.bytes();
}
