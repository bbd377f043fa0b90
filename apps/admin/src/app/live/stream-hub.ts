import type { StreamMessage } from './stream-link';

/** The part of MessagePort that a hub uses. */
export interface HubPort {
  postMessage(message: StreamMessage): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

/** What a tab says when it is put away, so that nothing is sent to it, and when the browser shows it again. */
export const GOODBYE = 'goodbye';
export const HELLO = 'hello';

/** Hands each message of one link to every tab. A tab that joins hears how things stand. */
export class StreamHub {
  private readonly ports = new Set<HubPort>();
  private readonly latest = new Map<string, StreamMessage>();

  join(port: HubPort): void {
    port.onmessage = ({ data }) => {
      if (data === GOODBYE) this.ports.delete(port);
      if (data === HELLO) this.welcome(port);
    };
    this.welcome(port);
  }

  report(message: StreamMessage): void {
    if (message.kind === 'state') this.latest.set('state', message);
    else if (message.name === 'console') this.latest.set('console', message);
    this.ports.forEach((port) => port.postMessage(message));
  }

  private welcome(port: HubPort): void {
    this.ports.add(port);
    this.latest.forEach((message) => port.postMessage(message));
  }
}
