import type { LocationId } from '@envscope/contracts/index.js';
import type { Network } from '@envscope/integrations/network/network.js';
import { within } from '@envscope/monitoring/clock/within.js';
import { grouped, WorkerReport, type CheckJob } from '@envscope/monitoring/workers/messages.js';
import type { Shard, SpreadTarget } from '@envscope/monitoring/workers/shards.js';
import type { HowAsked, QueueListener, WorkQueue } from '@envscope/monitoring/workers/work-queue.js';
import { Queue, type JobsOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import { hostname } from 'node:os';
import { connectionTo, keyPrefixOf, queueNameOf, wordsOf, type QueuePlace } from './queue-connection.js';
import { commandsAMonth, costOf } from './queue-cost.js';
import { offsetThatMatters, readFacts, readOffset, refusalOf, warningOf } from './queue-facts.js';
import { KEPT_REPORTS, ReportReader } from './report-reader.js';
import { RivalWatch, SHOWN_EVERY_MS } from './rival-watch.js';

/** Where it says what people should know. */
interface QueueLog {
  log(message: string): void;
  warn(message: string): void;
}

/** How often it is asked whether it answers, and what time it has. */
const ASKED_EVERY_MS = 5_000;
const ANSWER_WITHIN_MS = 3_000;
const TAKEN_WITHIN_MS = 1_000;
const PUBLISHED_WITHIN_MS = 30_000;
const CLOSED_WITHIN_MS = 1_000;
/** So many schedulers are written at a time: each is a script with the names of its targets. */
const WRITTEN_TOGETHER = 20;
const CURE = 'give one of them a QUEUE_PREFIX of its own, or both the same settings';
/** Jobs that ended are of no use; what they brought is in the stream of events. */
const JOB: JobsOptions = { removeOnComplete: true, removeOnFail: true };

/** The queue on BullMQ: a job scheduler for each shard, and reports by the queue's stream of events. */
export class BullWorkQueue implements WorkQueue {
  clockOffsetMs = 0;
  commandsAMonth = 0;
  private link: Redis | undefined;
  private queues = new Map<LocationId | undefined, Queue>();
  private readers: ReportReader[] = [];
  private timer: NodeJS.Timeout | undefined;
  private rivals: RivalWatch | undefined;
  private shownMs = -Infinity;
  private hasRival = false;
  private cause = 'it does not answer';
  private isUsable = false;
  /** What was said last, so that it is said once. */
  private said = '';

  constructor(
    private readonly place: QueuePlace,
    private readonly network: Network,
    private readonly log: QueueLog,
    private readonly name = hostname(),
  ) {}

  start(shards: readonly Shard[], listener: QueueListener): void {
    this.isUsable = false;
    this.commandsAMonth = commandsAMonth(shards);
    if (shards.length > 0) this.log.log(costOf(shards));
    const link = this.connect();
    this.link = link;
    const locations = new Set(shards.map(({ location }) => location));
    this.queues = new Map([...locations].map((location) => [location, this.open(location, link)]));
    this.rivals = new RivalWatch(`${keyPrefixOf(this.place)}:consoles`, this.name, shards);
    this.shownMs = -Infinity;
    const turn = async (): Promise<void> => {
      const isUsable = await this.look(link, shards, listener);
      if (isUsable && this.link === link) await this.lookForRivals(link, shards, listener);
      if (this.link !== link) return;
      listener.turned(isUsable, this.cause);
      this.timer = setTimeout(() => void turn(), ASKED_EVERY_MS);
    };
    void turn();
  }

  async ask(targets: readonly SpreadTarget[], { location, isRequested }: HowAsked): Promise<void> {
    const queue = this.queues.get(location);
    if (!queue || !this.isUsable) throw new Error('The queue does not answer');
    const askedMs = Date.now() + this.clockOffsetMs;
    const job = { ...jobOf({ targets, intervalMs: 0, offsetMs: 0, digest: '' }), askedMs, isRequested };
    // Before what is planned: a person waits.
    const added = await within(TAKEN_WITHIN_MS, queue.add('asked', job, { ...JOB, lifo: true }));
    if (added.fault !== undefined) throw new Error(added.fault);
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    const { link, queues, readers, rivals, isUsable } = this;
    this.link = undefined;
    this.rivals = undefined;
    this.hasRival = false;
    this.queues = new Map();
    this.readers = [];
    const closing = [
      ...readers.map((reader) => reader.stop()),
      ...[...queues.values()].map((queue) => queue.close()),
      ...(link && rivals && isUsable ? [rivals.leave(link)] : []),
    ];
    await within(CLOSED_WITHIN_MS, Promise.allSettled(closing));
    link?.disconnect();
  }

  /** Whether it can be used. The first time, and whenever it was away, it gets anew what is to be checked: it may have forgotten. */
  private async look(link: Redis, shards: readonly Shard[], listener: QueueListener): Promise<boolean> {
    const wasUsable = this.isUsable;
    const answer = await within(ANSWER_WITHIN_MS, wasUsable ? readOffset(link) : this.begin(link));
    let { fault } = answer;
    if (answer.fault === undefined) {
      this.clockOffsetMs = offsetThatMatters(answer.value);
      if (!wasUsable) ({ fault } = await within(PUBLISHED_WITHIN_MS, this.publish(link, shards, listener)));
    }
    if (fault !== undefined && link.status === 'ready') this.cause = fault.replace(/^It /, 'it ');
    return (this.isUsable = fault === undefined);
  }

  /** Says where another console schedules something else. Once that has left, this one's own is scheduled anew: it may be gone. */
  private async lookForRivals(link: Redis, shards: readonly Shard[], listener: QueueListener): Promise<void> {
    if (!this.rivals || performance.now() - this.shownMs < SHOWN_EVERY_MS) return;
    this.shownMs = performance.now();
    const { value } = {
      value: undefined,
      ...(await within(ANSWER_WITHIN_MS, this.rivals.look(link, Date.now() + this.clockOffsetMs))),
    };
    if (!value || this.link !== link) return;
    const { rival, found, hasLeft } = value;
    if (found !== null)
      this.log.warn(
        `Another console (${found}) has just used this queue with other settings. Unless it has ended, ${CURE}`,
      );
    if (rival && !this.hasRival)
      this.log.warn(
        `Another console (${rival.name}) uses this queue with other settings, and each removes what the other has scheduled: ${CURE}`,
      );
    if ((rival !== null) !== this.hasRival) listener.rivalled(rival);
    this.hasRival = rival !== null;
    if (hasLeft) await within(PUBLISHED_WITHIN_MS, this.publish(link, shards, listener));
  }

  private async begin(link: Redis): Promise<number> {
    if (link.status === 'wait') await link.connect();
    const facts = await readFacts(link);
    const refusal = refusalOf(facts);
    if (refusal !== null) throw new Error(refusal);
    this.say(warningOf(facts));
    return facts.offsetMs;
  }

  /** Has it schedule these shards and no others, and listens. */
  private async publish(link: Redis, shards: readonly Shard[], listener: QueueListener): Promise<void> {
    for (const [location, queue] of this.queues) {
      const own = shards.filter((shard) => shard.location === location);
      const ids = new Set(own.map(({ id }) => id));
      for (const { key } of await queue.getJobSchedulers())
        if (!ids.has(key)) await queue.removeJobScheduler(key);
      for (let first = 0; first < own.length; first += WRITTEN_TOGETHER)
        await Promise.all(own.slice(first, first + WRITTEN_TOGETHER).map((shard) => schedule(queue, shard)));
    }
    await this.forgetOthers(link);
    if (this.link !== link || this.readers.length > 0) return;
    const nowMs = Date.now() + this.clockOffsetMs;
    this.readers = [...this.queues.keys()].map((location) => {
      const options = { connection: this.connect(), prefix: keyPrefixOf(this.place) };
      return new ReportReader(queueNameOf(location), options, nowMs, (text) =>
        this.read(text, location, listener),
      );
    });
  }

  /** Queues of locations that are planned no more: nobody works on them, and their jobs would wait for ever. */
  private async forgetOthers(link: Redis): Promise<void> {
    const register = `${keyPrefixOf(this.place)}:queues`;
    const names = [...this.queues.keys()].map(queueNameOf);
    const others = (await link.smembers(register)).filter((name) => !names.includes(name));
    for (const name of others) {
      const queue = new Queue(name, {
        connection: link,
        prefix: keyPrefixOf(this.place),
        skipVersionCheck: true,
      });
      queue.on('error', (error) => this.note(error));
      await queue.obliterate({ force: true });
      await link.srem(register, name);
    }
    if (names.length > 0) await link.sadd(register, ...names);
  }

  private read(text: string, location: LocationId | undefined, listener: QueueListener): void {
    const report = WorkerReport.safeParse(parsed(text));
    // A worker of another version, or somebody else's event.
    if (!report.success)
      return this.say('A worker reports what this console does not understand: run both in one version');
    if ((report.data.location ?? undefined) === location) listener.heard(report.data);
  }

  private open(location: LocationId | undefined, connection: Redis): Queue {
    const queue = new Queue(queueNameOf(location), {
      connection,
      prefix: keyPrefixOf(this.place),
      skipVersionCheck: true,
      streams: { events: { maxLen: KEPT_REPORTS } },
    });
    queue.on('error', (error) => this.note(error));
    return queue;
  }

  private connect(): Redis {
    return connectionTo(this.place, this.network, (error) => this.note(error));
  }

  private note(error: unknown): void {
    this.cause = wordsOf(error);
  }

  private say(warning: string | null): void {
    if (warning !== null && warning !== this.said) this.log.warn(warning);
    this.said = warning ?? this.said;
  }
}

async function schedule(queue: Queue, shard: Shard): Promise<void> {
  const { id, intervalMs, offsetMs } = shard;
  const repeat = { every: intervalMs, offset: offsetMs };
  await queue.upsertJobScheduler(id, repeat, { name: 'shard', data: jobOf(shard), opts: JOB });
}

function jobOf({ targets, intervalMs, offsetMs, digest }: Omit<Shard, 'id' | 'location'>): CheckJob {
  return {
    version: 1,
    intervalMs,
    offsetMs,
    digest,
    askedMs: null,
    isRequested: false,
    targets: grouped(targets),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
