import { createHash } from 'node:crypto';

/** The place of something within an interval, 0 to 1: by its identity alone, so the same after each restart. */
export function placeOf(...identity: readonly string[]): number {
  const hash = createHash('sha1').update(JSON.stringify(identity)).digest();
  return hash.readUInt32BE(0) / 2 ** 32;
}

/** How long it is from `nowMs`, at least `leastMs`, to the next moment that has this place in its interval, counted from the epoch. */
export function untilNextMs(nowMs: number, intervalMs: number, place: number, leastMs: number): number {
  const pastMs = (nowMs + leastMs - place * intervalMs) % intervalMs;
  return leastMs + ((intervalMs - pastMs) % intervalMs);
}
