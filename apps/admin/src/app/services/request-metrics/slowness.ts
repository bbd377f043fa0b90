/** How slow a request was, from the one that is noticed to the one that nobody waits for. */
export type Slowness = 'slow' | 'verySlow' | 'stuck';

const VERY_SLOW_MS = 3_000;
const STUCK_MS = 5_000;

/** Grades a request that was recorded as slow, which is one of 2 s or more. */
export function slownessOf(responseMs: number): Slowness {
  if (responseMs >= STUCK_MS) return 'stuck';
  return responseMs >= VERY_SLOW_MS ? 'verySlow' : 'slow';
}
