import type { CheckStatus, EnvironmentId, ServiceKind } from '@envscope/contracts/index.js';
import type { ConsolePart } from '../console-part.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import type { CheckCycle } from '../checks/check-cycle.js';
import type { IntervalOf } from './check-intervals.js';

/** The checks of one service in one environment, which run together again and again. */
export interface CheckRun {
  readonly environment: EnvironmentId;
  readonly service: ServiceKind;
  /** Null: runs once, since only a restart can change the answer. */
  readonly intervalMs: number | null;
  /** Answers how the service stands. */
  run(limits: CheckLimits): Promise<CheckStatus>;
}

/** A check run of every probe in every environment. */
export function checkRunsOf(
  probes: readonly Probe[],
  environments: readonly EnvironmentId[],
  intervalOf: IntervalOf,
  cycle: Pick<CheckCycle, 'run'>,
): CheckRun[] {
  return environments.flatMap((environment) =>
    probes.map((probe): CheckRun => ({
      environment,
      service: probe.service,
      intervalMs: intervalOf(environment, probe.service),
      run: (limits) => cycle.run(probe, environment, limits),
    })),
  );
}

export interface ScheduleOptions {
  readonly timeoutMs: number;
  /** How many check runs may go on at once. */
  readonly concurrency?: number;
  /** A number from 0 to 1; injected by tests. */
  readonly random?: () => number;
  /** Called with what a check run threw: a fault of ours, since what a probe sees is a result. */
  readonly onFault?: (run: CheckRun, error: unknown) => void;
  /** Whether the process has just come out of a pause, after which `checkAnew` was called. */
  readonly hasPaused?: () => boolean;
}

/** Everything is checked for the first time within this time, spread out. */
const FIRST_CHECK_WITHIN_MS = 1_500;
/** A service that is down or unknown is checked again within this time, however long its interval is. */
const CHECK_AGAIN_WITHIN_MS = 60_000;
/** Intervals vary by this share, so that check runs drift apart. */
const JITTER = 0.1;

interface Slot {
  readonly run: CheckRun;
  timer: NodeJS.Timeout | undefined;
  state: 'idle' | 'due' | 'running';
  isRequested: boolean;
  /** The run that goes on was caught by a pause. */
  isCaught: boolean;
}

/** Starts every check run on its interval: never one twice at a time, never too many at once, and none after `stop`. */
export class CheckSchedule implements ConsolePart {
  private readonly slots: readonly Slot[];
  private readonly due: Slot[] = [];
  private readonly running = new Set<Promise<void>>();
  private stopping = new AbortController();
  private isStarted = false;
  private readonly concurrency: number;
  private readonly random: () => number;

  constructor(
    runs: readonly CheckRun[],
    private readonly options: ScheduleOptions,
  ) {
    this.slots = runs.map((run) => ({
      run,
      timer: undefined,
      state: 'idle',
      isRequested: false,
      isCaught: false,
    }));
    this.concurrency = options.concurrency ?? 64;
    this.random = options.random ?? Math.random;
  }

  /** Begins, or begins anew after a stop. */
  start(): void {
    this.stopping = new AbortController();
    this.isStarted = true;
    for (const slot of this.slots) this.wakeSoon(slot);
  }

  /** Plans everything anew after a pause, spread as at the start: all that would be due at once is checked soon, and once. */
  checkAnew(): void {
    if (!this.isStarted) return;
    for (const slot of this.slots) {
      if (slot.state === 'running') slot.isCaught = true;
      if (slot.state !== 'idle') continue;
      clearTimeout(slot.timer);
      if (slot.run.intervalMs !== null) this.wakeSoon(slot);
    }
  }

  /** Checks now. A check run that goes on already is not started again. Answers the services that are being checked. */
  request(environment: EnvironmentId, service?: ServiceKind): ServiceKind[] {
    const asked = this.slots.filter(
      ({ run }) => run.environment === environment && (service === undefined || run.service === service),
    );
    for (const slot of asked) {
      if (slot.state !== 'idle') continue;
      slot.isRequested = true;
      this.enqueue(slot);
    }
    this.pump();
    return asked.map(({ run }) => run.service);
  }

  isRunning(environment: EnvironmentId, service: ServiceKind): boolean {
    return this.slots.some(
      ({ run, state }) => state === 'running' && run.environment === environment && run.service === service,
    );
  }

  /** Starts nothing more, ends what runs, and waits until results that were there are kept. */
  async stop(): Promise<void> {
    this.isStarted = false;
    this.stopping.abort(new DOMException('The console stops', 'AbortError'));
    this.due.length = 0;
    for (const slot of this.slots) clearTimeout(slot.timer);
    await Promise.allSettled(this.running);
  }

  private wakeSoon(slot: Slot): void {
    this.wake(slot, this.random() * FIRST_CHECK_WITHIN_MS);
  }

  private wake(slot: Slot, afterMs: number): void {
    slot.timer = setTimeout(() => {
      // Timers of a process that was stopped ring all at once.
      if (this.options.hasPaused?.()) return;
      this.enqueue(slot);
      this.pump();
    }, afterMs);
  }

  private enqueue(slot: Slot): void {
    if (this.stopping.signal.aborted) return;
    clearTimeout(slot.timer);
    slot.state = 'due';
    this.due.push(slot);
  }

  private pump(): void {
    while (this.running.size < this.concurrency) {
      const slot = this.due.shift();
      if (!slot) return;
      const running = this.runOnce(slot).finally(() => {
        this.running.delete(running);
        this.pump();
      });
      this.running.add(running);
    }
  }

  private async runOnce(slot: Slot): Promise<void> {
    const { run, isRequested } = slot;
    slot.state = 'running';
    slot.isRequested = false;
    const startedAt = performance.now();
    let status: CheckStatus = 'unknown';
    try {
      status = await run.run({
        timeoutMs: this.options.timeoutMs,
        stop: this.stopping.signal,
        isRequested,
      });
    } catch (error) {
      if (!this.stopping.signal.aborted) this.options.onFault?.(run, error);
    } finally {
      slot.state = 'idle';
      this.planNext(slot, status, performance.now() - startedAt);
    }
  }

  private planNext(slot: Slot, status: CheckStatus, tookMs: number): void {
    const { intervalMs } = slot.run;
    const { isCaught } = slot;
    slot.isCaught = false;
    if (this.stopping.signal.aborted) return;
    if (isCaught) return this.wakeSoon(slot);
    if (intervalMs === null) return;
    const isSettled = status !== 'down' && status !== 'unknown';
    const paceMs = isSettled ? intervalMs : Math.min(intervalMs, CHECK_AGAIN_WITHIN_MS);
    const jittered = paceMs * (1 + JITTER * (this.random() - 0.5));
    this.wake(slot, Math.max(0, jittered - tookMs));
  }
}
