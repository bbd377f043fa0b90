import { Severity } from '@envscope/contracts/index.js';
import type {
  ChannelMessage,
  ChannelRoom,
  ChannelText,
} from '@envscope/integrations/kernel/channels/channel.js';
import { linesOf, wordsOf } from '@envscope/integrations/kernel/channels/plain-text.js';

/** A server's limits, in bytes of UTF-8; what is beyond them is refused, or becomes a file. */
const MOST = { message: 4_096, title: 1_024, actions: 3 } as const;
/** What each part may take, of all JSON as it is written, so that all together stay within its limit. */
const WRITTEN = { message: 4_700, title: 700, url: 500 } as const;
/** Names of facts, and what stands between lines. */
const SLACK = 200;
/** By how much a text is made shorter until it fits. */
const STEP = 32;

const bytesOf = (text: string) => Buffer.byteLength(text);
const sizeOf = (text: ChannelText) => bytesOf(wordsOf(text));

/** What one message holds. */
export const NTFY_ROOM: ChannelRoom = {
  message: MOST.message - SLACK,
  block: MOST.message - SLACK,
  blocks: 1,
  sizeOf,
};

const PRIORITIES: Readonly<Record<Severity, number>> = { critical: 5, high: 4, medium: 3, low: 2 };
const DEFAULT_PRIORITY = 3;
/** No sound: an update is no news, or it would be a message of its own. */
const LOW_PRIORITY = 2;

/** Where a message goes, and what it replaces. */
export interface Delivery {
  readonly topic: string;
  readonly environment: string;
  readonly sequenceId: string;
  readonly isUpdate: boolean;
}

/** A message as ntfy takes it, within its limits. */
export function toPublication(
  message: ChannelMessage,
  delivery: Delivery,
): Readonly<Record<string, unknown>> {
  const [first] = message.blocks;
  const text = message.blocks
    .flatMap((block) => [...linesOf(block), block.footer])
    .filter((line) => line !== '');
  const links = first?.links.filter(({ url }) => isShortUrl(url)) ?? [];
  const click = first?.url ?? links[0]?.url ?? null;
  return {
    topic: delivery.topic,
    sequence_id: delivery.sequenceId,
    title: fitted(first?.title ?? '', MOST.title, WRITTEN.title),
    message: fitted(text.join('\n'), MOST.message, WRITTEN.message),
    priority: delivery.isUpdate ? LOW_PRIORITY : priorityOf(message),
    tags: [...tagOf(message), delivery.environment],
    ...(click !== null && isShortUrl(click) ? { click } : {}),
    ...(links.length > 0
      ? { actions: links.slice(0, MOST.actions).map(({ label, url }) => ({ action: 'view', label, url })) }
      : {}),
  };
}

function priorityOf({ urgency }: ChannelMessage): number {
  return urgency === null ? DEFAULT_PRIORITY : PRIORITIES[urgency];
}

/** The worst severity of what is open, or that all is over; nothing for a message about no incident. */
function tagOf({ events }: ChannelMessage): string[] {
  if (events.length === 0) return [];
  const open = events.flatMap(({ incident }) => (incident.resolvedAt === null ? incident.severity : []));
  return [Severity.options.findLast((severity) => open.includes(severity)) ?? 'resolved'];
}

function isShortUrl(url: string): boolean {
  return bytesOf(url) <= WRITTEN.url && /^https?:$/.test(URL.parse(url)?.protocol ?? '');
}

/** The text in at most so many bytes, and so many as JSON writes it, which makes several of some characters. */
function fitted(text: string, mostBytes: number, mostWritten: number): string {
  for (let most = mostBytes; ; most -= STEP) {
    const kept = cut(text, most);
    if (bytesOf(JSON.stringify(kept)) <= mostWritten) return kept;
  }
}

/** The text in at most so many bytes, no character halved, its end marked where some is missing. */
function cut(text: string, mostBytes: number): string {
  if (bytesOf(text) <= mostBytes) return text;
  const bytes = Buffer.from(text).subarray(0, mostBytes - bytesOf('…'));
  // As a stream, so that a character that is not whole is left out.
  return `${new TextDecoder().decode(bytes, { stream: true })}…`;
}
