import type {
  AlertEvent,
  ConsoleEvent,
  ObservationEvent,
  StreamEventName,
} from '@envscope/contracts/index.js';
import { randomBytes } from 'node:crypto';
import { Observable, Subject } from 'rxjs';

/** One event of the stream. Ids are `<bootId>-<n>`, so that a reader can distinguish a restart from a gap. */
export interface LiveEvent {
  readonly id: string;
  readonly name: StreamEventName;
  readonly data: ObservationEvent | AlertEvent | ConsoleEvent | Record<string, never>;
}

/** Enough for a reader that was away for some minutes. */
const REPLAYED = 1_000;

/** Publishes what happened, and repeats what a returning reader missed. */
export class LiveFeed {
  private readonly events = new Subject<LiveEvent>();
  private readonly recent: LiveEvent[] = [];
  private count = 0;

  constructor(private readonly bootId = randomBytes(4).toString('hex')) {}

  /** Id of the newest event; `<bootId>-0` before the first. */
  get lastId(): string {
    return `${this.bootId}-${this.count}`;
  }

  publish(name: 'observation', data: ObservationEvent): void;
  publish(name: 'alert', data: AlertEvent): void;
  publish(name: 'console', data: ConsoleEvent): void;
  publish(name: StreamEventName, data: LiveEvent['data']): void {
    this.count += 1;
    const event = { id: this.lastId, name, data };
    this.recent.push(event);
    if (this.recent.length > REPLAYED) this.recent.shift();
    this.events.next(event);
  }

  /**
   * All events from now on. With the last id that a reader saw, first those that it missed, or `reset` where they are
   * no longer known.
   */
  listen(lastEventId?: string): Observable<LiveEvent> {
    return new Observable((reader) => {
      this.missedSince(lastEventId).forEach((event) => reader.next(event));
      return this.events.subscribe(reader);
    });
  }

  private missedSince(lastEventId: string | undefined): LiveEvent[] {
    if (!lastEventId) return [];
    const [bootId, number] = lastEventId.split('-');
    const missed = this.count - Number(number);
    const isKnown = bootId === this.bootId && missed >= 0 && missed <= this.recent.length;
    if (isKnown) return missed === 0 ? [] : this.recent.slice(-missed);
    return [{ id: this.lastId, name: 'reset', data: {} }];
  }
}
