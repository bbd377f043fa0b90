import type { RateWindow } from './rate-window.js';

/** Something that fails for whoever guesses. Attempts and hits have different keys. */
export interface Attempt {
  /** Who tried what. */
  readonly key: string;
  readonly nowMs: number;
  /** How long the next has to wait after so many that failed, by their number from 0 on; the last holds for all beyond. */
  readonly waitsMs: readonly number[];
  /** Those that failed are forgotten where none came for so long. */
  readonly rememberedMs: number;
}

/** What is counted of attempts once this one is; or how long it has to wait, and nothing changes. */
export function afterAttempt(
  before: RateWindow | null,
  { nowMs, waitsMs, rememberedMs }: Attempt,
):
  { readonly waitMs: 0; readonly counted: RateWindow } | { readonly waitMs: number; readonly counted: null } {
  const failed = before !== null && before.endsAtMs > nowMs ? before : { count: 0, endsAtMs: nowMs };
  const longestMs = waitsMs[Math.min(failed.count, waitsMs.length - 1)] ?? 0;
  const lastAtMs = failed.endsAtMs - rememberedMs;
  // A clock that was set back makes nobody wait longer.
  const waitMs = Math.min(longestMs, lastAtMs + longestMs - nowMs);
  if (waitMs > 0) return { waitMs, counted: null };
  return { waitMs: 0, counted: { count: failed.count + 1, endsAtMs: nowMs + rememberedMs } };
}
