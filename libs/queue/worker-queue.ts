import type { LocationId } from '@envscope/contracts/index.js';
import type { Network } from '@envscope/integrations/network/network.js';
import { within } from '@envscope/monitoring/clock/within.js';
import { CheckJob, type WorkerReport } from '@envscope/monitoring/workers/messages.js';
import { QueueEventsProducer, WaitingError, Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { connectionTo, keyPrefixOf, queueNameOf, wordsOf, type QueuePlace } from './queue-connection.js';
import { readFacts, readOffset, refusalOf, warningOf } from './queue-facts.js';
import { KEPT_REPORTS, REPORT } from './report-reader.js';

/** Makes the checks of a job that was planned for that moment of Redis' clock; answers what it did not begin, null where all is done. */
export type Processor = (job: CheckJob, plannedMs: number) => Promise<CheckJob | null>;

export interface WorkerQueueOptions {
  readonly location: LocationId | undefined;
  readonly name: string;
  readonly process: Processor;
  readonly log: { log(message: string): void; warn(message: string): void };
}

/** A worker that died is noticed within both together. */
const LOCK_MS = 6_000;
const STALLED_EVERY_MS = 5_000;
/** Most jobs only wait for the places of their targets. */
const JOBS_AT_A_TIME = 100;
const BEGINS_WITHIN_MS = 10_000;
const CLOCK_EVERY_MS = 60_000;
const ANSWER_WITHIN_MS = 3_000;
const CLOSED_WITHIN_MS = 3_000;
/** A request that waited longer is answered by the console by now. */
const OLDEST_REQUEST_MS = 30_000;

/** A worker's side of the queue: it takes jobs of its location and reports by the queue's stream of events. */
export class WorkerQueue {
  /** How far Redis' clock is ahead of ours, milliseconds. */
  clockOffsetMs = 0;
  private readonly link: Redis;
  private readonly worker: Worker<CheckJob>;
  private readonly producer: QueueEventsProducer;
  private clockTimer: NodeJS.Timeout | undefined;
  private cause = 'it does not answer';
  private isAway = false;

  constructor(
    place: QueuePlace,
    network: Network,
    private readonly options: WorkerQueueOptions,
  ) {
    const name = queueNameOf(options.location);
    const note = (error: Error) => this.note(error);
    this.link = connectionTo(place, network, note);
    const common = { prefix: keyPrefixOf(place), skipVersionCheck: true };
    this.producer = new QueueEventsProducer(name, { ...common, connection: this.link });
    this.producer.on('error', note);
    this.worker = new Worker<CheckJob>(name, (job, token) => this.work(job, token), {
      ...common,
      connection: connectionTo(place, network, note),
      name: options.name,
      autorun: false,
      concurrency: JOBS_AT_A_TIME,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_EVERY_MS,
      maxStalledCount: 2,
    });
    this.worker.on('error', note);
    this.link.on('ready', () => this.turned());
  }

  /** Begins to take jobs. Rejects where the queue cannot be used, with words for a person. */
  async start(): Promise<void> {
    const begun = await within(
      BEGINS_WITHIN_MS,
      this.link.status === 'wait' ? this.link.connect() : Promise.resolve(),
    );
    const facts = begun.fault === undefined ? await within(ANSWER_WITHIN_MS, readFacts(this.link)) : begun;
    if (!('value' in facts) || facts.value === undefined)
      throw new Error(`The queue cannot be used: ${this.cause}`);
    const refusal = refusalOf(facts.value);
    if (refusal !== null) throw new Error(`The queue cannot be used: ${refusal}`);
    const warning = warningOf(facts.value);
    if (warning !== null) this.options.log.warn(warning);
    this.clockOffsetMs = facts.value.offsetMs;
    this.clockTimer = setInterval(() => void this.readClock(), CLOCK_EVERY_MS);
    void this.worker.run().catch((error: unknown) => this.note(error));
  }

  /** Rejects where it cannot be said; waits as long as the queue is away. */
  async report(report: WorkerReport): Promise<void> {
    await this.producer.publishEvent({ eventName: REPORT, report: JSON.stringify(report) }, KEPT_REPORTS);
  }

  /** Takes no more jobs, and waits for those that it has, which end early once the processor stops. */
  async drain(): Promise<void> {
    await within(CLOSED_WITHIN_MS, this.worker.close());
  }

  async stop(): Promise<void> {
    clearInterval(this.clockTimer);
    await within(CLOSED_WITHIN_MS, Promise.allSettled([this.worker.close(true), this.producer.close()]));
    this.link.disconnect();
  }

  private async work(job: Job<CheckJob>, token: string | undefined): Promise<void> {
    const parsed = CheckJob.safeParse(job.data);
    if (!parsed.success)
      throw new Error('A job that this worker does not understand: run it and the console in one version');
    const asked = parsed.data;
    const plannedMs = asked.askedMs ?? plannedMsOf(job);
    const lateMs = Date.now() + this.clockOffsetMs - plannedMs;
    // The next job of the same targets is due: nobody was there for this one, and the console has checked itself.
    if (lateMs > (asked.askedMs === null ? asked.intervalMs : OLDEST_REQUEST_MS)) return;
    const rest = await this.options.process(asked, plannedMs);
    if (rest === null) return;
    await job.updateData(rest);
    await job.moveToWait(token);
    throw new WaitingError();
  }

  private async readClock(): Promise<void> {
    const { value } = { value: undefined, ...(await within(ANSWER_WITHIN_MS, readOffset(this.link))) };
    if (value !== undefined) this.clockOffsetMs = value;
  }

  private note(error: unknown): void {
    this.cause = wordsOf(error);
    if (this.isAway || this.link.status === 'ready') return;
    this.isAway = true;
    this.options.log.warn(`The queue is away: ${this.cause}`);
  }

  private turned(): void {
    if (this.isAway) this.options.log.log('The queue answers again');
    this.isAway = false;
  }
}

/** A scheduler's job says in its id alone for when it was planned: `repeat:<scheduler>:<epoch milliseconds>`. */
function plannedMsOf({ id = '', timestamp }: Job): number {
  const plannedMs = Number(id.split(':').at(-1));
  return id.startsWith('repeat:') && plannedMs > 0 ? plannedMs : timestamp;
}
