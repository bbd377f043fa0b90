import { LONGEST_WAIT_MS } from '@envscope/contracts/index.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ChannelRefusal,
  type Channel,
  type ChannelMessage,
  type Receipt,
} from '@envscope/integrations/kernel/channels/channel.js';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { incidentOf, instantAfter } from '../alerts.js';
import type { SandboxFault } from '../servers/sandbox.js';

/** A channel before a receiver that can be made to misbehave. */
export interface ChannelStage {
  readonly channel: Channel;
  /** The same channel, were its receiver at another origin (`http://127.0.0.1:4711`). */
  at(origin: string): Channel;
  /** How often the receiver was called, and how many messages it has taken. */
  seen(): Promise<{ calls: number; taken: number }>;
  misbehave(fault: Omit<SandboxFault, 'service' | 'environment'>): Promise<void>;
  /** Undoes every misbehaviour, and forgets what was received. */
  recover(): Promise<void>;
  close(): Promise<void>;
}

/** What is expected of a channel beyond what is expected of all. */
export interface ChannelExpectations {
  /** A status alone says that a message was taken, so that an answer nobody can read is one. */
  readonly isStatusEnough: boolean;
  /** It knows which messages it has: others can not be edited. */
  readonly knowsItsMessages: boolean;
  /** It can ask all senders to wait, not just this one. */
  readonly hasGlobalLimit: boolean;
  /** Parts of credentials: none of them may be in a refusal. */
  readonly secrets: readonly string[];
}

const LONG_MS = 10_000;
const SHORT_MS = 300;
/** A busy machine may be this late. */
const SLACK_MS = 2_000;

/** An incident's opening in words, unless changes say otherwise. */
export function channelMessageOf(changes: Partial<ChannelMessage> = {}): ChannelMessage {
  const at = instantAfter(0);
  return {
    blocks: [
      {
        title: 'Development: Redis is down',
        url: 'https://envscope.example.com/incidents/1',
        color: '#d99a00',
        text: ['Refused since ', { at, style: 'ago' }],
        facts: [{ name: 'Since', value: [{ at, style: 'time' }], isShort: true }],
        links: [{ label: 'Redis', url: 'https://console.upstash.com' }],
        footer: 'Envscope',
        at,
      },
    ],
    urgency: 'high',
    events: [{ kind: 'opened', incident: incidentOf() }],
    ...changes,
  };
}

/** What every channel keeps, whatever its kind. */
export function describeChannelContract(
  name: string,
  start: () => Promise<ChannelStage>,
  { isStatusEnough, knowsItsMessages, hasGlobalLimit, secrets }: ChannelExpectations,
): void {
  describe(`${name}, as every channel,`, () => {
    let stage: ChannelStage;
    beforeAll(async () => {
      stage = await start();
    });
    afterEach(() => stage.recover());
    afterAll(() => stage.close());

    const post = (signal = AbortSignal.timeout(LONG_MS), channel = stage.channel): Promise<Receipt> =>
      channel.post(channelMessageOf(), signal);
    const refusal = async (call: Promise<unknown>): Promise<ChannelRefusal> => {
      const error = await call.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (!(error instanceof ChannelRefusal)) throw new Error('It was not refused', { cause: error });
      const shown = JSON.stringify([error.message, error.reason, error.options, error.stack, error.cause]);
      expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
      return error;
    };

    it('has a name that holds no secret', () => {
      const { id, queue, label } = stage.channel;
      expect(secrets.filter((secret) => JSON.stringify([id, queue, label]).includes(secret))).toEqual([]);
    });

    it('posts by one call and says what it is known by', async () => {
      expect((await post()).messageId).toMatch(/./);
      expect(await stage.seen()).toEqual({ calls: 1, taken: 1 });
    });

    it('edits by one call, where it can', async () => {
      const { messageId } = await post();
      const receipt = await stage.channel.edit?.(
        messageId ?? '',
        channelMessageOf(),
        AbortSignal.timeout(LONG_MS),
      );
      const isAble = stage.channel.edit !== undefined;
      expect(receipt?.messageId).toBe(isAble ? messageId : undefined);
      expect(await stage.seen()).toEqual({ calls: isAble ? 2 : 1, taken: 1 });
    });

    (knowsItsMessages ? it : it.skip)('says that a message to edit is gone', async () => {
      const { channel } = stage;
      if (!channel.edit) return;
      const call = channel.edit('1', channelMessageOf(), AbortSignal.timeout(LONG_MS));
      expect((await refusal(call)).kind).toBe('gone');
    });

    it('says for how long it is to be left alone, to the millisecond', async () => {
      await stage.misbehave({ kind: 'rate-limit', retryAfterSeconds: 40.25 });
      const { kind, reason, options } = await refusal(post());
      expect([kind, reason.code, options.waitMs, options.isGlobal ?? false]).toEqual([
        'limited',
        'rate-limited',
        40_250,
        false,
      ]);
    });

    it('leaves the waiting to whoever sends', async () => {
      await stage.misbehave({ kind: 'rate-limit', retryAfterSeconds: 40.25, times: 1 });
      await refusal(post());
      await post();
      expect(await stage.seen()).toEqual({ calls: 2, taken: 1 });
    });

    (hasGlobalLimit ? it : it.skip)('says when everybody has to wait', async () => {
      await stage.misbehave({ kind: 'rate-limit', retryAfterSeconds: 1.5, scope: 'global' });
      expect((await refusal(post())).options).toEqual({ waitMs: 1_500, isGlobal: true });
    });

    it.each([
      [400, 'refused'],
      [401, 'broken'],
      [403, 'broken'],
      [404, 'broken'],
      [413, 'refused'],
      [500, 'failed'],
      [502, 'failed'],
      [503, 'failed'],
      // Who stopped waiting does not know what became of the message.
      [504, 'unknown'],
    ] as const)('takes HTTP %d for %s, by one call', async (status, kind) => {
      await stage.misbehave({ kind: 'status', status });
      const { kind: given, reason } = await refusal(post());
      expect([given, reason.params['httpStatus']]).toEqual([kind, status]);
      expect((await stage.seen()).calls).toBe(1);
    });

    it.each(['reset', 'down'])(
      'does not know what became of a message after a line that is %s',
      async (kind) => {
        await stage.misbehave({ kind });
        const refused = await refusal(post());
        expect([refused.kind, refused.reason.code]).toEqual(['unknown', 'connection-lost']);
        expect((await stage.seen()).calls).toBe(1);
      },
    );

    it('does not know what became of a message when time is over', async () => {
      await stage.misbehave({ kind: 'hang' });
      const started = performance.now();
      const refused = await refusal(post(AbortSignal.timeout(SHORT_MS)));
      expect([refused.kind, refused.reason.code]).toEqual(['unknown', 'timeout']);
      expect(performance.now() - started).toBeLessThan(SHORT_MS + SLACK_MS);
    });

    it.each([
      ['half-body', 'unknown', 'connection-lost'],
      ['hang-mid-body', 'unknown', 'timeout'],
      // Whole, and not what the channel says: a sign-in page, a proxy.
      ['html', 'unreadable', 'not-the-channel'],
      ['invalid-json', 'unreadable', 'not-the-channel'],
      ['empty', 'unreadable', 'not-the-channel'],
      ['huge', 'unreadable', 'not-the-channel'],
    ] as const)('judges a success that ends in %s', async (kind, expected, code) => {
      await stage.misbehave({ kind });
      const call = post(AbortSignal.timeout(kind === 'hang-mid-body' ? SHORT_MS : LONG_MS));
      if (isStatusEnough) expect((await call).messageId).toMatch(/./);
      else expect(await refusal(call)).toMatchObject({ kind: expected, reason: { code } });
      expect((await stage.seen()).calls).toBe(1);
    });

    it('takes a 204 for a delivery, with or without an id', async () => {
      await stage.misbehave({ kind: 'no-content' });
      expect((await post()).messageId).toEqual(isStatusEnough ? expect.stringMatching(/./) : null);
      expect(await stage.seen()).toEqual({ calls: 1, taken: 1 });
    });

    it.each([
      ['a page', { kind: 'html', status: 429 }],
      ['a moment that is over', { kind: 'rate-limit', retryAfterSeconds: 0 }],
    ] as const)('leaves it to whoever sends how long to wait where a 429 is %s', async (_story, fault) => {
      await stage.misbehave(fault);
      const { kind, reason, options } = await refusal(post());
      expect([kind, reason.code, reason.params['untilAt'], options.waitMs]).toEqual([
        'limited',
        'rate-limited',
        undefined,
        undefined,
      ]);
    });

    it('keeps no wait of years, and says what was asked for', async () => {
      await stage.misbehave({ kind: 'rate-limit', retryAfterSeconds: 1e8 });
      const { reason, options } = await refusal(post());
      expect([options.waitMs, reason.params['askedForMs']]).toEqual([LONGEST_WAIT_MS, 1e11]);
      expect(Date.parse(String(reason.params['untilAt'])) - Date.now()).toBeLessThanOrEqual(LONGEST_WAIT_MS);
    });

    it('knows that nothing has arrived where nobody listens', async () => {
      const origin = await closedOrigin();
      const { kind, reason } = await refusal(post(AbortSignal.timeout(LONG_MS), stage.at(origin)));
      expect([kind, reason.code]).toEqual(['failed', 'refused']);
    });

    it('does not know what arrived on a line that broke at its first bytes', async () => {
      const breakOff = (socket: Socket) => socket.once('data', () => socket.resetAndDestroy());
      const line = createServer(breakOff).listen(0, '127.0.0.1');
      await once(line, 'listening');
      const { kind } = await refusal(post(AbortSignal.timeout(LONG_MS), stage.at(originOf(line))));
      expect(kind).toBe('unknown');
      line.close();
    });

    it('follows no redirect', async () => {
      const redirect = (socket: Socket) =>
        socket.once('data', () =>
          socket.end('HTTP/1.1 307 Elsewhere\r\nlocation: http://127.0.0.1/\r\ncontent-length: 0\r\n\r\n'),
        );
      const line = createServer(redirect).listen(0, '127.0.0.1');
      await once(line, 'listening');
      const { kind, reason } = await refusal(post(AbortSignal.timeout(LONG_MS), stage.at(originOf(line))));
      expect([kind, reason.code]).toEqual(['broken', 'redirected']);
      line.close();
    });

    it('does not begin when time is over', async () => {
      const { kind } = await refusal(post(AbortSignal.abort(new DOMException('late', 'TimeoutError'))));
      expect(kind).toBe('failed');
      expect((await stage.seen()).calls).toBe(0);
    });

    it('checks by one call that posts nothing, where it can', async () => {
      await stage.channel.check?.(AbortSignal.timeout(LONG_MS));
      expect(await stage.seen()).toEqual({ calls: stage.channel.check ? 1 : 0, taken: 0 });
    });

    it.each([
      ['is deleted', { kind: 'status', status: 404 }, 'broken'],
      ['has trouble', { kind: 'status', status: 503 }, 'failed'],
      // Nothing was to be posted, so that nothing is open.
      ['breaks off', { kind: 'reset' }, 'failed'],
      ['stopped waiting', { kind: 'status', status: 504 }, 'failed'],
      ['makes no sense', { kind: 'html' }, 'failed'],
    ] as const)('finds by a check, where it can, that the receiver %s', async (_story, fault, kind) => {
      const { channel } = stage;
      if (!channel.check) return;
      await stage.misbehave(fault);
      const refused = await refusal(channel.check(AbortSignal.timeout(LONG_MS)));
      expect(refused.kind).toBe(kind);
      expect((await stage.seen()).calls).toBe(1);
    });
  });
}

function originOf(server: { address(): unknown }): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An origin where nobody listens any more. */
async function closedOrigin(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = originOf(server);
  await new Promise((resolve) => server.close(resolve));
  return origin;
}
