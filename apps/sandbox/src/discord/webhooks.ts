import { placeOf } from '../environments.ts';
import type { Message, Poster } from './message.ts';

const KEPT_MESSAGES = 200;

/** The one server whose channels these are. */
export const GUILD_ID = '300000000000000001';

/** What is fixed about a webhook. */
export interface WebhookSeed {
  readonly id: string;
  readonly token: string;
  /** The environment whose channel it posts into. */
  readonly environment: string;
  readonly channelId: string;
  /** The one thread of that channel. */
  readonly threadId: string;
  readonly name: string;
}

/** One webhook per environment, each with a channel of its own, and one more that posts into prod's channel. */
export function webhookSeedsOf(environments: readonly string[]): WebhookSeed[] {
  const own = environments.map((environment) => {
    const place = 1 + placeOf(environment, environments);
    return {
      id: `10000000000000000${place}`,
      token: `sandbox-${environment}-token`,
      environment,
      channelId: `20000000000000000${place}`,
      threadId: `40000000000000000${place}`,
      name: `Ops ${environment}`,
    };
  });
  const last = own.find(({ environment }) => environment === 'prod') ?? own.at(-1);
  if (last === undefined) return [];
  // Beyond the ids of any number of environments that a console takes.
  const crossed = { id: '1000000000000000099', token: 'sandbox-crossed-token', name: 'Ops crossed' };
  return [...own, { ...last, ...crossed }];
}

/** A webhook that its owner may delete, with the messages that it posted, bounded in number. */
export class Webhook {
  readonly seed: WebhookSeed;
  isDeleted = false;
  private posted = 0;
  private readonly kept = new Map<string, Message>();

  constructor(seed: WebhookSeed) {
    this.seed = seed;
  }

  /** How it signs its messages in its channel, or in the thread. */
  poster(channelId = this.seed.channelId): Poster {
    return { id: this.seed.id, channelId, name: this.seed.name };
  }

  /** Keeps a message; beyond 200 the oldest goes. */
  post(message: Message): void {
    this.posted += 1;
    this.kept.set(message.id, message);
    const oldest = this.kept.size > KEPT_MESSAGES ? this.kept.keys().next().value : undefined;
    if (oldest !== undefined) this.kept.delete(oldest);
  }

  /** One of its messages. */
  message(id: string): Message | undefined {
    return this.kept.get(id);
  }

  /** Puts a changed message in the place of the old one. */
  edit(message: Message): void {
    this.kept.set(message.id, message);
  }

  /** Takes one of its messages away. */
  remove(id: string): void {
    this.kept.delete(id);
  }

  /** What a person would see in the channel, oldest first, and how many were posted in all. */
  state() {
    const { id, environment, channelId, name } = this.seed;
    const { isDeleted, posted } = this;
    return { id, environment, channelId, name, isDeleted, posted, messages: [...this.kept.values()] };
  }
}
