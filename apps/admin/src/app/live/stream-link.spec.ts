import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Source, StreamLink, type StreamMessage } from './stream-link';

/** Stands in for EventSource: says what the browser would say. */
class FakeSource extends EventTarget implements Source {
  readyState = 0;
  isClosed = false;

  close(): void {
    this.isClosed = true;
  }

  open(): void {
    this.dispatchEvent(new Event('open'));
  }

  /** The connection broke; the browser tries again unless it gave up. */
  fail(hasGivenUp: boolean): void {
    this.readyState = hasGivenUp ? 2 : 0;
    this.dispatchEvent(new Event('error'));
  }

  send(name: string, data: object): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
}

function listen() {
  const sources: FakeSource[] = [];
  const heard: string[] = [];
  const post = (message: StreamMessage): void => {
    heard.push(message.kind === 'state' ? message.state : `${message.name} ${message.data}`);
  };
  const link = new StreamLink(() => {
    const source = new FakeSource();
    sources.push(source);
    return source;
  }, post);
  const newest = (): FakeSource => sources.at(-1) ?? new FakeSource();
  return { link, sources, heard, newest };
}

describe('StreamLink', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('reports that it is open, and each event with its name', () => {
    const { heard, newest } = listen();
    newest().open();
    newest().send('observation', { service: 'redis' });
    expect(heard).toEqual(['connecting', 'open', 'observation {"service":"redis"}']);
  });

  it('leaves a broken connection to the browser, which gets what it missed', () => {
    const { heard, sources, newest } = listen();
    newest().open();
    newest().fail(false);
    jest.advanceTimersByTime(10_000);
    newest().open();
    expect(heard).toEqual(['connecting', 'open', 'lost', 'open']);
    expect(sources).toHaveLength(1);
  });

  it('opens a new one where the browser gave up, and has everything read anew', () => {
    const { heard, sources, newest } = listen();
    newest().fail(true);
    expect(sources).toHaveLength(1);
    jest.advanceTimersByTime(1_000);
    expect(sources).toHaveLength(2);
    newest().open();
    expect(heard).toEqual(['connecting', 'lost', 'open', 'reset {}']);
  });

  it('waits longer after each failure, but never longer than half a minute', () => {
    const { sources, newest } = listen();
    const opened: number[] = [];
    for (let second = 0; second < 130; second += 1) {
      if (newest().readyState !== 2) {
        opened.push(second);
        newest().fail(true);
      }
      jest.advanceTimersByTime(1_000);
    }
    const waits = opened.slice(1).map((second, index) => second - (opened[index] ?? 0));
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
    expect(sources.slice(0, -1).every(({ isClosed }) => isClosed)).toBe(true);
  });

  it('is lost after 40 s without even a heartbeat, and open again once a new connection is', () => {
    const { heard, sources, newest } = listen();
    newest().open();
    for (let beat = 0; beat < 8; beat += 1) {
      jest.advanceTimersByTime(39_000);
      newest().send('heartbeat', {});
    }
    expect(heard).toEqual(['connecting', 'open']);
    jest.advanceTimersByTime(40_000);
    expect(heard.at(-1)).toBe('lost');
    expect(sources).toHaveLength(2);
    newest().open();
    expect(heard.slice(-2)).toEqual(['open', 'reset {}']);
  });

  it('is lost while a server that hangs takes each new connection and never answers', () => {
    const { heard, sources } = listen();
    jest.advanceTimersByTime(120_000);
    expect(heard).toEqual(['connecting', 'lost', 'lost', 'lost']);
    expect(sources).toHaveLength(4);
    expect(sources.slice(0, -1).every(({ isClosed }) => isClosed)).toBe(true);
  });

  it('opens nothing any more once it is closed', () => {
    const { link, sources, newest } = listen();
    newest().fail(true);
    link.close();
    jest.advanceTimersByTime(300_000);
    expect(sources).toHaveLength(1);
    expect(newest().isClosed).toBe(true);
  });
});
