const HOUR_MS = 3_600_000;
const MORNING = 9;
/** Nobody means this morning who silences something a few minutes before it. */
const LEAST_TO_MORNING_MS = HOUR_MS / 2;

/** Ends of a silence that are a press away. */
export const SILENCE_LENGTHS = ['1h', '4h', 'morning'] as const;
export type SilenceLength = (typeof SILENCE_LENGTHS)[number];

/** When a silence of that length ends which begins now; epoch milliseconds. The morning is the reader's own, at nine. */
export function silenceEndMs(length: SilenceLength, nowMs: number): number {
  if (length === '1h') return nowMs + HOUR_MS;
  if (length === '4h') return nowMs + 4 * HOUR_MS;
  const morning = new Date(nowMs + LEAST_TO_MORNING_MS);
  // By the calendar: a day may have 23 hours, or 25.
  if (morning.getHours() >= MORNING) morning.setDate(morning.getDate() + 1);
  return morning.setHours(MORNING, 0, 0, 0);
}
