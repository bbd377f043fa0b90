import type { ObservationEvent } from '@envscope/contracts/index.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ObservationNews } from './observation-news.js';

describe('ObservationNews', () => {
  let published: ObservationEvent[];
  let news: ObservationNews;
  const event = (second: number, service: ObservationEvent['service'] = 'endpoints'): ObservationEvent => ({
    environment: 'dev',
    service,
    status: 'up',
    observedAt: new Date(second * 1_000).toISOString(),
    hasChanged: false,
  });

  beforeEach(() => {
    jest.useFakeTimers();
    published = [];
    news = new ObservationNews({
      publish: (...[, data]: [unknown, unknown]) => published.push(data as ObservationEvent),
    });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('publishes a change at once', () => {
    news.note(event(0), false);
    jest.advanceTimersByTime(500);
    news.note(event(1), true);
    expect(published).toEqual([event(0), event(1)]);
  });

  it('publishes checks without a change every few seconds, and the newest of them in the end', () => {
    for (let tick = 0; tick < 600; tick += 1) {
      news.note(event(tick), false);
      jest.advanceTimersByTime(20);
    }
    expect(published.length).toBeLessThanOrEqual(5);
    jest.advanceTimersByTime(3_005);
    expect(published.at(-1)).toEqual(event(599));
    const count = published.length;
    jest.advanceTimersByTime(60_000);
    expect(published).toHaveLength(count);
  });

  it('says that something has changed, though a check without a change came after', () => {
    news.note(event(0), false);
    news.note({ ...event(1), hasChanged: true }, true);
    news.note(event(2), false);
    jest.advanceTimersByTime(3_005);
    expect(published.map(({ hasChanged }) => hasChanged)).toEqual([false, true]);
  });

  it('publishes hundreds of changes a few times a second', () => {
    for (let tick = 0; tick < 300; tick += 1) {
      news.note(event(tick), true);
      jest.advanceTimersByTime(10);
    }
    jest.advanceTimersByTime(250);
    expect(published.at(-1)).toEqual(event(299));
    expect(published.length).toBeLessThanOrEqual(14);
  });

  it('publishes what many targets were checked for the less often the more they are', () => {
    for (let tick = 0; tick < 1_000; tick += 1) {
      news.note(event(tick), false, 1_000);
      jest.advanceTimersByTime(20);
    }
    expect(published).toHaveLength(3);
  });

  it('lets no service wait for another', () => {
    news.note(event(0), false);
    news.note(event(0, 'redis'), false);
    expect(published).toHaveLength(2);
  });

  it('keeps what a person had checked until it is published', () => {
    news.note(event(0), false);
    news.note({ ...event(1), requested: ['a'] }, true);
    news.note({ ...event(2), requested: ['b'] }, true);
    news.note(event(3), false);
    jest.advanceTimersByTime(250);
    expect(published.slice(1)).toEqual([{ ...event(3), requested: ['a', 'b'] }]);
    news.note(event(4), true);
    jest.advanceTimersByTime(250);
    expect(published.at(-1)).toEqual(event(4));
  });
});
