import type { Delivery } from '@envscope/contracts/index.js';

/** What could not be told for so long is given up; it can be replayed. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

/** Whether the delivery has waited for so long, since it was put into the queue, that it is given up. */
export function isTooOld(delivery: Delivery, nowMs: number): boolean {
  return nowMs >= givenUpAtMs(delivery);
}

/** When the delivery is given up unless it was told; epoch milliseconds. */
export function givenUpAtMs({ queuedAt }: Delivery): number {
  return Date.parse(queuedAt) + LONGEST_WAIT_MS;
}

/**
 * Whether another console is sending it. A claim of one's own is none: a queue plans only when nothing of its own is on the
 * way, so that such a claim is left from before a crash.
 */
export function isHeld(
  { state, claim }: Delivery,
  { owner, nowMs }: { readonly owner: string; readonly nowMs: number },
): boolean {
  return state === 'sending' && claim !== null && claim.owner !== owner && Date.parse(claim.until) > nowMs;
}
