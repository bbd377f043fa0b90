import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AmountUnit, fittingUnit, toAmount, toValue } from './amount';

const PERCENT: AmountUnit = { symbol: '%', factor: 1, places: -2 };
const MILLISECONDS: AmountUnit = { symbol: 'ms', factor: 1, places: 0 };
const SECONDS: AmountUnit = { symbol: 's', factor: 1, places: 3 };
const MEGABYTES: AmountUnit = { symbol: 'MB', factor: 1024 ** 2, places: 0 };
const GIGABYTES: AmountUnit = { symbol: 'GB', factor: 1024 ** 3, places: 0 };

describe('An amount', () => {
  it.each([
    { amount: 5, unit: PERCENT, value: 0.05 },
    { amount: 0.07, unit: PERCENT, value: 0.0007 },
    { amount: 99.95, unit: PERCENT, value: 0.9995 },
    { amount: 0, unit: PERCENT, value: 0 },
    { amount: -3, unit: PERCENT, value: -0.03 },
    { amount: 1.5, unit: SECONDS, value: 1_500 },
    { amount: 1.005, unit: SECONDS, value: 1_005 },
    { amount: 512, unit: MEGABYTES, value: 536_870_912 },
    { amount: 1.1, unit: GIGABYTES, value: 1.1 * 2 ** 30 },
    { amount: 1e-7, unit: PERCENT, value: 1e-9 },
  ])('of $amount $unit.symbol is $value, and back', ({ amount, unit, value }) => {
    expect(toValue(amount, unit)).toBe(value);
    expect(toAmount(value, unit)).toBe(amount);
  });

  it.each([PERCENT, SECONDS, MEGABYTES, GIGABYTES])('in $symbol comes back as it was written', (unit) => {
    const written = fc
      .tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: 0, max: 999 }))
      .map(([whole, decimals]) => Number(`${whole}.${String(decimals).padStart(3, '0')}`));
    fc.assert(fc.property(written, (amount) => toAmount(toValue(amount, unit), unit) === amount));
  });
});

describe('fittingUnit', () => {
  const bytes = [MEGABYTES, GIGABYTES];
  const times = [MILLISECONDS, SECONDS];

  it.each([
    { value: 800, units: times, symbol: 'ms' },
    { value: 1_000, units: times, symbol: 's' },
    { value: 1_500, units: times, symbol: 's' },
    { value: 0, units: times, symbol: 'ms' },
    { value: null, units: times, symbol: 'ms' },
    { value: 2 ** 30, units: bytes, symbol: 'GB' },
    { value: 1.25 * 2 ** 30, units: bytes, symbol: 'GB' },
    { value: 2 ** 29, units: bytes, symbol: 'MB' },
    { value: 2 ** 30 + 2 ** 20, units: bytes, symbol: 'MB' },
  ])('of $value is $symbol', ({ value, units, symbol }) => {
    expect(fittingUnit(value, units)?.symbol).toBe(symbol);
  });
});
