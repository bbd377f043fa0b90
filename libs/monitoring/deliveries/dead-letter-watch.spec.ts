import type { DeliveryCount } from '@envscope/store/incident-store.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ConsoleCondition } from '../feed/console-condition.js';
import { LiveFeed } from '../feed/live-feed.js';
import { DeadLetterWatch } from './dead-letter-watch.js';

describe('DeadLetterWatch', () => {
  let feed: LiveFeed;
  let condition: ConsoleCondition;
  let watch: DeadLetterWatch;
  let dead: number[];
  let counted: number;
  let isFailing: boolean;
  let heard: unknown[];

  const change = (topic: 'deliveries' | 'rules' = 'deliveries') =>
    feed.publish('alert', { topic, environment: null, incidentId: null });
  const count = (): Promise<DeliveryCount[]> => {
    counted += 1;
    if (isFailing) return Promise.reject(new StoreFault('away'));
    return Promise.resolve(
      dead.map((each, n) => ({ channel: `${n}`, waiting: 0, dead: each, lastDeliveredAt: null })),
    );
  };

  beforeEach(() => {
    jest.useFakeTimers();
    [dead, counted, isFailing, heard] = [[2, 1], 0, false, []];
    feed = new LiveFeed();
    condition = new ConsoleCondition(feed);
    watch = new DeadLetterWatch({ countDeliveries: count }, feed, condition);
    feed.listen().subscribe(({ name, data }) => name === 'console' && heard.push(data));
  });
  afterEach(() => {
    watch.stop();
    jest.useRealTimers();
  });

  it('says at the start how many notifications of all channels reached nobody', async () => {
    watch.start();
    await jest.advanceTimersByTimeAsync(0);
    expect(condition.event.deadLetterCount).toBe(3);
    expect(heard).toEqual([condition.event]);
  });

  it('counts once for a burst of changes, and says only what has changed', async () => {
    watch.start();
    await jest.advanceTimersByTimeAsync(0);
    for (let n = 0; n < 20; n += 1) change();
    change('rules');
    await jest.advanceTimersByTimeAsync(5_000);
    expect(counted).toBe(2);
    expect(heard).toHaveLength(1);
    dead = [0];
    change();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(heard.at(-1)).toMatchObject({ deadLetterCount: 0 });
  });

  it('keeps what it knew where the store cannot be read', async () => {
    watch.start();
    await jest.advanceTimersByTimeAsync(0);
    isFailing = true;
    change();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(condition.event.deadLetterCount).toBe(3);
  });

  it('follows what people do at another console, and asks no more than every ten seconds', async () => {
    watch.start();
    await jest.advanceTimersByTimeAsync(0);
    dead = [1];
    await watch.follow();
    expect(condition.event.deadLetterCount).toBe(3);
    await jest.advanceTimersByTimeAsync(10_000);
    await watch.follow();
    expect(condition.event.deadLetterCount).toBe(1);
  });
});
