import type {
  CheckStatus,
  LocationId,
  LocationStanding,
  Observation,
  QueueRival,
  WorkersReport,
} from '@envscope/contracts/index.js';
import { momentOf, type Clock } from '@envscope/integrations/kernel/clock.js';
import type { CheckLimits } from '@envscope/integrations/kernel/probe.js';
import type { CheckCycle } from '../checks/check-cycle.js';
import type { StatusBoard } from '../checks/status-board.js';
import type { ConsolePart } from '../console-part.js';
import type { CheckPlan, PlannedCheck } from '../schedule/check-plan.js';
import type { CheckSchedule } from '../schedule/check-schedule.js';
import { countByEnvironment, LocationWatch, type WatchedLocation } from './location-watch.js';
import type { WorkerReport, WorkerResult } from './messages.js';
import { QueueWatch } from './queue-watch.js';
import { ReportLedger } from './report-ledger.js';
import { identityOf, isSpread, keyOf, shardsOf, type SpreadTarget } from './shards.js';
import { shifted } from './shifted.js';
import { HEARD_OF_WITHIN_MS, WorkerRoster } from './worker-roster.js';
import type { QueueListener, WorkQueue } from './work-queue.js';
import type { WatchedSource } from './worker-incident.js';

/** What the console says of its workers, beside what it shows. */
export interface SpreadOptions {
  readonly clock: Clock;
  /** The queue is away since then, ISO 8601, or answers again. */
  readonly onTurn: (awaySince: string | null, cause: string) => void;
  /** Another console uses the queue with other settings; null once none does any more. */
  readonly onRival: (rival: QueueRival | null) => void;
  /** A result could not be taken: a fault of ours. */
  readonly onFault: (error: unknown) => void;
}

const MINUTE_MS = 60_000;

/**
 * Has workers make the checks that can be made anywhere, and takes what they report as if the console had seen it. Without a queue it
 * does nothing. That a check is made at all is the schedule's: it makes those itself of which nothing comes.
 */
export class SpreadChecks implements ConsolePart, QueueListener {
  private readonly spread: readonly PlannedCheck[];
  private readonly roster: WorkerRoster;
  private readonly locations: LocationWatch;
  private readonly queueWatch: QueueWatch;
  private ledger: ReportLedger;
  private schedule: Pick<CheckSchedule, 'brought' | 'standAlone'> | undefined;
  private isStarted = false;
  private awaySince: string | null = null;
  private rival: QueueRival | null = null;
  /** When the console made checks in workers' place, by the steady clock. */
  private readonly standIns: number[] = [];
  private readonly taking = new Set<Promise<unknown>>();
  private index: ReadonlyMap<string, PlannedCheck> | undefined;

  constructor(
    private readonly queue: WorkQueue | null,
    private readonly plan: CheckPlan,
    private readonly cycle: Pick<CheckCycle, 'probe' | 'take'>,
    private readonly board: Pick<StatusBoard, 'of'>,
    private readonly options: SpreadOptions,
  ) {
    this.spread = queue === null ? [] : plan.checks.filter(isSpread);
    this.roster = new WorkerRoster(options.clock.steady);
    this.locations = new LocationWatch(this.spread, options.clock.steady);
    this.queueWatch = new QueueWatch(options.clock.steady);
    this.ledger = this.newLedger();
  }

  /** Whether workers make the check, where there are some. */
  isSpread(check: PlannedCheck): boolean {
    return this.queue !== null && isSpread(check);
  }

  /** Whether workers can be asked. */
  get isAnswering(): boolean {
    return this.isStarted && this.queue !== null && this.awaySince === null;
  }

  /** The schedule that takes note of what workers brought; named afterwards, since it runs checks by this class. */
  serve(schedule: Pick<CheckSchedule, 'brought' | 'standAlone'>): void {
    this.schedule = schedule;
  }

  start(): void {
    if (this.queue === null) return;
    this.ledger = this.newLedger();
    this.locations.forgive();
    this.queueWatch.begin();
    this.isStarted = true;
    this.queue.start(shardsOf(this.spread), this);
  }

  async stop(): Promise<void> {
    this.isStarted = false;
    this.awaySince = null;
    this.rivalled(null);
    await this.queue?.stop();
    await Promise.allSettled(this.taking);
  }

  /** The queue and the workers, for people. */
  report(isLeading: boolean): WorkersReport {
    const { clock } = this.options;
    const steadyMs = clock.steady();
    return {
      queue: this.queueStanding(isLeading),
      awaySince: isLeading ? this.awaySince : null,
      rival: isLeading ? this.rival : null,
      workers: isLeading ? this.roster.list(clock.now()) : [],
      locations: isLeading ? this.locations.list().map((watched) => this.standingOf(watched)) : [],
      spreadChecks: this.spread.length,
      standInsPerMinute: this.standIns.filter((atMs) => steadyMs - atMs < MINUTE_MS).length,
      commandsAMonth: this.queue?.commandsAMonth ?? null,
    };
  }

  /**
   * What workers' checks depend on, and since when nothing comes of it. While the queue is away nothing can come from a location,
   * which is no news of it.
   */
  watched(): readonly WatchedSource[] {
    if (this.spread.length === 0) return [];
    const { awaySinceMs, backSinceMs, hasSettled } = this.queueWatch;
    const checks = countByEnvironment(this.spread);
    const queue = { source: { service: 'queue' }, checks, awaySinceMs, backSinceMs, hasSettled } as const;
    const locations = this.locations.list().map(({ location, ...known }) => ({
      source: { service: 'workers', location } as const,
      checks: known.checks,
      awaySinceMs: this.isAnswering ? known.silentSinceMs : null,
      backSinceMs: this.isAnswering ? known.steadySinceMs : null,
      hasSettled: this.isAnswering && known.hasSettled,
    }));
    return [queue, ...locations];
  }

  /** Time passed in which nobody listened. */
  forgive(): void {
    this.locations.forgive();
    this.queueWatch.forgive();
  }

  /** Asks workers to check now. Rejects where nobody would, or the queue does not take it. */
  async ask(targets: readonly SpreadTarget[], isRequested: boolean): Promise<void> {
    if (!this.isAnswering) throw new Error('The queue does not answer');
    const places = Map.groupBy(
      targets.flatMap((target) => {
        const { locations = [] } = this.plannedOf(target) ?? {};
        return (locations.length > 0 ? locations : [undefined]).map((location) => ({ target, location }));
      }),
      ({ location }) => location,
    );
    if (![...places.keys()].every((location) => this.roster.isStaffed(location)))
      throw new Error('No worker was heard of lately');
    const { queue } = this;
    if (queue === null) return;
    const calls = [...places].map(([location, asked]) =>
      queue.ask(
        asked.map(({ target }) => target),
        { location, isRequested },
      ),
    );
    await Promise.all(calls);
  }

  /** Checks in workers' place. What a worker brought meanwhile stands. */
  async standIn(check: PlannedCheck, limits: CheckLimits): Promise<CheckStatus> {
    const { probe, environment, target, locations } = check;
    const begunMs = this.options.clock.steady();
    this.noteStandIn(begunMs);
    const observation = await this.cycle.probe(probe, environment, limits, target?.id);
    if (!observation) return 'unknown';
    const checkedMs = Date.parse(observation.observedAt) + (this.queue?.clockOffsetMs ?? 0);
    if (!this.ledger.admitsOwn(observation, locations, { begunMs, checkedMs })) return 'unknown';
    return this.cycle.take(observation, { isRequested: limits.isRequested === true });
  }

  heard(report: WorkerReport): void {
    if (!this.isStarted) return;
    this.roster.note(report);
    this.locations.note(report);
    const location = report.location ?? undefined;
    for (const result of report.results) {
      const check = this.plannedFor(result.observation, location);
      if (!check) continue;
      this.letGo(check, result);
      const intervalMs = check.terms?.intervalMs ?? 0;
      if (this.ledger.admits(result, location, intervalMs)) this.take(result, location);
    }
  }

  turned(isAnswering: boolean, cause: string): void {
    if (!this.isStarted) return;
    this.queueWatch.turned(isAnswering);
    if (isAnswering === (this.awaySince === null)) return;
    this.awaySince = isAnswering ? null : new Date(this.options.clock.now()).toISOString();
    this.options.onTurn(this.awaySince, cause);
    if (isAnswering) this.locations.forgive();
    else this.schedule?.standAlone();
  }

  rivalled(rival: QueueRival | null): void {
    this.rival = rival;
    this.options.onRival(rival);
  }

  /** Whether every worker that is there was heard of by now. */
  private get hasListened(): boolean {
    const { backSinceMs } = this.queueWatch;
    return backSinceMs !== null && this.options.clock.steady() - backSinceMs >= HEARD_OF_WITHIN_MS;
  }

  private queueStanding(isLeading: boolean): WorkersReport['queue'] {
    if (this.queue === null) return 'unused';
    if (!isLeading) return 'elsewhere';
    if (!this.queueWatch.isKnown) return 'connecting';
    return this.awaySince === null ? 'answering' : 'away';
  }

  private standingOf({ location, checks, broughtMs, silentSinceMs }: WatchedLocation): LocationStanding {
    const at = (steadyMs: number) => new Date(momentOf(this.options.clock, steadyMs)).toISOString();
    return {
      location,
      checks: [...checks.values()].reduce((sum, count) => sum + count, 0),
      isStaffed: this.roster.isStaffed(location ?? undefined) || (this.hasListened ? false : null),
      broughtAt: broughtMs === null ? null : at(broughtMs),
      silentSince: silentSinceMs === null || !this.isAnswering ? null : at(silentSinceMs),
    };
  }

  /** The old ones stand in front: of thousands a minute none is looked at twice. */
  private noteStandIn(atMs: number): void {
    this.standIns.push(atMs);
    this.standIns.splice(
      0,
      this.standIns.findIndex((other) => atMs - other < MINUTE_MS),
    );
  }

  /** Whatever counts of it: a worker was there within the interval, so that the console need not be. */
  private letGo({ terms }: PlannedCheck, { observation, isRequested }: WorkerResult): void {
    const { environment, service, observedAt, results } = observation;
    const agoMs = this.options.clock.now() + (this.queue?.clockOffsetMs ?? 0) - Date.parse(observedAt);
    if (agoMs > (terms?.intervalMs ?? 0)) return;
    // What waited for the queue is older than it comes: the next one is due as much sooner.
    const brought = { isRequested, agoMs: Math.max(0, agoMs) };
    for (const { target, status } of results)
      this.schedule?.brought({ environment, service, target }, { status, ...brought });
  }

  /** Each result goes its own way from here: the store may take its time. */
  private take(result: WorkerResult, location: LocationId | undefined): void {
    const observation = shifted(result.observation, -(this.queue?.clockOffsetMs ?? 0));
    const { isRequested } = result;
    const taken = this.cycle
      .take(observation, { isRequested, ...(location === undefined ? {} : { location }) })
      .catch(this.options.onFault)
      .finally(() => this.taking.delete(taken));
    this.taking.add(taken);
  }

  /** The check that it is of, if workers are to make it there: the queue may hold what an earlier plan asked for. */
  private plannedFor(
    { environment, service, covers, results }: Observation,
    location: LocationId | undefined,
  ): PlannedCheck | undefined {
    const [first] = results;
    if (covers !== 'targets' || results.length !== 1 || !first) return undefined;
    const check = this.plannedOf({ environment, service, target: first.target });
    if (!check) return undefined;
    const isThere =
      location === undefined ? check.locations.length === 0 : check.locations.includes(location);
    return isThere ? check : undefined;
  }

  private plannedOf(target: SpreadTarget): PlannedCheck | undefined {
    this.index ??= new Map(this.spread.map((check) => [keyOf(identityOf(check)), check]));
    return this.index.get(keyOf(target));
  }

  private newLedger(): ReportLedger {
    return new ReportLedger(({ environment, service, results }) => {
      const at = this.board.of(environment, service)?.result(results[0]?.target ?? '')?.checkedAt;
      return at === undefined ? undefined : Date.parse(at) + (this.queue?.clockOffsetMs ?? 0);
    }, this.options.clock.steady);
  }
}
