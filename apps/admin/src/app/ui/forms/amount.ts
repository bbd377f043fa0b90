/** A unit in which people write an amount. One of it is `factor` × 10^`places` of the amount's own unit. */
export interface AmountUnit {
  /** What stands behind the number: `%`, `MB`; empty for a plain number. */
  readonly symbol: string;
  /** As `Intl.NumberFormat` calls it, where it knows the unit. */
  readonly name?: string;
  readonly factor: number;
  readonly places: number;
}

/** More decimals than these are for machines: a smaller unit says it better. */
const MOST_DECIMALS = 3;

/** What an amount is in its own unit: 5 % is 0.05. */
export function toValue(amount: number, { factor, places }: AmountUnit): number {
  return movePoint(amount * factor, places);
}

/** How much of a unit a value is: 0.05 is 5 %. */
export function toAmount(value: number, { factor, places }: AmountUnit): number {
  return movePoint(value, -places) / factor;
}

/** The largest of the units, given from small to large, that writes the value as one or more and shortly; else the first. */
export function fittingUnit(value: number | null, units: readonly AmountUnit[]): AmountUnit | undefined {
  const fits = (unit: AmountUnit) => {
    const amount = toAmount(value ?? 0, unit);
    return Math.abs(amount) >= 1 && Number(amount.toFixed(MOST_DECIMALS)) === amount;
  };
  return units.findLast(fits) ?? units[0];
}

/** The number with its decimal point moved in its digits: 0.07 / 100 would be 0.0007000000000000001. */
function movePoint(value: number, places: number): number {
  const [digits, exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}
