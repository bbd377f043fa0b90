/** The middle value; the mean of the two middle ones. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The value that the share of all values does not exceed. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** `1.42 (1.31–1.58)`: the median, and from which to which it went. */
export function spread(values, format) {
  const [low, high] = [Math.min(...values), Math.max(...values)].map(format);
  const middle = format(median(values));
  return low === high ? middle : `${middle} (${low}–${high})`;
}
