import type { StreamEventName } from '@envscope/contracts/index.js';

/** How the connection to the server's stream stands. */
export type LinkState = 'connecting' | 'open' | 'lost';

/** What a link reports: its own state, or an event with the JSON text that came with it. */
export type StreamMessage =
  | { readonly kind: 'state'; readonly state: LinkState }
  | { readonly kind: 'event'; readonly name: StreamEventName; readonly data: string };

/** The part of EventSource that a link uses. */
export interface Source extends EventTarget {
  readonly readyState: number;
  close(): void;
}

const HEARTBEAT: StreamEventName = 'heartbeat';
const NAMES: readonly StreamEventName[] = ['observation', 'alert', 'reset', 'console'];

/** EventSource.CLOSED: the browser has given up, since the answer was not a stream. */
const CLOSED = 2;

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** The server sends a heartbeat every 15 s; longer silence is a server that hangs, or a connection that broke without a word. */
const LONGEST_SILENCE_MS = 40_000;

/**
 * One connection to the stream that comes back by itself. The browser reopens a broken stream and receives what it
 * missed; where it gives up or hears nothing, the link is lost until a new one opens, and reports `reset`, since what was
 * missed then is unknown.
 */
export class StreamLink {
  private source: Source;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempts = 0;

  constructor(
    private readonly open: () => Source,
    private readonly report: (message: StreamMessage) => void,
  ) {
    this.report({ kind: 'state', state: 'connecting' });
    this.source = this.connect(false);
  }

  /** Opens a new connection now instead of later, for when the network is known to be back. */
  renew(): void {
    clearTimeout(this.timer);
    this.source.close();
    this.source = this.connect(true);
  }

  close(): void {
    clearTimeout(this.timer);
    this.source.close();
  }

  private connect(isRenewal: boolean): Source {
    const source = this.open();
    // A server that hangs takes the connection and never answers.
    this.expectMore();
    source.addEventListener('open', () => {
      this.attempts = 0;
      this.expectMore();
      this.report({ kind: 'state', state: 'open' });
      if (isRenewal) this.report({ kind: 'event', name: 'reset', data: '{}' });
      isRenewal = false;
    });
    source.addEventListener('error', () => this.onError(source));
    source.addEventListener(HEARTBEAT, () => this.expectMore());
    for (const name of NAMES) {
      source.addEventListener(name, (event) => {
        this.expectMore();
        this.report({ kind: 'event', name, data: String((event as MessageEvent).data) });
      });
    }
    return source;
  }

  private onError(source: Source): void {
    this.report({ kind: 'state', state: 'lost' });
    if (source.readyState !== CLOSED) return;
    const waitMs = Math.min(FIRST_WAIT_MS * 2 ** this.attempts, LONGEST_WAIT_MS);
    this.attempts += 1;
    this.later(waitMs);
  }

  private expectMore(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.report({ kind: 'state', state: 'lost' });
      this.renew();
    }, LONGEST_SILENCE_MS);
  }

  private later(waitMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.renew(), waitMs);
  }
}
