import type { StreamEventName } from '@envscope/contracts/index.js';
import { ConsoleCondition } from '@envscope/monitoring/feed/console-condition.js';
import { LiveFeed, type LiveEvent } from '@envscope/monitoring/feed/live-feed.js';
import {
  Controller,
  Headers,
  Sse,
  UseGuards,
  type BeforeApplicationShutdown,
  type MessageEvent,
} from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { concat, interval, map, merge, of, Subject, takeUntil, type Observable } from 'rxjs';
import { StreamLimit } from '../http/limits/stream-limit.js';
import { Operation } from '../openapi/operation.js';

const LAST_EVENT_ID = 'last-event-id';
const HEARTBEAT_MS = 15_000;
/** A reader that falls this far behind is dropped; it comes back with the last id that it saw. */
const MOST_PENDING_CHARACTERS = 256 * 1024;

/** New observations, and what changes in the alerts, as they come. */
@ApiTags('stream')
@Controller('internal/stream')
export class StreamController implements BeforeApplicationShutdown {
  private readonly stopping = new Subject<void>();

  constructor(
    private readonly feed: LiveFeed,
    private readonly condition: ConsoleCondition,
  ) {}

  @UseGuards(StreamLimit)
  @Sse('', { maxPendingDataLength: MOST_PENDING_CHARACTERS })
  @Operation({
    access: { permission: 'read', in: 'handler' },
    summary: 'Server-sent events of new observations and of changes in the alerts',
    description:
      'Events are `observation` (ObservationEvent), `alert` (AlertEvent: which of incidents, deliveries, rules, mutes ' +
      'and channels to read anew), `console` (ConsoleEvent) and `reset` (read everything anew). ' +
      'A `Last-Event-ID` replays what was missed. A `heartbeat` comes every 15 s, whatever else happens.',
    answer: 'text/event-stream',
    problems: ['too-many-streams'],
  })
  // Named as the parameter below: Swagger takes two spellings for two headers.
  @ApiHeader({ name: LAST_EVENT_ID, required: false })
  stream(@Headers(LAST_EVENT_ID) lastEventId?: string): Observable<MessageEvent> {
    const events = this.feed.listen(lastEventId).pipe(map(toMessage));
    const heartbeats = interval(HEARTBEAT_MS).pipe(map(() => this.heartbeat()));
    return concat(of(this.greeting(lastEventId)), merge(events, heartbeats)).pipe(takeUntil(this.stopping));
  }

  /** Open streams would hold the process until its readers leave. */
  beforeApplicationShutdown(): void {
    this.stopping.next();
  }

  private heartbeat(): MessageEvent {
    // The newest id: a reader that comes back with it has missed nothing before it.
    return { id: this.feed.lastId, type: 'heartbeat' satisfies StreamEventName, data: {} };
  }

  /** Sends the state of the console itself at once, and makes browsers report the connection as open. */
  private greeting(lastEventId: string | undefined): MessageEvent {
    return {
      // What a reader has seen so far: Nest would number the greeting by itself.
      id: lastEventId ?? this.feed.lastId,
      type: 'console',
      data: this.condition.event,
      retry: 2_000,
    };
  }
}

function toMessage({ id, name, data }: LiveEvent): MessageEvent {
  return { id, type: name, data };
}
