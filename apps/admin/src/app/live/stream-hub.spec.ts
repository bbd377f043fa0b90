import { describe, expect, it } from '@jest/globals';
import { GOODBYE, HELLO, type HubPort, StreamHub } from './stream-hub';
import type { StreamMessage } from './stream-link';

/** A tab's end of the worker. */
class FakePort implements HubPort {
  readonly heard: StreamMessage[] = [];
  onmessage: ((event: MessageEvent) => void) | null = null;

  postMessage(message: StreamMessage): void {
    this.heard.push(message);
  }

  say(word: string): void {
    this.onmessage?.(new MessageEvent('message', { data: word }));
  }
}

const OPEN: StreamMessage = { kind: 'state', state: 'open' };
const WELL: StreamMessage = { kind: 'event', name: 'console', data: '{"isStoreFailing":false}' };
const SEEN: StreamMessage = { kind: 'event', name: 'observation', data: '{}' };

describe('StreamHub', () => {
  it('hands each message to every tab', () => {
    const hub = new StreamHub();
    const tabs = Array.from({ length: 10 }, () => new FakePort());
    tabs.forEach((tab) => hub.join(tab));
    hub.report(SEEN);
    expect(tabs.map(({ heard }) => heard)).toEqual(tabs.map(() => [SEEN]));
  });

  it('informs a tab that joins later how things stand, but not what is past', () => {
    const hub = new StreamHub();
    [OPEN, WELL, SEEN].forEach((message) => hub.report(message));
    const tab = new FakePort();
    hub.join(tab);
    expect(tab.heard).toEqual([OPEN, WELL]);
  });

  it('sends nothing to a tab that is put away until it is shown again', () => {
    const hub = new StreamHub();
    const tab = new FakePort();
    hub.join(tab);
    tab.say(GOODBYE);
    hub.report(SEEN);
    hub.report(OPEN);
    expect(tab.heard).toEqual([]);
    tab.say(HELLO);
    hub.report(SEEN);
    expect(tab.heard).toEqual([OPEN, SEEN]);
  });
});
