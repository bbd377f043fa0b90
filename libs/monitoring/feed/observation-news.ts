import type { ObservationEvent } from '@envscope/contracts/index.js';
import type { LiveFeed } from './live-feed.js';

/** Changes of one service are published no more often than this: hundreds of targets may change at once … */
const CHANGES_APART_MS = 250;
/** … and what is as it was no more often than this, and so much more for each target: open pages read all of them anew at each event. */
const REPEATS_APART_MS = 3_000;
const REPEATS_APART_MS_A_TARGET = 5;

/** What was published of a service, and what is to be. */
interface Publication {
  atMs: number;
  /** The newest event, published once the timer rings. */
  waiting: ObservationEvent | undefined;
  dueMs: number;
  timer: NodeJS.Timeout | undefined;
}

/** Publishes observations: a change at once, the others every few seconds, however many targets a service has. */
export class ObservationNews {
  private readonly services = new Map<string, Publication>();

  constructor(private readonly feed: Pick<LiveFeed, 'publish'>) {}

  /** `isAwaited`: a status has changed, or a person asked for the check. `targets`: how many the service has. */
  note(event: ObservationEvent, isAwaited: boolean, targets = 1): void {
    const publication = this.of(event);
    const news = joined(publication.waiting, event);
    const nowMs = performance.now();
    const repeatsApartMs = REPEATS_APART_MS + targets * REPEATS_APART_MS_A_TARGET;
    const dueMs = publication.atMs + (isAwaited ? CHANGES_APART_MS : repeatsApartMs);
    if (dueMs <= nowMs) return this.publish(publication, news);
    const isSooner = publication.waiting === undefined || dueMs < publication.dueMs;
    publication.waiting = news;
    if (!isSooner) return;
    clearTimeout(publication.timer);
    publication.dueMs = dueMs;
    publication.timer = setTimeout(() => {
      if (publication.waiting) this.publish(publication, publication.waiting);
    }, dueMs - nowMs);
    publication.timer.unref();
  }

  private publish(publication: Publication, event: ObservationEvent): void {
    clearTimeout(publication.timer);
    publication.atMs = performance.now();
    publication.waiting = undefined;
    this.feed.publish('observation', event);
  }

  private of({ environment, service }: ObservationEvent): Publication {
    const key = `${environment}/${service}`;
    const known = this.services.get(key);
    if (known) return known;
    const begun = { atMs: -Infinity, waiting: undefined, dueMs: 0, timer: undefined };
    this.services.set(key, begun);
    return begun;
  }
}

/** The newer event, with what was asked for before and whether anything has changed since then. */
function joined(before: ObservationEvent | undefined, event: ObservationEvent): ObservationEvent {
  const requested = [...(before?.requested ?? []), ...(event.requested ?? [])];
  const news = { ...event, hasChanged: event.hasChanged || before?.hasChanged === true };
  return requested.length === 0 ? news : { ...news, requested };
}
