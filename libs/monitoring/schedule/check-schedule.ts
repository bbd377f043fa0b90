import type { CheckStatus, EnvironmentId, ServiceKind, TargetId } from '@envscope/contracts/index.js';
import type { CheckLimits } from '@envscope/integrations/kernel/probe.js';
import type { ConsolePart } from '../console-part.js';
import type { CheckCycle } from '../checks/check-cycle.js';
import type { PlannedCheck } from './check-plan.js';
import { paceOf, staleAfterMs } from '../evaluate/policy.js';
import { Lateness, type LatenessFigures } from './lateness.js';
import { placeOf, untilNextMs } from './own-place.js';
import { SharedTimer } from './shared-timer.js';

/** A check that runs again and again: of one target, or of a service whose targets are checked together. */
export interface ScheduledCheck {
  readonly environment: EnvironmentId;
  readonly service: ServiceKind;
  /** Undefined: the service as a whole. */
  readonly target?: TargetId | undefined;
  /** Null: runs once, since only a restart can change the answer. */
  readonly intervalMs: number | null;
  readonly timeoutMs: number;
  /** Workers make it; the schedule does where nothing comes of them. */
  readonly isSpread?: boolean;
  /** Answers what it found. */
  run(limits: CheckLimits): Promise<CheckStatus>;
}

/** The checks of a plan, as the cycle runs them; `timeoutMs` is the deadline of what is checked once. */
export function scheduledChecks(
  planned: readonly PlannedCheck[],
  cycle: Pick<CheckCycle, 'run'>,
  timeoutMs: number,
  workers?: Workers,
): ScheduledCheck[] {
  return planned.map((check) => {
    const { probe, environment, target, terms } = check;
    const isSpread = workers?.isSpread(check) ?? false;
    return {
      environment,
      service: probe.service,
      target: target?.id,
      intervalMs: terms?.intervalMs ?? null,
      timeoutMs: terms?.timeoutMs ?? timeoutMs,
      isSpread,
      run: (limits) =>
        isSpread && workers
          ? workers.standIn(check, limits)
          : cycle.run(probe, environment, limits, target?.id),
    };
  });
}

/** Whoever has checks made elsewhere. */
export interface Workers {
  isSpread(check: PlannedCheck): boolean;
  /** Makes a check in workers' place. */
  standIn(check: PlannedCheck, limits: CheckLimits): Promise<CheckStatus>;
}

/** What was made elsewhere, of one target. */
export interface Brought {
  readonly status: CheckStatus;
  /** A person had asked for it. */
  readonly isRequested: boolean;
  /** How long ago it was seen, milliseconds; just now unless named. */
  readonly agoMs?: number;
}

export interface ScheduleOptions {
  /** A number from 0 to 1; injected by tests. */
  readonly random?: () => number;
  /** Called with what a check threw: a fault of ours, since what a probe sees is a result. */
  readonly onFault?: (check: ScheduledCheck, error: unknown) => void;
  /** Whether the process has just come out of a pause, after which `checkAnew` was called. */
  readonly hasPaused?: () => boolean;
  /** Has workers check now. Rejects where they cannot be asked; absent where there are none. */
  readonly ask?: (targets: readonly AskedTarget[], isRequested: boolean) => Promise<void>;
}

/** A target that is checked by itself. */
export interface AskedTarget {
  readonly environment: EnvironmentId;
  readonly service: ServiceKind;
  readonly target: TargetId;
}

/** How the schedule keeps its times. */
export interface ScheduleFigures {
  readonly inFlight: number;
  /** Since the start of the process, by itself. */
  readonly done: number;
  /** Planned checks that were left out since the one before was still in flight. */
  readonly skipped: number;
  /** Of the newest thousand; null before the first check. */
  readonly lateness: LatenessFigures | null;
}

/** Everything is checked for the first time within this time … */
const FIRST_CHECK_WITHIN_MS = 1_500;
/** … and where that is much, no more than one check in so long, so that the console does not measure its own crowd. */
const APART_MS = 5;
/** What is down or unknown is checked again within this time, however long its interval is. */
const CHECK_AGAIN_WITHIN_MS = 60_000;
/** Checks vary by this share of their interval, so that they meet nothing else that is regular. */
const JITTER = 0.05;
/** A worker's result that is later than it should be by this share of the interval does not come any more … */
const LATE_SHARE = 0.5;
/** … and by so much at least, beside the deadline of what may not answer. */
const LEAST_LATE_MS = 2_000;
/** So long people wait for a worker before the schedule checks itself, beside the deadline. */
const ASKED_LATE_MS = 3_000;
/** After a check out of turn a planned one is left out that would follow within this share of the interval. */
const LEAST_APART = 0.5;

interface Slot {
  readonly check: ScheduledCheck;
  /** Its own place in every interval, 0 to 1. */
  readonly place: number;
  /** When it is checked next, by the steady clock. */
  dueMs: number;
  isRunning: boolean;
  isDone: boolean;
  /** When its last result came or, before that, when it was first planned, by the steady clock. */
  endedMs: number;
  /** A person waits for its next run, or for the one that goes on. */
  isRequested: boolean;
  /** The run that goes on was caught by a pause. */
  isCaught: boolean;
  /** Workers were asked to check it now, because a person wants it. */
  isAsked: boolean;
  /** It is due because it was down, and workers are asked first. */
  isAgain: boolean;
}

/**
 * Starts every check at its own place in its interval, and none twice at a time. No check waits for another: one that is in flight
 * at its next time leaves that time out.
 */
export class CheckSchedule implements ConsolePart {
  private readonly slots: readonly Slot[];
  private readonly byService: ReadonlyMap<string, readonly Slot[]>;
  /** Those that workers check. */
  private readonly byTarget: ReadonlyMap<string, Slot>;
  private readonly running = new Set<Promise<void>>();
  private readonly lateness = new Lateness();
  private readonly timer = new SharedTimer<Slot>((slot) => this.beginPlanned(slot));
  private stopping = new AbortController();
  private isStarted = false;
  private done = 0;
  private skipped = 0;
  private readonly random: () => number;

  constructor(
    checks: readonly ScheduledCheck[],
    private readonly options: ScheduleOptions = {},
  ) {
    this.slots = checks.map((check) => ({
      check,
      place: placeOf(check.environment, check.service, check.target ?? ''),
      dueMs: Infinity,
      isRunning: false,
      isDone: false,
      endedMs: 0,
      isRequested: false,
      isCaught: false,
      isAsked: false,
      isAgain: false,
    }));
    this.byTarget = new Map(
      this.slots.filter(({ check }) => check.isSpread).map((slot) => [nameOf(slot.check), slot]),
    );
    this.byService = Map.groupBy(this.slots, ({ check }) => keyOf(check.environment, check.service));
    this.random = options.random ?? Math.random;
  }

  get figures(): ScheduleFigures {
    const { done, skipped } = this;
    return { inFlight: this.running.size, done, skipped, lateness: this.lateness.figures };
  }

  /** How many checks brought no result for longer than their last one holds: none, unless the console itself is at fault. */
  get overdue(): number {
    if (!this.isStarted) return 0;
    const nowMs = performance.now();
    return this.slots.filter(({ check, endedMs }) => nowMs - endedMs > longestMs(check)).length;
  }

  /** Begins, or begins anew after a stop. */
  start(): void {
    this.stopping = new AbortController();
    this.isStarted = true;
    for (const slot of this.slots) {
      slot.endedMs = performance.now();
      this.wakeSoon(slot);
    }
  }

  /** Plans everything anew after a pause, spread as at the start: all that would be due at once is checked soon, and once. */
  checkAnew(): void {
    if (!this.isStarted) return;
    for (const slot of this.slots) {
      slot.endedMs = performance.now();
      if (slot.isRunning) slot.isCaught = true;
      if (this.options.ask && slot.check.isSpread) this.expectSoon(slot);
      else if (slot.check.intervalMs !== null || !slot.isDone) this.wakeSoon(slot);
    }
  }

  /**
   * Checks now: many spread as at the start, one at once. What is being checked already is not started again. Answers the
   * services that are being checked.
   */
  request(environment: EnvironmentId, service?: ServiceKind, target?: TargetId): ServiceKind[] {
    const asked = this.slots.filter(({ check }) => isAsked(check, environment, service, target));
    for (const slot of asked) slot.isRequested = true;
    const idle = asked.filter(({ isRunning }) => !isRunning && !this.stopping.signal.aborted);
    const [elsewhere, here] = this.options.ask
      ? [idle.filter(({ check }) => check.isSpread), idle.filter(({ check }) => !check.isSpread)]
      : [[], idle];
    this.beginSoon(here, asked.length);
    if (elsewhere.length > 0) this.askFor(elsewhere, true);
    return [...new Set(asked.map(({ check }) => check.service))];
  }

  /** A worker has checked: the schedule lets go of the target until the next result is overdue. */
  brought(target: AskedTarget, { status, isRequested, agoMs = 0 }: Brought): void {
    const slot = this.byTarget.get(nameOf(target));
    if (!slot || !this.isStarted) return;
    const { intervalMs, timeoutMs } = slot.check;
    slot.endedMs = performance.now();
    slot.isDone = true;
    if (isRequested) slot.isAsked = slot.isRequested = false;
    // What a person waits for still comes, from a worker or from here.
    if (intervalMs === null || slot.isAsked) return;
    const isFailing = status === 'down' || status === 'unknown';
    const answerMs = LEAST_LATE_MS + (isFailing ? timeoutMs : 0);
    slot.isAgain = isFailing && intervalMs > CHECK_AGAIN_WITHIN_MS;
    if (slot.isAgain) this.wake(slot, this.jittered(CHECK_AGAIN_WITHIN_MS));
    else this.wake(slot, Math.max(0, intervalMs - agoMs + Math.max(intervalMs * LATE_SHARE, answerMs)));
  }

  /** Workers cannot be asked any more: everything is checked from here at its own place, as if there were none. */
  standAlone(): void {
    if (!this.isStarted) return;
    for (const slot of this.byTarget.values()) {
      const { intervalMs } = slot.check;
      if (slot.isRunning || intervalMs === null) continue;
      const afterMs = slot.isAsked
        ? slot.place * FIRST_CHECK_WITHIN_MS
        : untilNextMs(Date.now(), intervalMs, slot.place, 0);
      slot.isAgain = false;
      if (performance.now() + afterMs < slot.dueMs) this.wake(slot, afterMs);
    }
  }

  /** Whether a check of the target can be asked for; of a service that is checked as a whole it can for any. */
  knows(environment: EnvironmentId, service: ServiceKind, target: TargetId): boolean {
    return this.slots.some(({ check }) => isAsked(check, environment, service, target));
  }

  /** Whether the service is being checked as a whole or, of one whose targets are checked by themselves, because a person asked. */
  isRunning(environment: EnvironmentId, service: ServiceKind): boolean {
    const slots = this.byService.get(keyOf(environment, service)) ?? [];
    return slots.some(
      ({ check, isRunning, isRequested, isAsked }) =>
        isAsked || (isRunning && (check.target === undefined || isRequested)),
    );
  }

  /** Starts nothing more, ends what runs, and waits until results that were there are kept. */
  async stop(): Promise<void> {
    this.isStarted = false;
    this.stopping.abort(new DOMException('The console stops', 'AbortError'));
    for (const slot of this.slots) this.timer.clear(slot);
    await Promise.allSettled(this.running);
  }

  private beginSoon(slots: readonly Slot[], crowd: number): void {
    for (const slot of slots) {
      const afterMs = slot.place * APART_MS * (crowd - 1);
      if (afterMs < 1) this.begin(slot);
      else this.wake(slot, afterMs);
    }
  }

  /** Has workers check now, and checks here what they do not bring in time, or at once where they cannot be asked. */
  private askFor(slots: readonly Slot[], isForPerson: boolean): void {
    for (const slot of slots) {
      slot.isAsked = isForPerson;
      this.wake(slot, slot.check.timeoutMs + ASKED_LATE_MS + slot.place * APART_MS * slots.length);
    }
    const targets = slots.map(({ check: { environment, service, target = '' } }) => {
      return { environment, service, target };
    });
    this.options.ask?.(targets, isForPerson).catch(() => {
      if (this.isStarted)
        this.beginSoon(
          slots.filter(({ isRunning }) => !isRunning),
          slots.length,
        );
    });
  }

  private wakeSoon(slot: Slot): void {
    const crowdMs = Math.max(FIRST_CHECK_WITHIN_MS, APART_MS * this.slots.length);
    this.wake(slot, slot.place * Math.min(crowdMs, slot.check.intervalMs ?? crowdMs));
  }

  /** What workers saw meanwhile is on its way. */
  private expectSoon(slot: Slot): void {
    const lateMs = Math.max((slot.check.intervalMs ?? 0) * LATE_SHARE, LEAST_LATE_MS);
    if (!slot.isRunning) this.wake(slot, lateMs + slot.place * APART_MS * this.slots.length);
  }

  private wake(slot: Slot, afterMs: number): void {
    slot.dueMs = this.timer.set(slot, afterMs);
  }

  private beginPlanned(slot: Slot): void {
    // Timers of a process that was stopped ring all at once.
    if (this.options.hasPaused?.()) return;
    if (slot.isRunning) {
      this.skipped += 1;
      return this.planNext(slot);
    }
    if (slot.isAgain && this.options.ask) {
      slot.isAgain = false;
      return this.askFor([slot], false);
    }
    this.lateness.note(Math.max(0, performance.now() - slot.dueMs));
    this.begin(slot);
  }

  private begin(slot: Slot): void {
    this.timer.clear(slot);
    slot.dueMs = Infinity;
    this.planNext(slot);
    const running = this.run(slot).finally(() => this.running.delete(running));
    this.running.add(running);
  }

  private async run(slot: Slot): Promise<void> {
    const { check, isRequested } = slot;
    const { timeoutMs } = check;
    slot.isRunning = true;
    slot.isAsked = slot.isAgain = false;
    const startedMs = performance.now();
    try {
      const status = await check.run({ timeoutMs, stop: this.stopping.signal, isRequested });
      slot.isDone = true;
      slot.endedMs = performance.now();
      if (status === 'down' || status === 'unknown') this.checkAgain(slot, performance.now() - startedMs);
    } catch (error) {
      if (!this.stopping.signal.aborted) this.options.onFault?.(check, error);
    } finally {
      this.done += 1;
      slot.isRunning = false;
      slot.isRequested = false;
      if (slot.isCaught && this.isStarted) this.wakeSoon(slot);
      slot.isCaught = false;
    }
  }

  /** At its own place of an interval, but not soon after the one before. */
  private planNext(slot: Slot): void {
    const { intervalMs } = slot.check;
    if (intervalMs === null || !this.isStarted) return;
    const jitterMs = intervalMs * JITTER * (this.random() - 0.5);
    this.wake(slot, jitterMs + untilNextMs(Date.now(), intervalMs, slot.place, intervalMs * LEAST_APART));
  }

  private checkAgain(slot: Slot, tookMs: number): void {
    const { intervalMs } = slot.check;
    if (intervalMs === null || intervalMs <= CHECK_AGAIN_WITHIN_MS || !this.isStarted) return;
    const againMs = Math.max(0, this.jittered(CHECK_AGAIN_WITHIN_MS) - tookMs);
    if (performance.now() + againMs < slot.dueMs) this.wake(slot, againMs);
  }

  private jittered(ms: number): number {
    return ms * (1 + JITTER * (this.random() - 0.5));
  }
}

/** A check without a result for longer is overdue. */
function longestMs({ intervalMs, timeoutMs }: ScheduledCheck): number {
  return intervalMs === null ? Infinity : staleAfterMs(paceOf({ intervalMs, timeoutMs }));
}

function isAsked(
  check: ScheduledCheck,
  environment: EnvironmentId,
  service: ServiceKind | undefined,
  target: TargetId | undefined,
): boolean {
  if (check.environment !== environment || (service !== undefined && check.service !== service)) return false;
  return target === undefined || check.target === undefined || check.target === target;
}

const keyOf = (environment: EnvironmentId, service: ServiceKind) => `${environment}/${service}`;

function nameOf({
  environment,
  service,
  target = '',
}: Partial<AskedTarget> & Pick<ScheduledCheck, 'environment'>) {
  return JSON.stringify([environment, service, target]);
}
