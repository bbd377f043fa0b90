import type {
  CheckResult,
  CheckStatus,
  Reason,
  ReasonCode,
  Resolution,
  TargetState,
} from '@envscope/contracts/index.js';
import type { StatePolicy } from './policy.js';
import { afterCheck, afterOneMore, type Streak, type Streaks } from './streaks.js';

/** One check of a target, as far as its state depends on it. */
export interface Evidence {
  readonly status: CheckStatus;
  readonly atMs: number;
  readonly reason: Reason | null;
}

/** A change of a target's state. It never repeats the state before it, unless flapping began or settled. */
export interface StateChange {
  readonly targetState: TargetState;
  /** When the first of the checks that made it so was made. */
  readonly sinceMs: number;
  readonly atMs: number;
  /** The newest reason of those checks; null where the state is healthy. */
  readonly reason: Reason | null;
  /** Their first reason. */
  readonly firstReason: Reason | null;
  /** How it ended; null where the state is not healthy. */
  readonly how: Extract<Resolution, 'recovered' | 'paused' | 'gone'> | null;
  readonly flapping: 'began' | 'settled' | null;
}

/** The state by thresholds alone. */
type Belief = Pick<StateChange, 'targetState' | 'sinceMs' | 'reason' | 'firstReason'>;

/** All that is remembered of a target: plain data. */
export interface TargetMemory {
  /** The one that incidents see; never healthy while flapping. */
  readonly targetState: TargetState;
  readonly isFlapping: boolean;
  /** The same, but for a flapping target. */
  readonly belief: Belief;
  readonly streaks: Streaks;
  /** When the belief turned between healthy and not, oldest first: as many as decide on flapping. */
  readonly turnsAtMs: readonly number[];
  /** The newest check; null where this run of the console knows of none. */
  readonly heardAtMs: number | null;
  /** Observations in a row that lacked the target. */
  readonly absences: Streak | null;
}

/** What is remembered of a target after an evaluation, and the change of its state, if there is one. */
export interface Evaluated {
  readonly memory: TargetMemory;
  readonly change: StateChange | null;
}

/** A target of which only the state is known: a new one, or an open incident's member after a restart. */
export function initialMemory(targetState: TargetState, sinceMs: number): TargetMemory {
  return {
    targetState,
    isFlapping: false,
    belief: { targetState, sinceMs, reason: null, firstReason: null },
    streaks: {},
    turnsAtMs: [],
    heardAtMs: null,
    absences: null,
  };
}

/** A check result as evidence of a memory. One that is degraded or down for a reason that a rule watches is left to that rule. */
export function evidenceOf(result: CheckResult, leftToRules: ReadonlySet<ReasonCode>): Evidence {
  const { status, reason, checkedAt } = result;
  const atMs = Date.parse(checkedAt);
  const isBad = status === 'degraded' || status === 'down';
  return isBad && leftToRules.has(reason.code)
    ? { status: 'up', atMs, reason: null }
    : { status, atMs, reason };
}

/** Takes one more check. Checks count in the order in which they come, whatever their clocks say. */
export function evaluateCheck(memory: TargetMemory, evidence: Evidence, policy: StatePolicy): Evaluated {
  const { status, atMs, reason } = evidence;
  if (status === 'paused' || status === 'unconfigured') {
    const { memory: after, change } = ended(memory, 'paused', atMs, atMs);
    return { memory: { ...after, heardAtMs: atMs }, change };
  }
  const streaks = afterCheck(memory.streaks, { status, atMs, reason });
  const belief = believed(memory.belief, streaks, policy);
  return advance({ ...memory, streaks, heardAtMs: atMs, absences: null }, belief, atMs, policy);
}

/** The target is missing from an observation that holds others. */
export function evaluateAbsence(memory: TargetMemory, atMs: number, policy: StatePolicy): Evaluated {
  const absences = afterOneMore(memory.absences ?? undefined, atMs, null);
  if (absences.count < policy.successThreshold) return { memory: { ...memory, absences }, change: null };
  const { memory: after, change } = ended(memory, 'gone', absences.sinceMs, atMs);
  return { memory: { ...after, absences }, change };
}

/**
 * Time passes. Without a result for some intervals a target is `unknown`, unless it is known to fail. The silence of one
 * without any result begins with the first call.
 */
export function evaluateSilence(memory: TargetMemory, nowMs: number, policy: StatePolicy): Evaluated {
  // Others of its service have results: absence decides.
  if (memory.absences) return { memory, change: null };
  // A clock that was set back must not make the silence longer than it is allowed to be.
  const heardAtMs = Math.min(memory.heardAtMs ?? nowMs, nowMs);
  const isSilent = nowMs - heardAtMs > policy.staleAfterMs;
  const heard = { ...memory, heardAtMs, streaks: isSilent ? {} : memory.streaks };
  const isKnown = memory.belief.targetState === 'failing' || memory.belief.targetState === 'unknown';
  return advance(heard, isSilent && !isKnown ? stale(heardAtMs) : memory.belief, nowMs, policy);
}

/**
 * The process was paused, or its clock was set: the moments by which time is measured move along with the wall clock, and
 * silence begins anew. What people see of the past stays as it was written.
 */
export function memoryAfterPause(memory: TargetMemory, lostMs: number, nowMs: number): TargetMemory {
  const turnsAtMs = memory.turnsAtMs.map((turnAtMs) => Math.min(nowMs, turnAtMs + lostMs));
  return { ...memory, turnsAtMs, heardAtMs: nowMs };
}

function stale(sinceMs: number): Belief {
  const reason: Reason = { code: 'stale', params: { sinceAt: new Date(sinceMs).toISOString() } };
  return { targetState: 'unknown', sinceMs, reason, firstReason: reason };
}

/** What the streaks say, by the policy's thresholds; the belief before where they say nothing. */
function believed(before: Belief, streaks: Streaks, policy: StatePolicy): Belief {
  const { failureThreshold, successThreshold, unknownThreshold } = policy;
  const { up, down, notUp, notDown, unknown } = streaks;
  if (reaches(up, successThreshold)) return beliefIn('healthy', up, before);
  if (reaches(down, failureThreshold)) return beliefIn('failing', down, before);
  const [towardsDegraded, threshold] =
    before.targetState === 'failing' ? [notDown, successThreshold] : [notUp, failureThreshold];
  if (reaches(towardsDegraded, threshold)) return beliefIn('degraded', towardsDegraded, before);
  if (before.targetState === 'healthy' && reaches(unknown, unknownThreshold)) {
    return beliefIn('unknown', unknown, before);
  }
  return before;
}

function reaches(streak: Streak | undefined, threshold: number): streak is Streak {
  return streak !== undefined && streak.count >= threshold;
}

function beliefIn(
  targetState: TargetState,
  { sinceMs, reason, firstReason }: Streak,
  before: Belief,
): Belief {
  if (targetState === before.targetState) return before;
  return { targetState, sinceMs, reason: targetState === 'healthy' ? null : reason, firstReason };
}

/** Goes over to a belief. It is a change of state unless the target flaps. */
function advance(memory: TargetMemory, belief: Belief, atMs: number, policy: StatePolicy): Evaluated {
  const hasTurned = (belief.targetState === 'healthy') !== (memory.belief.targetState === 'healthy');
  const turnsAtMs = turnsAfter(memory.turnsAtMs, hasTurned, atMs, policy);
  const isLost = belief.targetState === 'unknown' && memory.belief.targetState !== 'unknown';
  // Checks from before a target was unknown prove nothing afterwards.
  const next = { ...memory, belief, turnsAtMs, streaks: isLost ? {} : memory.streaks };
  if (memory.isFlapping) {
    const isSettled = atMs - (turnsAtMs.at(-1) ?? -Infinity) >= policy.settleMs;
    return isSettled
      ? changeTo({ ...next, isFlapping: false, turnsAtMs: [] }, belief, atMs, 'settled')
      : unchanged(next);
  }
  if (turnsAtMs.length > policy.flapChanges) {
    const worse = belief.targetState === 'healthy' ? memory.belief : belief;
    return changeTo({ ...next, isFlapping: true }, worse, atMs, 'began');
  }
  return belief.targetState === memory.targetState ? unchanged(next) : changeTo(next, belief, atMs, null);
}

/** The newest turns of the window. Those that a clock set back left in the future count as of now, so that they pass. */
function turnsAfter(
  turnsAtMs: readonly number[],
  hasTurned: boolean,
  atMs: number,
  { flapChanges, flapWindowMs }: StatePolicy,
): readonly number[] {
  const turns = hasTurned ? [...turnsAtMs, atMs] : turnsAtMs;
  return turns
    .map((turnAtMs) => Math.min(turnAtMs, atMs))
    .filter((turnAtMs) => turnAtMs > atMs - flapWindowMs)
    .slice(-flapChanges - 1);
}

function changeTo(
  memory: TargetMemory,
  { targetState, sinceMs, reason, firstReason }: Belief,
  atMs: number,
  flapping: StateChange['flapping'],
): Evaluated {
  const how = targetState === 'healthy' ? 'recovered' : null;
  const change = {
    targetState,
    sinceMs: Math.min(sinceMs, atMs),
    atMs,
    reason,
    firstReason,
    how,
    flapping,
  } as const;
  return { memory: { ...memory, targetState }, change };
}

function unchanged(memory: TargetMemory): Evaluated {
  return { memory, change: null };
}

/** The target is healthy at once, and nothing else of it is remembered. */
function ended(memory: TargetMemory, how: 'paused' | 'gone', sinceMs: number, atMs: number): Evaluated {
  const after = initialMemory('healthy', sinceMs);
  if (memory.targetState === 'healthy') return unchanged(after);
  const flapping = memory.isFlapping ? 'settled' : null;
  const healthy = { targetState: 'healthy', reason: null, firstReason: null } as const;
  return { memory: after, change: { ...healthy, sinceMs: Math.min(sinceMs, atMs), atMs, how, flapping } };
}
