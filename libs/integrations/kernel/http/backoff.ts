const FIRST_MS = 1_000;
/** The longest is half as much again: two minutes. */
const LONGEST_MS = 80_000;

/**
 * How long to wait after so many refusals in a row, the newest counted, where nobody says: from a second it doubles up to 80
 * seconds, and jitter adds up to half of it, so that what failed together does not come back together. `random` is from 0 to 1.
 */
export function backoffMs(refusals: number, random: number, longestMs = LONGEST_MS): number {
  const leastMs = Math.min(longestMs, FIRST_MS * 2 ** (Math.max(1, refusals) - 1));
  return Math.round(leastMs * (1 + random / 2));
}
