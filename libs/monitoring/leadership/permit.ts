import type { Clock } from '@envscope/integrations/kernel/clock.js';

/** A moment as both clocks show it. */
export interface ClockReading {
  readonly wallMs: number;
  readonly steadyMs: number;
}

/** What both clocks show. */
export function readClocks(clock: Clock): ClockReading {
  return { wallMs: clock.now(), steadyMs: clock.steady() };
}

/** How long ago the moment was: the longer of what the two clocks say. A clock that was set back says nothing. */
export function elapsedSince(moment: ClockReading, clock: Clock): number {
  return Math.max(clock.now() - moment.wallMs, clock.steady() - moment.steadyMs);
}

/** The right to act for some time, which is over when either clock says so. */
export interface Permit {
  readonly from: ClockReading;
  readonly forMs: number;
}

/** Whether the right is still there. */
export function isValid(permit: Permit | undefined, clock: Clock): boolean {
  return permit !== undefined && elapsedSince(permit.from, clock) < permit.forMs;
}
