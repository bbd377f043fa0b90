import type { Color, Instant } from '@envscope/contracts/index.js';

/** One coloured block of a message. */
export interface DiscordEmbed {
  readonly title: string;
  readonly description?: string;
  /** Where the title leads. Of embeds with one URL Discord shows only the first. */
  readonly url?: string;
  readonly color: Color;
  readonly timestamp?: Instant;
  readonly author?: string;
  readonly fields?: readonly DiscordField[];
  readonly footer?: string;
}

export interface DiscordField {
  readonly name: string;
  readonly value: string;
  /** Beside the one before it, where there is room. */
  readonly isInline?: boolean;
}

export interface DiscordMessage {
  readonly content?: string;
  readonly embeds: readonly DiscordEmbed[];
}

/** Fixed, since Discord refuses names that hold "discord" or "clyde", and one refused name loses the message. */
const USERNAME = 'Envscope';

/** Discord's limits in UTF-16 units, the stricter way to count. */
const MOST = {
  content: 2_000,
  embeds: 10,
  title: 256,
  description: 4_096,
  author: 256,
  fields: 25,
  fieldName: 256,
  fieldValue: 1_024,
  footer: 2_048,
  total: 6_000,
} as const;

/**
 * A message as Discord takes it: cut to its limits, colours as numbers, and nobody mentioned whatever the text says. Of
 * what is too much the later embeds, and in an embed the description, are cut first.
 */
export function toExecuteBody({ content, embeds }: DiscordMessage): Readonly<Record<string, unknown>> {
  const allowance = new Allowance(MOST.total);
  return {
    username: USERNAME,
    content: cut(content ?? '', MOST.content),
    allowed_mentions: { parse: [] },
    embeds: embeds.slice(0, MOST.embeds).flatMap((embed) => toWireEmbed(embed, allowance) ?? []),
  };
}

function toWireEmbed(embed: DiscordEmbed, allowance: Allowance): object | undefined {
  const title = allowance.take(embed.title, MOST.title);
  const author = allowance.take(embed.author, MOST.author);
  const footer = allowance.take(embed.footer, MOST.footer);
  const fields = (embed.fields ?? []).slice(0, MOST.fields).flatMap((field) => {
    const name = allowance.take(field.name, MOST.fieldName);
    const value = allowance.take(field.value, MOST.fieldValue);
    // Discord refuses the whole message for one empty part of a field.
    return name === '' || value === '' ? [] : [{ name, value, inline: field.isInline ?? false }];
  });
  const description = allowance.take(embed.description, MOST.description);
  if (title === '' && description === '' && fields.length === 0) return undefined;
  return {
    title,
    description,
    color: Number.parseInt(embed.color.slice(1), 16),
    fields,
    ...(embed.url === undefined ? {} : { url: embed.url }),
    ...(embed.timestamp === undefined ? {} : { timestamp: embed.timestamp }),
    ...(author === '' ? {} : { author: { name: author } }),
    ...(footer === '' ? {} : { footer: { text: footer } }),
  };
}

/** What is left of the characters that all embeds of one message have together. */
class Allowance {
  constructor(private left: number) {}

  take(text: string | undefined, most: number): string {
    const kept = cut(text ?? '', Math.min(most, this.left));
    this.left -= kept.length;
    return kept;
  }
}

/** The text in at most so many units, its end marked where some is missing; half a character is never left. */
function cut(text: string, most: number): string {
  const whole = text.trim();
  if (whole.length <= most) return whole;
  if (most === 0) return '';
  return `${whole.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
