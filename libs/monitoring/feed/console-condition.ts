import type { ConnectionOutage, ConsoleEvent, StoreProblem } from '@envscope/contracts/index.js';
import type { LiveFeed } from './live-feed.js';

/** More checks that are not observed are news only so often. */
const COUNTED_EVERY_MS = 2_000;

/** How the console itself stands, as pages show it: its store, and its connection to the network. */
export class ConsoleCondition {
  private storeProblem: StoreProblem | null = null;
  private outage: ConnectionOutage | null = null;
  private publishedMs = -Infinity;

  constructor(
    private readonly feed: Pick<LiveFeed, 'publish'>,
    private readonly steady: () => number = () => performance.now(),
  ) {}

  /** As the stream says it. */
  get event(): ConsoleEvent {
    const { storeProblem, outage } = this;
    return { isStoreFailing: storeProblem !== null, storeProblem, outage };
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

  private publish(): void {
    this.publishedMs = this.steady();
    this.feed.publish('console', this.event);
  }
}
