import { shownEmbed, withOffset } from './embeds.ts';
import { isFields, trimmed, type Fields } from './fields.ts';

/** The vendor's ids count milliseconds since the first second of 2015. */
const EPOCH_MS = 1_420_070_400_000;

/** A message as the vendor answers it. */
export interface Message {
  readonly id: string;
  readonly type: 0;
  readonly content: string;
  readonly channel_id: string;
  readonly author: Readonly<Record<string, unknown>>;
  readonly attachments: readonly never[];
  readonly embeds: readonly Fields[];
  readonly mentions: readonly never[];
  readonly mention_roles: readonly string[];
  readonly pinned: false;
  readonly mention_everyone: boolean;
  readonly tts: boolean;
  readonly timestamp: string;
  readonly edited_timestamp: string | null;
  readonly flags: number;
  readonly components: readonly unknown[];
  readonly webhook_id: string;
}

/** Who posts, and where. */
export interface Poster {
  readonly id: string;
  readonly channelId: string;
  readonly name: string;
}

/** The message that a webhook posts for a form that was found good; `count` tells ids of one millisecond apart. */
export function messageOf(poster: Poster, form: Fields, atMs: number, count: number): Message {
  return {
    id: String((BigInt(Math.trunc(atMs) - EPOCH_MS) << 22n) + BigInt(count % 4096)),
    type: 0,
    content: trimmed(form['content']),
    channel_id: poster.channelId,
    author: {
      id: poster.id,
      username: trimmed(form['username']) || poster.name,
      avatar: null,
      discriminator: '0000',
      public_flags: 0,
      flags: 0,
      bot: true,
      global_name: null,
    },
    attachments: [],
    embeds: embedsOf(form['embeds']),
    mentions: [],
    mention_roles: mentionedRoles(form),
    pinned: false,
    mention_everyone: mentionsEveryone(form),
    tts: form['tts'] === true,
    timestamp: withOffset(new Date(atMs).toISOString()),
    edited_timestamp: null,
    flags: Number(form['flags'] ?? 0),
    components: Array.isArray(form['components']) ? form['components'] : [],
    webhook_id: poster.id,
  };
}

/** The message after a change: what the form does not name stays, null empties. */
export function editedMessage(message: Message, form: Fields, atMs: number): Message {
  const { content, embeds, components, flags } = form;
  return {
    ...message,
    content: content === undefined ? message.content : trimmed(content),
    embeds: embeds === undefined ? message.embeds : embedsOf(embeds),
    components: components === undefined ? message.components : Array.isArray(components) ? components : [],
    flags: flags === undefined ? message.flags : Number(flags ?? 0),
    edited_timestamp: withOffset(new Date(atMs).toISOString()),
  };
}

function embedsOf(embeds: unknown): Fields[] {
  return (Array.isArray(embeds) ? embeds : []).filter(isFields).map(shownEmbed);
}

/** A webhook mentions users only, unless the form allows more. */
function mentionsEveryone({ content, allowed_mentions }: Fields): boolean {
  const parse = isFields(allowed_mentions) ? allowed_mentions['parse'] : undefined;
  return /@(everyone|here)\b/.test(trimmed(content)) && Array.isArray(parse) && parse.includes('everyone');
}

/** Roles that the content names and the form allows, the only ones that wake anybody. */
function mentionedRoles({ content, allowed_mentions }: Fields): string[] {
  const roles = isFields(allowed_mentions) ? allowed_mentions['roles'] : undefined;
  const named = [...trimmed(content).matchAll(/<@&(\d+)>/g)].map(([, id = '']) => id);
  return named.filter((id) => Array.isArray(roles) && roles.includes(id));
}
