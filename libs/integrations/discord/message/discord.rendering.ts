import type {
  ChannelBlock,
  ChannelMessage,
  ChannelRoom,
  ChannelText,
} from '@envscope/integrations/kernel/channels/channel.js';
import { MOST, type DiscordEmbed, type DiscordMessage } from './discord.message.js';
import type { MentionRoles } from '../discord.settings.js';

/** What Discord takes in one message, as Markdown. */
export const DISCORD_ROOM: ChannelRoom = {
  message: MOST.total,
  block: MOST.description,
  blocks: MOST.embeds,
  sizeOf: (text) => markdownOf(text).length,
};

/** A message as Discord shows it: moments in each reader's own time zone, and nothing in it taken for Markdown. */
export function toDiscordMessage(
  { blocks, urgency }: ChannelMessage,
  mentionRoles: MentionRoles,
): DiscordMessage {
  const isTooMany = blocks.length > MOST.embeds;
  const shown = isTooMany ? blocks.slice(0, MOST.embeds - 1) : blocks;
  const others = blocks.slice(shown.length);
  return {
    embeds: [...shown.map(toEmbed), ...others.slice(0, 1).map(({ color }) => listOf(others, color))],
    mentionRoleId: urgency === null ? undefined : mentionRoles[urgency],
  };
}

function toEmbed({ title, url, color, text, facts, links, footer, at }: ChannelBlock): DiscordEmbed {
  return {
    title: escapeMarkdown(title),
    ...(url === null ? {} : { url }),
    color,
    description: markdownOf(text),
    fields: facts.map(({ name, value, isShort }) => {
      return { name: escapeMarkdown(name), value: markdownOf(value), isInline: isShort };
    }),
    links: links.map((link) => ({ label: escapeMarkdown(link.label), url: link.url })),
    footer,
    ...(at === null ? {} : { timestamp: at }),
  };
}

/** Blocks for which there is no embed left, each by its title. */
function listOf(blocks: readonly ChannelBlock[], color: ChannelBlock['color']): DiscordEmbed {
  const links = blocks.map(({ title, url }) => ({ label: escapeMarkdown(title), url }));
  return { title: `+${blocks.length}`, color, links };
}

function markdownOf(text: ChannelText): string {
  return text
    .map((part) => {
      if (typeof part === 'string') return escapeMarkdown(part);
      const seconds = Math.floor(Date.parse(part.at) / 1_000);
      const [time, ago] = [`<t:${seconds}:f>`, `<t:${seconds}:R>`];
      return { time, ago, since: `${time} (${ago})` }[part.style];
    })
    .join('');
}

const URL_IN_TEXT = /(https?:\/\/\S+)/;

/**
 * The text with everything that Discord would take for Markdown shown as it is. URLs stay as they are: Discord makes links of
 * them, a backslash included.
 */
function escapeMarkdown(text: string): string {
  return text
    .split(URL_IN_TEXT)
    .map((part, index) =>
      // Every second part is a URL.
      index % 2 === 1 ? part : part.replace(/[\\*_~`|[\]<]/g, '\\$&').replace(/^(\s*)([>#-])/gm, '$1\\$2'),
    )
    .join('');
}
