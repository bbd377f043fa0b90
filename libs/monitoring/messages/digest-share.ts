import type { ChannelLanguage, ChannelRoom } from '@envscope/integrations/kernel/channels/channel.js';
import { bySeverity } from './digest-block.js';
import { shortNamesOf } from './target-names.js';
import type { MessagePart } from './incident-messages.js';
import { dependentsOf, subjectsOf } from './wording.js';

/** Messages in a row that a storm may fill with names: what a channel takes at once. Beyond them it is counted. */
const MOST_MESSAGES = 5;
/** Of a message for its title, links and footer. */
const AROUND = 800;
/** For the head of a list, its reason included. */
const HEAD = 200;

/** A channel as far as a digest's size goes. */
export interface DigestReader {
  readonly language: ChannelLanguage;
  readonly room: ChannelRoom;
}

/**
 * The part of the news that one digest holds: the most severe, as many as it can name. The others are for the next digests;
 * what even five messages would not name is counted in this one.
 */
export function shareOf(parts: readonly MessagePart[], reader: DigestReader): readonly MessagePart[] {
  const ordered = parts.toSorted((a, b) => bySeverity(a.incident, b.incident));
  const pages = pagesOf(ordered, reader);
  return [...(pages[0] ?? []), ...pages.slice(MOST_MESSAGES).flat()];
}

function pagesOf(parts: readonly MessagePart[], { language, room }: DigestReader): MessagePart[][] {
  const pages: MessagePart[][] = [];
  let left = 0;
  let heads = new Set<string>();
  for (const part of parts) {
    const head = headKeyOf(part);
    const size = sizeOf(part, language, room);
    if (pages.length === 0 || left < size + (heads.has(head) ? 0 : HEAD)) {
      pages.push([]);
      left = room.message - AROUND;
      heads = new Set();
    }
    left -= size + (heads.has(head) ? 0 : HEAD);
    heads.add(head);
    pages.at(-1)?.push(part);
  }
  return pages;
}

/** About one for each list that the digest will have. */
function headKeyOf({ form, incident }: MessagePart): string {
  const { service, rule, targetState } = incident;
  return JSON.stringify([form, service, rule?.id, targetState, subjectsOf(incident)[0]?.reason?.code]);
}

function sizeOf({ incident }: MessagePart, language: ChannelLanguage, room: ChannelRoom): number {
  const along = dependentsOf(incident);
  const names = shortNamesOf(language, [...subjectsOf(incident), ...along]);
  return names.reduce((sum, name) => sum + room.sizeOf([name]) + 2, along.length > 0 ? HEAD : 0);
}
