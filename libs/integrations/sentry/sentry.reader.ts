import type { CheckLimits } from '@envscope/integrations/kernel/probe.js';
import { Recent } from '@envscope/integrations/kernel/recent.js';
import { sumOf } from './errors-by-hour.js';
import { partOf, recentPart, type Part } from './part.js';
import type { Delivered, Issue, IssuePage, SentryClient } from './sentry.client.js';
import type { SentryParts } from './sentry.snapshot.js';

/** How old what changes slowly may be. */
const SELDOM_MS = 600_000;
/** The share of the deadline that a call may take, so that a part that hangs leaves time to report the others. */
const PART_OF_DEADLINE = 0.8;

/** Reads one environment: three calls a check, the rest every ten minutes or when a person asks. */
export class SentryReader {
  private readonly frequent: Recent<Part<readonly Issue[]>>;
  private readonly fortnight: Recent<Part<number>>;
  private readonly delivered: Recent<Part<Delivered>>;
  private readonly known: Recent<Part<readonly string[]>>;

  constructor(
    private readonly client: SentryClient,
    steady: () => number,
  ) {
    this.frequent = new Recent(SELDOM_MS, steady);
    this.fortnight = new Recent(SELDOM_MS, steady);
    this.delivered = new Recent(SELDOM_MS, steady);
    this.known = new Recent(SELDOM_MS, steady);
  }

  /** Reads every part; it never throws, since each holds its own failure. */
  async read(signal: AbortSignal, { timeoutMs, isRequested }: CheckLimits): Promise<SentryParts> {
    const { client } = this;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs * PART_OF_DEADLINE)]);
    const firstIssues = partOf(client.issues('new', limit));
    const [issues, frequent, errors, fortnight, sessions, delivered, known] = await Promise.all([
      firstIssues,
      firstIssues.then((page) => this.readFrequent(page, limit, isRequested)),
      partOf(client.errors('24h', limit)),
      recentPart(this.fortnight, async () => sumOf(await client.errors('14d', limit)), isRequested),
      partOf(client.sessions(limit)),
      recentPart(this.delivered, () => client.delivered(limit), isRequested),
      recentPart(this.known, () => client.environments(limit), isRequested),
    ]);
    return { issues, frequent, errors, fortnight, sessions, delivered, known };
  }

  private async readFrequent(
    page: Part<IssuePage>,
    signal: AbortSignal,
    isRequested: boolean | undefined,
  ): Promise<Part<readonly Issue[]>> {
    if (page.isRead && page.value.issues.length >= page.value.count && !page.value.isAtLeast) {
      // All issues are on the page: sorting it spares a call and is never old.
      return { isRead: true, value: page.value.issues.toSorted((a, b) => b.events - a.events) };
    }
    const read = async () => (await this.client.issues('freq', signal)).issues;
    return recentPart(this.frequent, read, isRequested);
  }
}
