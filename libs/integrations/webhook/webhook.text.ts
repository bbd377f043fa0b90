import type {
  ChannelBlock,
  ChannelMessage,
  ChannelRoom,
} from '@envscope/integrations/kernel/channels/channel.js';
import { linesOf, wordsOf } from '@envscope/integrations/kernel/channels/plain-text.js';

/** A receiver names no limit; this much holds thousands of names, and no receiver's memory is at stake. */
const MOST_CHARACTERS = 60_000;

/** What the `text` of one POST holds. */
export const WEBHOOK_ROOM: ChannelRoom = {
  message: MOST_CHARACTERS,
  block: MOST_CHARACTERS,
  blocks: 1,
  sizeOf: (text) => wordsOf(text).length,
};

/** A message in plain words, for receivers that only pass it on; moments are in UTC. */
export function plainText({ blocks }: ChannelMessage): string {
  return blocks.map(blockText).join('\n\n');
}

function blockText({ title, text, facts, links, url }: ChannelBlock): string {
  return [
    title,
    ...linesOf({ text, facts }),
    ...links.map((link) => `${link.label}: ${link.url}`),
    ...(url === null || links.some((link) => link.url === url) ? [] : [url]),
  ]
    .filter((line) => line !== '')
    .join('\n');
}
