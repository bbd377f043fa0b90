import { Refusal, type Delivery } from '@envscope/contracts/index.js';
import type { Channel } from '@envscope/integrations/kernel/channels/channel.js';
import { SYSTEM_CLOCK, type Clock } from '@envscope/integrations/kernel/clock.js';
import { FakeChannel, postOnly, refusalOf } from '@envscope/testing/fakes/fake-channel.js';
import { FakeOutbox } from '@envscope/testing/fakes/fake-outbox.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Composer } from '../messages/composer.js';
import type { ElapsedSince } from '../clock/clock-watch.js';
import { Dispatcher } from './dispatcher.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let outbox: FakeOutbox;
let channel: FakeChannel;
let dispatcher: Dispatcher;
let changes: string[];
let logged: string[];

function dispatch(
  channels: readonly Channel[] = [channel],
  elapsedSince?: ElapsedSince,
  clock: Clock = SYSTEM_CLOCK,
): Dispatcher {
  dispatcher = new Dispatcher(outbox, channels, new Composer([], undefined), {
    owner: 'console',
    clock,
    ...(elapsedSince && { elapsedSince }),
    // Waits are as long as they can be.
    random: () => 1,
    onChange: (topic, environment) => changes.push(`${topic} ${environment}`),
    log: {
      warn: (line) => logged.push(line),
      error: (line, error) => logged.push(`${line} ${String(error)}`),
    },
  });
  dispatcher.start();
  return dispatcher;
}

function want(...wanted: Parameters<FakeOutbox['want']>): void {
  outbox.want(...wanted);
  dispatcher.wake();
}

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
const sinceStart = () => Date.now() - STORY_START_MS;
const callTimes = (of = channel) => of.calls.map(({ atMs }) => atMs - STORY_START_MS);
const only = (name: string) => outbox.of(name)[0];
const healthOf = (id = 'dev.discord') => dispatcher.states().find((state) => state.id === id);

describe('Dispatcher', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: STORY_START_MS });
    [outbox, channel, changes, logged] = [new FakeOutbox(), new FakeChannel(), [], []];
  });
  afterEach(async () => {
    await dispatcher.stop();
    jest.useRealTimers();
  });

  it('sends at once while the channel is idle, and keeps what came of it', async () => {
    dispatch();
    channel.latencyMs = 150;
    want('A', 'opened');
    await pass(0);
    expect(callTimes()).toEqual([0]);
    await pass(150);
    expect(only('A')).toMatchObject({ state: 'delivered', messageId: 'm1', claim: null, attemptCount: 1 });
    expect(only('A')?.attempts).toMatchObject([
      { verb: 'post', outcome: 'delivered', tookMs: 150, reason: null },
    ]);
    expect(healthOf()).toMatchObject({ health: 'working', reason: null, nextAttemptAt: null });
    expect(changes).toEqual(['channels dev']);
  });

  it('sends together what comes during a call, as soon as that has ended', async () => {
    dispatch();
    channel.latencyMs = 300;
    for (const name of 'ABCDEFGHIJ') {
      want(name, 'opened');
      await pass(15);
    }
    await pass(500);
    expect(callTimes()).toEqual([0, 300]);
    expect(outbox.settled).toHaveLength(10);
    expect(only('A')).toMatchObject({ state: 'delivered', messageId: 'm1', digestSize: 1 });
    expect(only('J')).toMatchObject({ state: 'delivered', messageId: 'm2', digestSize: 9 });
  });

  it('sends together what comes while it waits to try again', async () => {
    dispatch();
    channel.answers.push(refusalOf('failed'));
    for (const name of 'ABCDEFGHIJ') {
      want(name, 'opened');
      await pass(15);
    }
    await pass(2_000);
    expect(callTimes()).toEqual([0, 1_500]);
    expect(only('A')).toMatchObject({ state: 'delivered', digestSize: 10 });
  });

  it('never makes two calls of one webhook at a time', async () => {
    const thread = new FakeChannel({ id: 'dev.discord.critical', queue: 'dev.discord' });
    [channel.latencyMs, thread.latencyMs] = [300, 300];
    dispatch([channel, thread]);
    want('A', 'opened');
    want('B', 'opened', { channel: 'dev.discord.critical' });
    void dispatcher.test('dev.discord', new AbortController().signal);
    await pass(2_000);
    expect([...callTimes(), ...callTimes(thread)].sort((a, b) => a - b)).toEqual([0, 300, 600]);
  });

  describe('when the clock is set', () => {
    const HOUR_MS = 3_600_000;
    const setClock = (byMs: number) => jest.setSystemTime(Date.now() + byMs);

    it.each([
      { direction: 'back', byMs: -HOUR_MS },
      { direction: 'forward', byMs: HOUR_MS },
    ])('waits as long as it would have, though the clock goes $direction', async ({ byMs }) => {
      dispatch();
      channel.answers.push(refusalOf('limited', { waitMs: 5_000 }), refusalOf('failed'));
      want('A', 'opened');
      await pass(1_000);
      setClock(byMs);
      await pass(3_800);
      expect(channel.calls).toHaveLength(1);
      expect(healthOf()?.nextAttemptAt).toBe(new Date(Date.now() + 200).toISOString());
      await pass(400);
      expect(channel.calls).toHaveLength(2);
      setClock(byMs);
      await pass(1_600);
      expect(only('A')).toMatchObject({ state: 'delivered', attemptCount: 3 });
      expect(only('A')?.attempts.every(({ tookMs }) => tookMs === 0)).toBe(true);
    });

    it('sends what is wanted later as soon as ever', async () => {
      dispatch();
      setClock(-HOUR_MS);
      want('A', 'opened');
      await pass(300);
      expect(only('A')).toMatchObject({ state: 'delivered' });
    });

    it('gives up nothing that has not waited for a day', async () => {
      let jumpedMs = 0;
      dispatch([channel], (momentMs) => Date.now() - jumpedMs - momentMs);
      channel.answers.push(refusalOf('failed'));
      want('A', 'opened');
      await pass(300);
      jumpedMs = 48 * HOUR_MS;
      setClock(jumpedMs);
      await pass(1_500);
      expect(only('A')).toMatchObject({ state: 'delivered' });
    });
  });

  describe('where the channel asks to wait', () => {
    it('comes back exactly then', async () => {
      dispatch();
      channel.answers.push(refusalOf('limited', { waitMs: 1_337 }));
      want('A', 'opened');
      await pass(300);
      expect(healthOf()).toMatchObject({
        health: 'limited',
        nextAttemptAt: new Date(STORY_START_MS + 1_337).toISOString(),
      });
      await pass(1_300);
      expect(callTimes()).toEqual([0, 1_337]);
      expect(only('A')).toMatchObject({ state: 'delivered', isPossiblyRepeated: false, attemptCount: 2 });
    });

    it.each([
      { story: 'limits without saying for how long', answer: refusalOf('limited') },
      { story: 'limits for a moment again and again', answer: refusalOf('limited', { waitMs: 1 }) },
      { story: 'says of a post that it is gone', answer: refusalOf('gone') },
    ])('does not hammer one that $story', async ({ answer }) => {
      dispatch();
      channel.answer = () => answer;
      want('A', 'opened');
      await pass(10 * MINUTE_MS);
      expect(channel.calls.length).toBeLessThan(15);
      channel.answer = () => ({});
      await pass(3 * MINUTE_MS);
      channel.answers.push(refusalOf('limited'));
      const before = channel.calls.length;
      want('B', 'opened');
      await pass(2_000);
      // Nothing is left of what was before it worked.
      expect(channel.calls).toHaveLength(before + 2);
    });

    it('spares the channel what it said it would not take', async () => {
      dispatch();
      channel.answers.push({ pauseMs: 1_900 });
      want('A', 'opened');
      await pass(250);
      want('B', 'opened');
      await pass(3_000);
      expect(callTimes()).toEqual([0, 1_900]);
    });

    it('stops every queue of the host when all who call it are asked to', async () => {
      const other = new FakeChannel({ environment: 'prod' });
      const webhook = new FakeChannel({ kind: 'webhook' });
      dispatch([channel, other, webhook]);
      channel.answers.push(refusalOf('limited', { waitMs: 5_000, isGlobal: true }));
      want('A', 'opened');
      await pass(250);
      want('B', 'opened', { channel: 'prod.discord', environment: 'prod' });
      want('C', 'opened', { channel: 'dev.webhook' });
      await pass(6_000);
      expect([callTimes(), callTimes(other), callTimes(webhook)]).toEqual([[0, 5_000], [5_000], [250]]);
    });
  });

  describe('when a person wants it tried again', () => {
    it('refuses during a wait that the channel asked for, and says until when', async () => {
      dispatch();
      channel.answers.push(refusalOf('limited', { waitMs: 40_000 }));
      want('A', 'opened');
      await pass(300);
      const untilAt = new Date(STORY_START_MS + 40_000).toISOString();
      expect(healthOf()).toMatchObject({ health: 'limited', askedToWaitUntil: untilAt });
      expect(() => dispatcher.retryNow('dev.discord')).toThrow(
        new Refusal('channel-rate-limited', { id: 'dev.discord', untilAt }),
      );
      await pass(39_000);
      expect(callTimes()).toEqual([0]);
      await pass(1_000);
      expect(callTimes()).toEqual([0, 40_000]);
      expect(healthOf()).toMatchObject({ health: 'working', askedToWaitUntil: null });
    });

    it('waits out a short pause that the channel asked for, and sends then', async () => {
      dispatch();
      channel.answers.push({ pauseMs: 2_000 });
      want('A', 'opened');
      await pass(300);
      want('B', 'opened');
      dispatcher.retryNow('dev.discord');
      await pass(2_500);
      expect(callTimes()).toEqual([0, 2_000]);
    });

    it.each(['limited', 'failed', 'unknown', 'gone', 'broken', 'unreadable'] as const)(
      'ends a wait of its own after %s, and sends within a moment',
      async (kind) => {
        dispatch();
        channel.answers.push(...Array.from({ length: 6 }, () => refusalOf(kind)));
        want('A', 'opened');
        await pass(DAY_MS / 2);
        channel.answers.splice(0, Infinity, refusalOf(kind));
        want('B', 'opened');
        await pass(900);
        expect(outbox.of('B')[0]?.state).toBe('queued');
        dispatcher.retryNow('dev.discord');
        await pass(500);
        expect(outbox.of('B')[0]?.state).toBe('delivered');
      },
    );

    it('says that another console sends, where it does not send itself', async () => {
      await dispatch().stop();
      expect(dispatcher.isSending).toBe(false);
      expect(() => dispatcher.retryNow('dev.discord')).toThrow(new Refusal('not-leader'));
    });

    it('hurries what is replayed, but not against the wish of the channel', async () => {
      dispatch();
      channel.answers.push(refusalOf('failed'), refusalOf('limited', { waitMs: 60_000 }));
      want('A', 'opened');
      await pass(300);
      dispatcher.hurry(() => true);
      await pass(300);
      dispatcher.hurry(() => true);
      await pass(59_000);
      expect(callTimes()).toEqual([0, 300]);
      await pass(1_500);
      expect(only('A')?.state).toBe('delivered');
    });

    it('tests a channel during a wait of its own, but not during one that the channel asked for', async () => {
      dispatch();
      const { signal } = new AbortController();
      channel.answers.push(refusalOf('failed'), {}, refusalOf('limited', { waitMs: 60_000 }));
      want('A', 'opened');
      await pass(300);
      expect(await dispatcher.test('dev.discord', signal)).toMatchObject({ isDelivered: true });
      await dispatcher.test('dev.discord', signal);
      expect(await dispatcher.test('dev.discord', signal)).toMatchObject({ isDelivered: false, tookMs: 0 });
    });
  });

  describe('where the channel does not answer', () => {
    it('tries again and again, ever less often, and sends it as it is by then', async () => {
      dispatch();
      channel.answers.push(...Array.from({ length: 9 }, () => refusalOf('failed')));
      want('A', 'opened');
      await pass(2_000);
      want('A', 'resolved');
      await pass(10 * MINUTE_MS);
      const waits = callTimes().map((at, index, all) => (at - (all[index - 1] ?? at)) / 1_000);
      expect(waits.slice(1)).toEqual([1.5, 3, 6, 12, 24, 48, 96, 120, 120]);
      expect(channel.taken).toHaveLength(1);
      expect(channel.taken[0]?.message?.events.map(({ kind }) => kind)).toEqual(['opened', 'resolved']);
      expect(only('A')).toMatchObject({ state: 'merged', isPossiblyRepeated: false });
    });

    it('says that it may be repeated when the answer was lost after the message had gone out', async () => {
      dispatch();
      channel.answers.push(refusalOf('unknown'));
      want('A', 'opened');
      await pass(2_000);
      expect(only('A')).toMatchObject({ state: 'delivered', isPossiblyRepeated: true });
    });

    it('repeats what may have arrived ever more rarely, and only where a check finds that the channel works', async () => {
      dispatch();
      channel.answer = ({ verb }) => (verb === 'check' ? {} : refusalOf('unknown'));
      want('A', 'opened');
      await pass(DAY_MS - MINUTE_MS);
      const posts = channel.calls.filter(({ verb }) => verb === 'post').length;
      expect(posts).toBeGreaterThan(50);
      expect(posts).toBeLessThan(65);
      expect(channel.calls.length - posts).toBe(posts - 3);
    });

    it('posts nothing while a check does not get through either, and at once when one does', async () => {
      dispatch();
      channel.answer = () => refusalOf('unknown');
      want('A', 'opened');
      await pass(3 * 60 * MINUTE_MS);
      expect(channel.calls.filter(({ verb }) => verb === 'post')).toHaveLength(3);
      channel.answer = () => ({});
      await pass(2 * MINUTE_MS + 1_000);
      expect(only('A')).toMatchObject({ state: 'delivered', isPossiblyRepeated: true, attemptCount: 4 });
    });

    it('goes on checking the channel where timers ring a moment before their time', async () => {
      let reads = 0;
      // What rings early finds that it is not due, and is due a moment later.
      const steady = () => performance.now() - 3 * Math.abs(Math.sin((reads += 1)));
      dispatch([channel], undefined, { now: Date.now, steady });
      channel.answer = () => refusalOf('unknown');
      want('A', 'opened');
      await pass(3 * 60 * MINUTE_MS);
      channel.answer = () => ({});
      await pass(2 * MINUTE_MS + 1_000);
      expect(only('A')).toMatchObject({ state: 'delivered', attemptCount: 4 });
    });

    it('does not call an edit repeated, which shows once however often it is made', async () => {
      dispatch();
      want('A', 'opened');
      await pass(300);
      channel.answers.push(refusalOf('unknown'));
      want('A', 'changed');
      await pass(4_000);
      expect(outbox.of('A')[1]).toMatchObject({
        state: 'delivered',
        isPossiblyRepeated: false,
        messageId: 'm1',
      });
    });

    it.each([
      { answer: 'hang', story: 'gives up after ten seconds', nextMs: 11_501 },
      { answer: 'dead', story: 'is not held up for ever by one that does not even give up', nextMs: 12_501 },
    ] as const)('$story', async ({ answer, nextMs }) => {
      dispatch();
      channel.answers.push(answer);
      want('A', 'opened');
      await pass(15_000);
      expect(callTimes()).toEqual([0, nextMs]);
      expect(only('A')).toMatchObject({ state: 'delivered', isPossiblyRepeated: true });
    });

    it('goes on, plainly, after a fault of ours, and logs it', async () => {
      dispatch();
      channel.answer = ({ message }) => {
        if ((message?.blocks[0]?.facts.length ?? 0) > 0) throw new TypeError('a mistake');
        return {};
      };
      want('A', 'opened');
      await pass(2_000);
      expect(only('A')).toMatchObject({ state: 'delivered', attemptCount: 2 });
      expect(logged.join()).toContain('a mistake');
    });
  });

  describe('where the channel is broken', () => {
    it('stops at once, checks every ten minutes, and resumes by itself', async () => {
      dispatch();
      channel.answers.push(refusalOf('broken'), refusalOf('broken'));
      want('A', 'opened');
      await pass(MINUTE_MS);
      want('B', 'opened');
      await pass(20 * MINUTE_MS);
      expect(channel.calls.map(({ verb }) => verb)).toEqual(['post', 'check', 'check', 'post', 'post']);
      expect(callTimes().slice(0, 3)).toEqual([0, 600_000, 1_200_000]);
      expect(outbox.unsettled()).toEqual([]);
      expect(logged).toEqual(['dev.discord is broken: webhook-gone']);
      expect(changes).toEqual(['channels dev', 'channels dev']);
    });

    it('tries the message itself where a channel can only be posted to', async () => {
      dispatch([postOnly(channel)]);
      channel.answers.push(refusalOf('broken'));
      want('A', 'opened');
      await pass(11 * MINUTE_MS);
      expect(callTimes()).toEqual([0, 600_000]);
      expect(only('A')?.state).toBe('delivered');
    });

    it('resumes when a person says so', async () => {
      dispatch();
      channel.answers.push(refusalOf('broken'));
      want('A', 'opened');
      await pass(1_000);
      expect(healthOf()).toMatchObject({ health: 'broken', reason: { code: 'webhook-gone' } });
      dispatcher.retryNow('dev.discord');
      await pass(1_000);
      expect(channel.calls.map(({ verb }) => verb)).toEqual(['post', 'check', 'post']);
      expect(healthOf()?.health).toBe('working');
    });

    it('resumes when a test message arrives', async () => {
      dispatch();
      channel.answers.push(refusalOf('broken'));
      want('A', 'opened');
      await pass(1_000);
      const report = await dispatcher.test('dev.discord', new AbortController().signal);
      expect(report).toMatchObject({ isDelivered: true, reason: null, messageId: 'm2' });
      await pass(1_000);
      expect(only('A')?.state).toBe('delivered');
    });

    it('gives up after a day, and sends it when it is replayed', async () => {
      dispatch();
      channel.answer = () => refusalOf('broken');
      want('A', 'opened');
      await pass(DAY_MS - 1);
      expect(only('A')?.state).toBe('queued');
      await pass(2);
      expect(only('A')).toMatchObject({ state: 'dead', deathCause: 'too-old', messageId: null });
      channel.answer = () => ({});
      const dead = only('A');
      if (!dead) throw new Error('Nothing was wanted');
      const queuedAt = new Date().toISOString();
      outbox.deliveries.set(dead.id, {
        ...dead,
        state: 'queued',
        queuedAt,
        deathCause: null,
        settledAt: null,
      });
      dispatcher.retryNow('dev.discord');
      await pass(1_000);
      expect(only('A')?.state).toBe('delivered');
    });
  });

  describe('where something answers that is not the channel', () => {
    it('posts no more until the channel itself answers a check', async () => {
      dispatch();
      channel.answer = ({ verb }) => refusalOf(verb === 'check' ? 'failed' : 'unreadable');
      want('A', 'opened');
      await pass(55 * MINUTE_MS);
      expect(healthOf()).toMatchObject({ health: 'broken', reason: { code: 'not-the-channel' } });
      expect(channel.calls.map(({ verb }) => verb)).toEqual(['post', ...Array(5).fill('check')]);
      channel.answer = () => ({});
      await pass(10 * MINUTE_MS);
      expect(only('A')).toMatchObject({ state: 'delivered', isPossiblyRepeated: true, attemptCount: 2 });
    });

    it('gives up what was answered so twice, and sends it when it is replayed', async () => {
      dispatch();
      channel.answer = ({ verb }) => (verb === 'check' ? {} : refusalOf('unreadable'));
      want('A', 'opened');
      await pass(DAY_MS - MINUTE_MS);
      expect(channel.calls.map(({ verb }) => verb)).toEqual(['post', 'check', 'post', 'check']);
      expect(only('A')).toMatchObject({ state: 'dead', deathCause: 'unreadable', isPossiblyRepeated: true });
    });

    it('takes an answer without an id for sent, and says that edits do not work', async () => {
      dispatch();
      channel.answers.push({ messageId: null });
      want('A', 'opened');
      await pass(300);
      expect(only('A')).toMatchObject({ state: 'delivered', messageId: null });
      expect(healthOf()).toMatchObject({ health: 'working', reason: { code: 'no-message-id' } });
      want('A', 'resolved');
      await pass(300);
      expect(channel.calls.map(({ verb }) => verb)).toEqual(['post', 'post']);
      expect(healthOf()).toMatchObject({ health: 'working', reason: null });
    });
  });

  it('says a refused message once more in its plainest words', async () => {
    dispatch();
    channel.answers.push(refusalOf('refused'));
    want('A', 'opened');
    await pass(1_000);
    const [full, plain] = channel.calls.map(({ message }) => message?.blocks[0]);
    expect(full?.title).toContain('A (Endpoints)');
    expect(plain).toMatchObject({ title: '🔴 dev: Endpoints down', facts: [], links: [], url: null });
    expect(only('A')).toMatchObject({ state: 'delivered', attemptCount: 2 });
  });

  it('gives up what is refused in any words, and goes on with the rest', async () => {
    dispatch();
    channel.answers.push(refusalOf('refused'), refusalOf('refused'));
    want('A', 'opened');
    want('B', 'opened');
    await pass(1_000);
    expect(only('A')).toMatchObject({ state: 'dead', deathCause: 'refused', attemptCount: 2 });
    expect(only('B')?.state).toBe('delivered');
  });

  it('does not call a channel well that refuses messages, until it takes one', async () => {
    dispatch();
    channel.answers.push(refusalOf('refused'), refusalOf('refused'));
    want('A', 'opened');
    await pass(1_000);
    expect(healthOf()).toMatchObject({ health: 'refusing', reason: { code: expect.any(String) } });
    want('B', 'opened');
    await pass(1_000);
    expect(healthOf()).toMatchObject({ health: 'working', reason: null });
  });

  it('says in one message what joins an incident within two seconds, and at once that it is over', async () => {
    dispatch();
    want('A', 'opened');
    await pass(100);
    for (let joined = 0; joined < 50; joined += 1) {
      want('A', 'changed');
      await pass(20);
    }
    expect(channel.calls.map(({ verb }) => verb)).toEqual(['post']);
    await pass(2_000);
    expect(channel.calls.map(({ verb }) => verb)).toEqual(['post', 'edit']);
    want('A', 'changed');
    want('A', 'resolved');
    await pass(100);
    expect(outbox.unsettled()).toEqual([]);
  });

  it('posts anew what it was to edit and is gone', async () => {
    dispatch();
    want('A', 'opened');
    await pass(300);
    channel.answers.push(refusalOf('gone'));
    want('A', 'changed');
    await pass(4_000);
    expect(channel.calls.map(({ verb }) => verb)).toEqual(['post', 'edit', 'post']);
    expect(outbox.of('A')[1]).toMatchObject({ state: 'delivered', messageId: 'm3' });
  });

  it('waits for a channel that left the settings, for a day', async () => {
    dispatch();
    want('A', 'opened', { channel: 'dev.discord.old' });
    await pass(DAY_MS);
    expect(only('A')).toMatchObject({ state: 'dead', deathCause: 'channel-removed' });
    expect(channel.calls).toEqual([]);
  });

  it('leaves what another console holds, and asks again', async () => {
    dispatch();
    outbox.heldElsewhere.add(outbox.want('A', 'opened').id);
    dispatcher.wake();
    await pass(1_000);
    expect(channel.calls).toEqual([]);
    outbox.heldElsewhere.clear();
    await pass(1_200);
    expect(only('A')?.state).toBe('delivered');
  });

  it('lets the call in flight end when it stops, and starts none', async () => {
    dispatch();
    channel.latencyMs = 500;
    want('A', 'opened');
    want('B', 'opened');
    await pass(300);
    const stopped = dispatcher.stop();
    dispatcher.wake();
    await pass(10_000);
    await stopped;
    expect(channel.calls).toHaveLength(1);
    expect([only('A')?.state, only('B')?.state]).toEqual(['delivered', 'queued']);
    dispatcher.start();
    await pass(1_000);
    expect(only('B')?.state).toBe('delivered');
  });

  it('says so when the store fails', async () => {
    dispatch();
    outbox.isImpaired = true;
    want('A', 'opened');
    await pass(300);
    expect(channel.calls[0]?.message?.blocks[0]?.footer).toMatch(/history/);
  });

  it('goes on after a fault in planning', async () => {
    dispatch();
    const written = jest.spyOn(outbox, 'delivered').mockImplementationOnce(() => {
      throw new TypeError('a mistake');
    });
    want('A', 'opened');
    await pass(15_000);
    written.mockRestore();
    expect(only('A')?.state).toBe('delivered');
    expect(logged.join()).toContain('a mistake');
  });

  describe('says how many deliveries it holds up itself', () => {
    it('where the outbox does not answer', async () => {
      dispatch();
      const silence = Promise.withResolvers<readonly Delivery[]>();
      jest.spyOn(outbox, 'claim').mockReturnValueOnce(silence.promise);
      want('A', 'opened');
      want('B', 'opened');
      await pass(59_000);
      expect(dispatcher.stuck).toBe(0);
      await pass(2_000);
      expect(dispatcher.stuck).toBe(2);
      silence.resolve([]);
      await pass(5_000);
      expect([dispatcher.stuck, only('A')?.state, only('B')?.state]).toEqual([0, 'delivered', 'delivered']);
    });

    it('where a fault of ours comes again and again, until it is over', async () => {
      dispatch();
      const faulty = jest.spyOn(outbox, 'delivered').mockImplementation(() => {
        throw new TypeError('a mistake');
      });
      want('A', 'opened');
      await pass(61_000);
      expect(dispatcher.stuck).toBe(1);
      faulty.mockRestore();
      await pass(15_000);
      expect(only('A')?.state).toBe('delivered');
      want('B', 'opened');
      expect(dispatcher.stuck).toBe(0);
    });

    it.each(['limited', 'failed', 'unknown', 'broken'] as const)('but not what %s keeps', async (kind) => {
      dispatch();
      channel.answer = () => refusalOf(kind, kind === 'limited' ? { waitMs: 45 * MINUTE_MS } : {});
      want('A', 'opened');
      for (let minute = 0; minute < 120; minute += 1) {
        await pass(MINUTE_MS);
        expect(dispatcher.stuck).toBe(0);
      }
      expect(only('A')?.state).toBe('queued');
    });

    it('but not what a storm keeps busy, or another console holds', async () => {
      dispatch();
      channel.latencyMs = 9_000;
      for (let index = 0; index < 5; index += 1) {
        want(`storm ${index}`, 'opened');
        want(`storm ${index}`, 'resolved');
      }
      outbox.heldElsewhere.add(outbox.want('A', 'opened').id);
      for (let passed = 0; passed < 200; passed += 1) {
        await pass(1_000);
        expect(dispatcher.stuck).toBe(0);
      }
    });
  });

  it('reports what a test message met, in its turn and without a call where it has to wait', async () => {
    dispatch();
    const { signal } = new AbortController();
    channel.answers.push(refusalOf('limited', { waitMs: 5_000 }));
    expect(await dispatcher.test('dev.discord', signal)).toMatchObject({
      isDelivered: false,
      reason: { code: 'rate-limited' },
    });
    const untilAt = new Date(STORY_START_MS + 5_000).toISOString();
    expect(await dispatcher.test('dev.discord', signal)).toMatchObject({
      isDelivered: false,
      reason: { code: 'rate-limited', params: { untilAt } },
    });
    expect(channel.calls).toHaveLength(1);
    expect(sinceStart()).toBe(0);
  });

  it('knows no channel but those of the settings', async () => {
    dispatch();
    await expect(dispatcher.test('dev.nowhere', new AbortController().signal)).rejects.toThrow(
      new Refusal('unknown-channel', { id: 'dev.nowhere' }),
    );
    expect(() => dispatcher.retryNow('dev.nowhere')).toThrow(
      new Refusal('unknown-channel', { id: 'dev.nowhere' }),
    );
  });
});
