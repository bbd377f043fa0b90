import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { LiveFeed, type News } from './live-feed';
import { FakeStream } from './stream.fixture';

describe('LiveFeed', () => {
  const stream = new FakeStream();
  let feed: LiveFeed;
  let news: News[];

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [stream.provider] });
    feed = TestBed.inject(LiveFeed);
    news = [];
    feed.news.subscribe((one) => news.push(one));
  });

  it('passes on everything in the order in which it came', () => {
    stream.observation({ service: 'mongodb' });
    stream.alert({ topic: 'mutes' });
    stream.reset();
    stream.observation({ service: 'redis' });
    const names = news.map((one) => {
      if (one.kind === 'observation') return one.observation.service;
      return one.kind === 'alert' ? one.alert.topic : one.kind;
    });
    expect(names).toEqual(['mongodb', 'mutes', 'reset', 'redis']);
  });

  it('passes over what it does not know, such as a service or a topic of a newer server', () => {
    stream.observation({ service: 'kafka' });
    stream.alert({ topic: 'rotas' });
    expect(news).toEqual([]);
  });

  it('knows how the connection stands', () => {
    expect(feed.state()).toBe('connecting');
    stream.state('open');
    expect(feed.state()).toBe('open');
    stream.state('lost');
    expect(feed.state()).toBe('lost');
  });

  it('knows whether the console’s own store fails', () => {
    stream.console(true);
    expect(feed.storeProblem()).toBe('failing');
    stream.console(false);
    expect(feed.storeProblem()).toBeNull();
  });

  it('knows whether the console itself reaches the network', () => {
    const outage = { since: '2026-11-23T06:00:00.000Z', checks: 7 };
    stream.console(false, { outage });
    expect(feed.outage()).toEqual(outage);
    stream.console(false);
    expect(feed.outage()).toBeNull();
  });

  it('takes from another answer how the console stands, until the stream has said it', () => {
    const condition = {
      isStoreFailing: false,
      storeProblem: null,
      outage: null,
      deadLetterCount: 2,
      unrecordedCount: 1,
      queueAwaySince: null,
      queueRival: null,
      silentLocations: [],
    };
    feed.begin(condition);
    expect([feed.deadLetterCount(), feed.unrecordedCount()]).toEqual([2, 1]);
    stream.console(false);
    feed.begin(condition);
    expect(feed.deadLetterCount()).toBe(0);
  });
});
