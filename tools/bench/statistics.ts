/** The middle value; the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = NaN, high = NaN] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return sorted.length % 2 === 1 ? low : (low + high) / 2;
}

/** The value that the share of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** `1.42 (1.31–1.58)`: the median, and from which to which it went. */
export function spread(values: readonly number[], format: (value: number) => string): string {
  const [low, high] = [format(Math.min(...values)), format(Math.max(...values))];
  const middle = format(median(values));
  return low === high ? middle : `${middle} (${low}–${high})`;
}
