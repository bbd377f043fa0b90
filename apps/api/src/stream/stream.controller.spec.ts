import { Principal } from '@envscope/access/principal.js';
import type { Problem } from '@envscope/contracts/index.js';
import { LiveFeed } from '@envscope/monitoring/feed/live-feed.js';
import { ConsoleCondition } from '@envscope/monitoring/feed/console-condition.js';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { MessageEvent } from '@nestjs/common';
import { ConsoleUnderTest } from '../testing/console-under-test.js';
import type { Request } from 'express';
import { OpenPrincipals } from '../access/principals.js';
import { StreamController } from './stream.controller.js';

interface Event {
  id: string | undefined;
  name: string;
  data: Record<string, unknown>;
}

/** Reads events until there are enough of a kind. */
async function read(
  url: string,
  enough: (events: Event[]) => boolean,
  lastEventId?: string,
): Promise<Event[]> {
  const stop = new AbortController();
  const headers = lastEventId ? { 'last-event-id': lastEventId } : {};
  const answer = await fetch(`${url}/api/internal/stream`, { headers, signal: stop.signal });
  const events: Event[] = [];
  let text = '';
  for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    events.push(...blocks.flatMap(parse));
    if (enough(events)) break;
  }
  stop.abort();
  return events;
}

function parse(block: string): Event[] {
  const fields = new Map(
    block.split('\n').flatMap((line) => {
      const [, name, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
      return name ? [[name, value ?? ''] as const] : [];
    }),
  );
  const data = fields.get('data');
  const name = fields.get('event');
  return data && name ? [{ id: fields.get('id'), name, data: JSON.parse(data) as Event['data'] }] : [];
}

const OWNER = new Principal({ kind: 'anyone', id: 'anyone', name: '' }, [
  { role: 'owner', environment: null },
]);

it('sends heartbeats by which a page knows that the server does not hang, and the newest id with them', () => {
  jest.useFakeTimers();
  try {
    const principals = new OpenPrincipals();
    const feed = new LiveFeed('boot');
    const heard: MessageEvent[] = [];
    const reading = new StreamController(feed, new ConsoleCondition(feed), principals)
      .stream({} as Request, OWNER)
      .subscribe((message) => heard.push(message));
    feed.publish('alert', { topic: 'rules', environment: null, incidentId: null });
    jest.advanceTimersByTime(30_000);
    reading.unsubscribe();
    expect(heard.map(({ type, id }) => `${type} ${id}`)).toEqual([
      'console boot-0',
      'alert boot-1',
      'heartbeat boot-1',
      'heartbeat boot-1',
    ]);
  } finally {
    jest.useRealTimers();
  }
});

describe('StreamController', () => {
  let console: ConsoleUnderTest;

  beforeAll(async () => {
    console = await ConsoleUnderTest.start({ variables: { CHECK_INTERVAL_SECONDS: '5' } });
    await console.checked();
  });
  afterAll(() => console.close());

  it('refuses streams beyond the share of an address, until one of them ends', async () => {
    const open = async () => {
      const stop = new AbortController();
      const { status } = await fetch(`${console.url}/api/internal/stream`, { signal: stop.signal });
      return { status, stop };
    };
    const openWhereFree = async () => {
      for (const until = Date.now() + 10_000; Date.now() < until;) {
        const one = await open();
        if (one.status === 200) return one;
      }
      throw new Error('No place became free');
    };
    const streams = await Promise.all(Array.from({ length: 100 }, open));
    try {
      expect(new Set(streams.map(({ status }) => status))).toEqual(new Set([200]));
      const refused = await console.get<Problem>('/internal/stream');
      expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-streams' } });
      streams.pop()?.stop.abort();
      streams.push(await openWhereFree());
    } finally {
      streams.forEach(({ stop }) => stop.abort());
    }
    // The server hears of it a moment later.
    (await openWhereFree()).stop.abort();
  });

  it('says at once how the console itself is', async () => {
    const [first] = await read(console.url, (events) => events.length > 0);
    expect(first).toMatchObject({ name: 'console', data: { isStoreFailing: false } });
    // An id that a later Last-Event-ID can name.
    expect(first?.id).toMatch(/^[0-9a-f]+-\d+$/);
  });

  it('sends observations as they come, and again to a reader that missed some', async () => {
    const isObservation = ({ name }: Event) => name === 'observation';
    const asked = read(console.url, (events) => events.filter(isObservation).length >= 2);
    await console.post('/internal/environments/dev/checks');
    const [first, second] = (await asked).filter(isObservation);
    expect(first?.data).toMatchObject({ environment: 'dev', status: expect.any(String) });

    const again = await read(console.url, (events) => events.some(isObservation), first?.id);
    expect(again.find(isObservation)).toEqual(second);
  });

  it('sends what changes in the alerts', async () => {
    const [greeting] = await read(console.url, (events) => events.length > 0);
    const scope = { environment: 'staging' };
    await console.post('/internal/mutes', { kind: 'maintenance', scope, reason: 'Deployment', by: 'CI' });
    const isMuted = ({ name, data }: Event) => name === 'alert' && data['topic'] === 'mutes';
    const events = await read(console.url, (some) => some.some(isMuted), greeting?.id);
    expect(events.find(isMuted)?.data).toEqual({ topic: 'mutes', environment: 'staging', incidentId: null });
  });

  it('has a reader from before a restart read everything anew', async () => {
    const events = await read(console.url, (some) => some.some(({ name }) => name === 'reset'), 'before-7');
    expect(events.map(({ name }) => name)).toContain('reset');
  });
});
