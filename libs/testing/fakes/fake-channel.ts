import type { ChannelKind, ChannelRoute, EnvironmentId } from '@envscope/contracts/index.js';
import {
  ChannelRefusal,
  type Channel,
  type ChannelLanguage,
  type ChannelMessage,
  type ChannelRoom,
  type Receipt,
  type RefusalKind,
} from '@envscope/integrations/kernel/channels/channel.js';

export interface FakeCall {
  readonly verb: 'post' | 'edit' | 'check';
  readonly atMs: number;
  /** The message that was edited; null for another call. */
  readonly messageId: string | null;
  readonly message: ChannelMessage | null;
}

/** `hang`: no answer until the caller gives up; `dead`: not even then. A receipt without an id gets one. */
export type FakeAnswer = Partial<Receipt> | ChannelRefusal | 'hang' | 'dead';

/** A refusal as a channel gives it, of its commonest cause. */
export function refusalOf(
  kind: RefusalKind,
  options: ConstructorParameters<typeof ChannelRefusal>[2] = {},
): ChannelRefusal {
  return new ChannelRefusal(kind, { code: CAUSES[kind], params: {} }, options);
}

const CAUSES = {
  limited: 'rate-limited',
  failed: 'server-error',
  unknown: 'connection-lost',
  unreadable: 'not-the-channel',
  broken: 'webhook-gone',
  refused: 'client-error',
  gone: 'not-found',
} as const;

/** As Discord's, with a moment as long as it is there. */
export const ROOM: ChannelRoom = {
  message: 6_000,
  block: 4_096,
  blocks: 10,
  sizeOf: (text) => text.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 16), 0),
};

/** A channel that records its calls and answers as a spec wants; unless that says otherwise, it takes everything at once. */
export class FakeChannel implements Channel {
  readonly calls: FakeCall[] = [];
  /** Answers to the next calls, in order; then `answer` is asked. */
  readonly answers: FakeAnswer[] = [];
  answer: (call: FakeCall) => FakeAnswer = () => ({});
  /** How long each answer takes. */
  latencyMs = 0;
  /** Calls that were not over when another began. */
  overlapping = 0;
  readonly id: string;
  readonly environment: EnvironmentId;
  readonly kind: ChannelKind;
  readonly queue: string;
  readonly label = null;
  readonly language: ChannelLanguage;
  readonly route: ChannelRoute;
  readonly room = ROOM;
  private running = 0;

  constructor(
    options: Partial<Pick<Channel, 'id' | 'environment' | 'kind' | 'queue' | 'language' | 'route'>> = {},
  ) {
    this.environment = options.environment ?? 'dev';
    this.kind = options.kind ?? 'discord';
    this.id = options.id ?? `${this.environment}.${this.kind}`;
    this.queue = options.queue ?? this.id;
    this.language = options.language ?? 'en';
    this.route = options.route ?? { severities: null, services: null };
  }

  /** What was taken, oldest first. */
  readonly taken: (FakeCall & { readonly receipt: Receipt })[] = [];

  post(message: ChannelMessage, signal: AbortSignal): Promise<Receipt> {
    return this.called({ verb: 'post', atMs: Date.now(), messageId: null, message }, signal);
  }

  edit(messageId: string, message: ChannelMessage, signal: AbortSignal): Promise<Receipt> {
    return this.called({ verb: 'edit', atMs: Date.now(), messageId, message }, signal);
  }

  async check(signal: AbortSignal): Promise<void> {
    await this.called({ verb: 'check', atMs: Date.now(), messageId: null, message: null }, signal);
  }

  private async called(call: FakeCall, signal: AbortSignal): Promise<Receipt> {
    this.calls.push(call);
    if (this.running > 0) this.overlapping += 1;
    this.running += 1;
    try {
      const receipt = await this.answered(call, signal);
      if (call.verb !== 'check') this.taken.push({ ...call, receipt });
      return receipt;
    } finally {
      this.running -= 1;
    }
  }

  private async answered(call: FakeCall, signal: AbortSignal): Promise<Receipt> {
    const answer = this.answers.shift() ?? this.answer(call);
    if (answer === 'dead') return new Promise(() => undefined);
    if (answer === 'hang') {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      throw refusalOf('unknown');
    }
    if (this.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, this.latencyMs));
    if (answer instanceof ChannelRefusal) throw answer;
    return { messageId: call.messageId ?? `m${this.calls.length}`, pauseMs: 0, ...answer };
  }
}

/** A channel of which nothing can be changed or asked: only posted to. */
export function postOnly(channel: FakeChannel): Channel {
  const { id, environment, kind, queue, label, language, route, room } = channel;
  const post: Channel['post'] = (message, signal) => channel.post(message, signal);
  return { id, environment, kind, queue, label, language, route, room, post };
}
