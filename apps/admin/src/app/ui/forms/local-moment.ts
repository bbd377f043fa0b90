const MINUTE_MS = 60_000;

/** A moment as `datetime-local` has it: the reader's own time, to the minute. */
export function toLocal(ms: number): string {
  const offsetMs = new Date(ms).getTimezoneOffset() * MINUTE_MS;
  return new Date(ms - offsetMs).toISOString().slice(0, 16);
}
