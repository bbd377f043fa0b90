import type {
  ConnectionOutage,
  ConsoleEvent,
  QueueRival,
  SilentLocation,
  StoreProblem,
} from '@envscope/contracts/index.js';
import type { LiveFeed } from './live-feed.js';

/** More checks that are not observed are news only so often. */
const COUNTED_EVERY_MS = 2_000;

/** How the console itself stands, as pages show it: its store, its connection to the network, its queue and workers, and what it could not deliver. */
export class ConsoleCondition {
  private storeProblem: StoreProblem | null = null;
  private outage: ConnectionOutage | null = null;
  private deadLetterCount = 0;
  private unrecordedCount = 0;
  private queueAwaySince: string | null = null;
  private queueRival: QueueRival | null = null;
  private silentLocations: readonly SilentLocation[] = [];
  private publishedMs = -Infinity;

  constructor(
    private readonly feed: Pick<LiveFeed, 'publish'>,
    private readonly steady: () => number = () => performance.now(),
  ) {}

  /** As the stream says it. */
  get event(): ConsoleEvent {
    const { storeProblem, outage, deadLetterCount, unrecordedCount, queueAwaySince, queueRival } = this;
    return {
      isStoreFailing: storeProblem !== null,
      storeProblem,
      outage,
      deadLetterCount,
      unrecordedCount,
      queueAwaySince,
      queueRival,
      silentLocations: [...this.silentLocations],
    };
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
    if (awaySince === this.queueAwaySince) return;
    this.queueAwaySince = awaySince;
    this.publish();
  }

  /** Another console uses the queue with other settings; null while none does. */
  reportRival(rival: QueueRival | null): void {
    if (rival?.since === this.queueRival?.since) return;
    this.queueRival = rival;
    this.publish();
  }

  /** Nothing comes of these. */
  reportSilentLocations(silent: readonly SilentLocation[]): void {
    const namesOf = (of: readonly SilentLocation[]) => JSON.stringify(of.map(({ location }) => location));
    const isNews = namesOf(silent) !== namesOf(this.silentLocations);
    this.silentLocations = silent;
    if (isNews) this.publish();
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
