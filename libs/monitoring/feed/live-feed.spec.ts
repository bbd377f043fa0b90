import { describe, expect, it } from '@jest/globals';
import { LiveFeed, type LiveEvent } from './live-feed.js';

const seen = {
  environment: 'dev',
  service: 'redis',
  status: 'up',
  observedAt: '2026-10-02T09:00:00.000Z',
  hasChanged: true,
} as const;

function listen(feed: LiveFeed, lastEventId?: string): LiveEvent[] {
  const events: LiveEvent[] = [];
  feed.listen(lastEventId).subscribe((event) => events.push(event));
  return events;
}

function publish(feed: LiveFeed, times: number): void {
  for (let n = 0; n < times; n += 1) feed.publish('observation', seen);
}

describe('LiveFeed', () => {
  it('sends a new reader only what comes', () => {
    const feed = new LiveFeed('boot');
    publish(feed, 2);
    const events = listen(feed);
    publish(feed, 1);
    expect(events).toEqual([{ id: 'boot-3', name: 'observation', data: seen }]);
  });

  it('sends a returning reader what it missed, in order and once', () => {
    const feed = new LiveFeed('boot');
    publish(feed, 5);
    const events = listen(feed, 'boot-2');
    publish(feed, 1);
    expect(events.map(({ id }) => id)).toEqual(['boot-3', 'boot-4', 'boot-5', 'boot-6']);
  });

  it('sends nothing to a reader that missed nothing', () => {
    const feed = new LiveFeed('boot');
    publish(feed, 5);
    expect(listen(feed, 'boot-5')).toEqual([]);
  });

  it.each([
    ['of another run of the console', 'before-2'],
    ['too long ago', 'boot-1'],
    ['from the future', 'boot-99999'],
    ['that is none', 'nonsense'],
  ])('asks a reader with an id %s to start anew', (_what, id) => {
    const feed = new LiveFeed('boot');
    publish(feed, 1_500);
    expect(listen(feed, id).map(({ name }) => name)).toEqual(['reset']);
  });
});
