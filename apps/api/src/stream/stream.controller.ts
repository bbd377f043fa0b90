import { Principal } from '@envscope/access/principal.js';
import type { StreamEventName } from '@envscope/contracts/index.js';
import { ConsoleCondition } from '@envscope/monitoring/feed/console-condition.js';
import { LiveFeed, type LiveEvent } from '@envscope/monitoring/feed/live-feed.js';
import {
  Controller,
  Headers,
  Req,
  Sse,
  UseGuards,
  type BeforeApplicationShutdown,
  type MessageEvent,
} from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import {
  catchError,
  concat,
  exhaustMap,
  filter,
  from,
  interval,
  map,
  merge,
  of,
  Subject,
  takeUntil,
  tap,
  type Observable,
} from 'rxjs';
import { Asker } from '../access/asker.js';
import { Principals } from '../access/principals.js';
import { isReadable } from '../access/read-scope.js';
import { StreamLimit } from '../http/limits/stream-limit.js';
import { Operation } from '../openapi/operation.js';

const LAST_EVENT_ID = 'last-event-id';
const HEARTBEAT_MS = 15_000;
/** How often it is looked whether a reader may still read, and what: whoever was shut out is so within five seconds. */
const LOOK_AGAIN_MS = 3_000;
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
    private readonly principals: Principals,
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
  stream(
    @Req() request: Request,
    @Asker() asker: Principal,
    @Headers(LAST_EVENT_ID) lastEventId?: string,
  ): Observable<MessageEvent> {
    let reader = asker;
    const events = this.feed.listen(lastEventId).pipe(
      filter((event) => concerns(event, reader)),
      map(toMessage),
    );
    const heartbeats = interval(HEARTBEAT_MS).pipe(map(() => this.heartbeat()));
    const isOver = interval(LOOK_AGAIN_MS).pipe(
      // While it cannot be found out who they are, a reader stays: the console at night is worth more than a second look.
      exhaustMap(() => from(this.principals.principalOf(request)).pipe(catchError(() => of(reader)))),
      tap((principal) => (reader = principal ?? reader)),
      filter((principal) => principal === null || !principal.maySomewhere('read')),
    );
    return concat(of(this.greeting(lastEventId)), merge(events, heartbeats)).pipe(
      takeUntil(merge(this.stopping, isOver)),
    );
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

/** Whether a reader may know of the event: that which is of no environment everybody may. */
function concerns({ data }: LiveEvent, reader: Principal): boolean {
  const environment = 'environment' in data ? data.environment : null;
  return environment === null || isReadable(environment, reader);
}

function toMessage({ id, name, data }: LiveEvent): MessageEvent {
  return { id, type: name, data };
}
