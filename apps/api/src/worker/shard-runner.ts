import type { Observation } from '@envscope/contracts/index.js';
import type { Prober } from '@envscope/monitoring/checks/prober.js';
import type { CheckPlan, PlannedCheck } from '@envscope/monitoring/schedule/check-plan.js';
import { SharedTimer } from '@envscope/monitoring/schedule/shared-timer.js';
import { grouped, targetsOf, type CheckJob } from '@envscope/monitoring/workers/messages.js';
import {
  digestOf,
  identityOf,
  isSpread,
  keyOf,
  startMsOf,
  type SpreadTarget,
} from '@envscope/monitoring/workers/shards.js';

/** What comes of a job, for the console. */
export interface RunnerReports {
  /** `plannedMs` is of Redis' clock, the observation's moments are of ours. */
  result(plannedMs: number, isRequested: boolean, observation: Observation): void;
  /** Targets that settings lack, and whether settings say the same of the others as the console's. */
  noteSettings(unknown: readonly SpreadTarget[], isSame: boolean): void;
}

interface Turn {
  readonly check: PlannedCheck;
  readonly plannedMs: number;
  readonly isRequested: boolean;
  readonly ended: (isDone: boolean) => void;
}

/** What begins late begins one after another, so that the worker does not measure its own crowd. */
const APART_MS = 5;
/** So long checks in flight may take to end when the worker stops. */
const LAST_CHECKS_MS = 2_000;

/** Makes the checks of the queue's jobs, each target at its own place in the interval. */
export class ShardRunner {
  private readonly checks: ReadonlyMap<string, PlannedCheck>;
  private readonly timer = new SharedTimer<Turn>((turn) => void this.check(turn));
  private readonly waiting = new Set<Turn>();
  private readonly ending = new AbortController();
  private isStopping = false;
  /** When the last of those that are late begins, by the steady clock. */
  private lastLateMs = 0;

  constructor(
    plan: CheckPlan,
    private readonly prober: Pick<Prober, 'probe'>,
    private readonly reports: RunnerReports,
    private readonly onFault: (error: unknown) => void,
  ) {
    this.checks = new Map(plan.checks.filter(isSpread).map((check) => [keyOf(identityOf(check)), check]));
  }

  /** Makes the checks of a job. Answers those that were not made since the worker stops; null where all were. */
  async run(job: CheckJob, plannedMs: number, clockOffsetMs: number): Promise<CheckJob | null> {
    const targets = targetsOf(job);
    const unknown = targets.filter((target) => !this.checks.has(keyOf(target)));
    const known = targets.filter((target) => this.checks.has(keyOf(target)));
    const checks = known.flatMap((target) => this.checks.get(keyOf(target)) ?? []);
    const isSame = job.digest === '' || unknown.length > 0 || digestOf(checks) === job.digest;
    this.reports.noteSettings(unknown, isSame);
    const made = await Promise.all(
      checks.map((check) => {
        const startMs = job.askedMs ?? startMsOf(identityOf(check), job, plannedMs);
        return this.plan(
          check,
          { plannedMs: startMs, isRequested: job.isRequested },
          startMs - clockOffsetMs,
        );
      }),
    );
    const rest = known.filter((_, index) => made[index] === false);
    return rest.length === 0
      ? null
      : { ...job, digest: digestOfRest(job, rest.length, targets.length), targets: grouped(rest) };
  }

  /** Begins nothing more; what is in flight has two seconds. */
  stop(): void {
    this.isStopping = true;
    for (const turn of this.waiting) {
      this.timer.clear(turn);
      turn.ended(false);
    }
    this.waiting.clear();
    setTimeout(
      () => this.ending.abort(new DOMException('The worker stops', 'AbortError')),
      LAST_CHECKS_MS,
    ).unref();
  }

  private plan(
    check: PlannedCheck,
    turn: Pick<Turn, 'plannedMs' | 'isRequested'>,
    atMs: number,
  ): Promise<boolean> {
    const { promise, resolve: ended } = Promise.withResolvers<boolean>();
    if (this.isStopping) return Promise.resolve(false);
    const planned: Turn = { check, ...turn, ended };
    this.waiting.add(planned);
    this.timer.set(planned, this.untilMs(atMs));
    return promise;
  }

  private untilMs(atMs: number): number {
    const afterMs = atMs - Date.now();
    if (afterMs > 0) return afterMs;
    const nowMs = performance.now();
    this.lastLateMs = Math.max(nowMs, this.lastLateMs + APART_MS);
    return this.lastLateMs - nowMs;
  }

  private async check(turn: Turn): Promise<void> {
    const { check, plannedMs, isRequested, ended } = turn;
    this.waiting.delete(turn);
    const { probe, environment, target, terms } = check;
    const limits = { timeoutMs: terms?.timeoutMs ?? 0, stop: this.ending.signal, isRequested };
    try {
      const observation = await this.prober.probe(probe, environment, limits, target?.id);
      if (observation) this.reports.result(plannedMs, isRequested, observation);
      ended(true);
    } catch (error) {
      ended(!this.ending.signal.aborted);
      if (!this.ending.signal.aborted) this.onFault(error);
    }
  }
}

/** A part of a job has no digest of its own: the whole was compared. */
function digestOfRest({ digest }: CheckJob, rest: number, all: number): string {
  return rest === all ? digest : '';
}
