import type { DeliveryKind } from '@envscope/contracts/index.js';
import { FakeChannel, refusalOf, type FakeAnswer } from '@envscope/testing/fakes/fake-channel.js';
import { FakeOutbox } from '@envscope/testing/fakes/fake-outbox.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Composer } from '../messages/composer.js';
import { Dispatcher } from './dispatcher.js';
import { MOST_SINGLE_POSTS } from './plan.js';

const NAMES = Array.from({ length: 100 }, (_, index) => `service-${index}`);

/** Limits as Discord is said to have: 5 in 2 s and 30 in a minute. It says how long to wait, to the millisecond. */
function limited(): () => FakeAnswer {
  const taken: number[] = [];
  return () => {
    const now = Date.now();
    const waits = [
      [5, 2_000],
      [30, 60_000],
    ].map(([most = 0, withinMs = 0]) => {
      const recent = taken.filter((at) => at > now - withinMs);
      return recent.length < most ? 0 : (recent[recent.length - most] ?? now) + withinMs - now;
    });
    const waitMs = Math.max(...waits);
    if (waitMs > 0) return refusalOf('limited', { waitMs });
    taken.push(now);
    return {};
  };
}

let outbox: FakeOutbox;
let channel: FakeChannel;
let dispatcher: Dispatcher;

async function allWant(kind: DeliveryKind, apartMs: number): Promise<void> {
  for (const name of NAMES) {
    if (kind === 'resolved') outbox.want(name, 'changed');
    outbox.want(name, kind);
    dispatcher.wake();
    await jest.advanceTimersByTimeAsync(apartMs);
  }
}

/** How long it took until nothing was left to send, milliseconds. */
async function untilDelivered(): Promise<number> {
  const startedMs = Date.now();
  while (outbox.unsettled().length > 0 && Date.now() - startedMs < 600_000) {
    await jest.advanceTimersByTimeAsync(100);
  }
  return Date.now() - startedMs;
}

/** For each incident, the kinds of news that the channel shows of it, in its order. */
function newsByIncident(): Map<string, string[]> {
  const events = channel.taken
    .filter(({ verb }) => verb === 'post')
    .flatMap(({ message }) => message?.events ?? []);
  const byIncident = Map.groupBy(events, ({ incident }) => incident.id);
  return new Map([...byIncident].map(([id, of]) => [id, of.map(({ kind }) => kind)]));
}

describe('a storm of a hundred incidents', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: STORY_START_MS });
    [outbox, channel] = [new FakeOutbox(), new FakeChannel()];
    [channel.latencyMs, channel.answer] = [80, limited()];
    dispatcher = new Dispatcher(outbox, [channel], new Composer([], undefined), {
      owner: 'console',
      onChange: () => undefined,
      log: { warn: () => undefined, error: () => undefined },
    });
    dispatcher.start();
  });
  afterEach(async () => {
    await dispatcher.stop();
    jest.useRealTimers();
  });

  it('is a few messages when it comes at once', async () => {
    await allWant('opened', 0);
    expect(await untilDelivered()).toBeLessThan(1_000);
    expect(channel.taken.length).toBeLessThanOrEqual(MOST_SINGLE_POSTS);
  });

  it.each([0, 20, 130, 700, 1_700])(
    'arrives whole, once and in order when %i ms lie between openings, and between recoveries',
    async (apartMs) => {
      await allWant('opened', apartMs);
      expect(await untilDelivered()).toBeLessThan(61_000);
      await allWant('resolved', apartMs);
      expect(await untilDelivered()).toBeLessThan(61_000);
      const news = [...newsByIncident().values()];
      expect(news).toHaveLength(100);
      expect(new Set(news.map((kinds) => kinds.join()))).toEqual(new Set(['opened,resolved']));
      expect([...outbox.deliveries.values()].filter(({ isPossiblyRepeated }) => isPossiblyRepeated)).toEqual(
        [],
      );
      expect(channel.overlapping).toBe(0);
    },
  );

  it('arrives whole, once and in order when the channel is out for half a minute', async () => {
    const limits = limited();
    const outUntilMs = Date.now() + 30_000;
    channel.answer = () => (Date.now() < outUntilMs ? refusalOf('failed') : limits());
    await allWant('opened', 50);
    await allWant('resolved', 300);
    expect(await untilDelivered()).toBeLessThan(120_000);
    const news = [...newsByIncident().values()];
    expect(news.map((kinds) => kinds.join())).toEqual(Array(100).fill('opened,resolved'));
  });
});
