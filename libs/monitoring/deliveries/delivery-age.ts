import type { Delivery } from '@envscope/contracts/index.js';
import { latestEndOf } from '@envscope/store/incident-store.js';
import type { ElapsedSince } from '../clock/clock-watch.js';
import { CLAIM_MS } from './call-result.js';

/** A delivery that waits for so long is given up; it can be replayed. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

/** A change follows the message before it of the same incident no sooner than this: what joins meanwhile is said together. */
const CHANGES_APART_MS = 2_000;

/**
 * For how many milliseconds the waiting deliveries of one incident to one channel still rest, after what was delivered there. Only
 * changes do: that an incident opened or is over is said at once.
 */
export function restMs(
  waiting: readonly Delivery[],
  delivered: readonly Delivery[],
  elapsedSince: ElapsedSince,
): number {
  if (waiting.some(({ kind }) => kind !== 'changed')) return 0;
  const settledMs = delivered.flatMap(({ settledAt }) => (settledAt === null ? [] : Date.parse(settledAt)));
  return settledMs.length === 0 ? 0 : Math.max(0, CHANGES_APART_MS - elapsedSince(Math.max(...settledMs)));
}

/** Whether the delivery has waited for so long, since it was put into the queue, that it is given up. */
export function isTooOld(delivery: Delivery, elapsedSince: ElapsedSince): boolean {
  return givenUpInMs(delivery, elapsedSince) <= 0;
}

/** In how many milliseconds the delivery is given up, unless it is delivered before. */
export function givenUpInMs({ queuedAt }: Delivery, elapsedSince: ElapsedSince): number {
  return LONGEST_WAIT_MS - elapsedSince(Date.parse(queuedAt));
}

/**
 * Whether another console is sending it. A claim of one's own is none: a queue plans only when nothing of its own is on the
 * way, so that such a claim is left from before a crash. Nor is one from before the clock was set back.
 */
export function isHeld(
  { state, claim }: Delivery,
  { owner, nowMs }: { readonly owner: string; readonly nowMs: number },
): boolean {
  if (state !== 'sending' || claim === null || claim.owner === owner) return false;
  const endMs = Date.parse(claim.until);
  return endMs > nowMs && endMs <= latestEndOf({ untilMs: nowMs + CLAIM_MS, nowMs });
}
