import type { ConnectionOutage, ConsoleEvent, StoreProblem } from '@envscope/contracts/index.js';
import type { LiveFeed } from './live-feed.js';

/** More checks that are not observed are news only so often. */
const COUNTED_EVERY_MS = 2_000;

/** How the console itself stands, as pages show it: its store, its connection to the network, its queue, and what it could not deliver. */
export class ConsoleCondition {
  private storeProblem: StoreProblem | null = null;
  private outage: ConnectionOutage | null = null;
  private deadLetterCount = 0;
  private unrecordedCount = 0;
  private queueAwaySince: string | null = null;
  private publishedMs = -Infinity;

  constructor(
    private readonly feed: Pick<LiveFeed, 'publish'>,
    private readonly steady: () => number = () => performance.now(),
  ) {}

  /** As the stream says it. */
  get event(): ConsoleEvent {
    const { storeProblem, outage, deadLetterCount, unrecordedCount, queueAwaySince } = this;
    const isStoreFailing = storeProblem !== null;
    return { isStoreFailing, storeProblem, outage, deadLetterCount, unrecordedCount, queueAwaySince };
  }

  reportStore(problem: StoreProblem | null): void {
    this.storeProblem = problem;
    this.publish();
  }

  /** Null while the network can be reached. */
  reportOutage(outage: ConnectionOutage | null): void {
    const isNews = outage?.since !== this.outage?.since;
    this.outage = outage;
    if (isNews || (outage && this.steady() - this.publishedMs >= COUNTED_EVERY_MS)) this.publish();
  }

  /** The queue of workers is away since then, ISO 8601; null while it answers, or there is none. */
  reportQueue(awaySince: string | null): void {
    this.queueAwaySince = awaySince;
    this.publish();
  }

  /** Notifications that reached nobody, and that nobody has dismissed. */
  reportDeadLetters(count: number): void {
    if (count === this.deadLetterCount) return;
    this.deadLetterCount = count;
    this.publish();
  }

  /** What was done, and could not be recorded yet. */
  reportUnrecorded(count: number): void {
    if (count === this.unrecordedCount) return;
    this.unrecordedCount = count;
    this.publish();
  }

  private publish(): void {
    this.publishedMs = this.steady();
    this.feed.publish('console', this.event);
  }
}
