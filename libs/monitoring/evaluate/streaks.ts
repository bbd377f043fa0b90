import type { Reason } from '@envscope/contracts/index.js';

/** Checks of one kind in a row. */
export interface Streak {
  readonly count: number;
  /** When the first of them was made. */
  readonly sinceMs: number;
  /** The first reason that any of them gave … */
  readonly firstReason: Reason | null;
  /** … and the newest. */
  readonly reason: Reason | null;
}

type StreakKind = 'up' | 'notUp' | 'down' | 'notDown' | 'unknown';

/** The streaks that go on; a kind is absent where the newest check ended it. */
export type Streaks = Readonly<Partial<Record<StreakKind, Streak>>>;

/** The statuses of a target that is checked. */
export type CheckedStatus = 'up' | 'degraded' | 'down' | 'unknown';

const EXTENDED: Readonly<Record<CheckedStatus, readonly StreakKind[]>> = {
  up: ['up', 'notDown'],
  degraded: ['notUp', 'notDown'],
  down: ['down', 'notUp'],
  unknown: ['unknown'],
};

/** The streaks after one more check. An unknown one leaves the others as they were. */
export function afterCheck(
  streaks: Streaks,
  { status, atMs, reason }: { status: CheckedStatus; atMs: number; reason: Reason | null },
): Streaks {
  const extended = EXTENDED[status].map((kind): [StreakKind, Streak] => [
    kind,
    afterOneMore(streaks[kind], atMs, reason),
  ]);
  return { ...(status === 'unknown' ? streaks : {}), ...Object.fromEntries(extended) };
}

/** The streak with one more, or one that begins. */
export function afterOneMore(streak: Streak | undefined, atMs: number, reason: Reason | null): Streak {
  if (!streak) return { count: 1, sinceMs: atMs, firstReason: reason, reason };
  const firstReason = streak.firstReason ?? reason;
  return { ...streak, count: streak.count + 1, firstReason, reason: reason ?? streak.reason };
}
