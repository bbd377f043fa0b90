import type {
  ChannelBlock,
  ChannelLanguage,
  ChannelRoom,
  ChannelText,
} from '@envscope/integrations/kernel/channels/channel.js';
import { say } from '@envscope/texts/say.js';
import { writeLists, type NameList } from './name-lists.js';

/** Marks of Markdown around a link, and what stands between links. */
const AROUND_LINK = 8;
const LINE = 1;

/** A block and the names that go into it, before they are written. */
export interface BlockDraft extends ChannelBlock {
  readonly lists: readonly NameList[];
}

/** The draft with as many names as the channel takes: in its own text, and in blocks that go on where that is full. */
export function blocksOf(
  { lists, ...block }: BlockDraft,
  { language, room }: { readonly language: ChannelLanguage; readonly room: ChannelRoom },
): ChannelBlock[] {
  if (lists.length === 0) return [block];
  const links = block.links.reduce(
    (sum, { label, url }) => sum + room.sizeOf([label]) + url.length + AROUND_LINK,
    0,
  );
  const taken = room.sizeOf(block.text) + LINE + links;
  const [first = [], ...rest] = writeLists(
    lists,
    {
      ...room,
      firstBlock: room.block - taken,
      message: room.message - taken - aroundText(block, room),
    },
    (count) => say(language, 'messages.more', { count }),
  );
  const text: ChannelText = block.text.length === 0 ? first : [...block.text, '\n', ...first];
  return [
    { ...block, text },
    ...rest.map((more) => ({
      ...block,
      title: '',
      url: null,
      text: more,
      facts: [],
      links: [],
      footer: '',
      at: null,
    })),
  ];
}

/** What of the message's room the rest of the block takes. */
function aroundText({ title, facts, footer }: ChannelBlock, room: ChannelRoom): number {
  const parts = [[title], [footer], ...facts.flatMap(({ name, value }) => [[name], value])];
  return parts.reduce((sum, part) => sum + room.sizeOf(part), 0);
}
