import type { Color, Instant } from '@envscope/contracts/index.js';

/** One coloured block of a message. Every text but the footer is Discord's Markdown. */
export interface DiscordEmbed {
  readonly title: string;
  readonly description?: string;
  /** Below the description; each is shown whole or not at all. */
  readonly links?: readonly DiscordLink[];
  /** Where the title leads. */
  readonly url?: string;
  readonly color: Color;
  readonly timestamp?: Instant;
  readonly fields?: readonly DiscordField[];
  readonly footer?: string;
}

export interface DiscordLink {
  readonly label: string;
  /** Null: the label stands alone. */
  readonly url: string | null;
}

export interface DiscordField {
  readonly name: string;
  readonly value: string;
  /** Beside the one before it, where there is room. */
  readonly isInline?: boolean;
}

export interface DiscordMessage {
  readonly embeds: readonly DiscordEmbed[];
  /** The one role that the message wakes. */
  readonly mentionRoleId?: string | undefined;
}

/** Fixed, since Discord refuses names that hold "discord" or "clyde", and one refused name loses the message. */
const USERNAME = 'Envscope';

/** Discord's limits in UTF-16 units, the stricter way to count. */
export const MOST = {
  embeds: 10,
  title: 256,
  description: 4_096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1_024,
  footer: 2_048,
  total: 6_000,
} as const;

/** A new message as Discord takes it. */
export function toExecuteBody(message: DiscordMessage): Readonly<Record<string, unknown>> {
  return { username: USERNAME, ...toEditBody(message) };
}

/**
 * A message as Discord takes it in the place of an earlier one: cut to its limits, colours as numbers, and nobody mentioned
 * whatever the text says, but for the role. What matters most is kept first, of all embeds: titles, links, fields,
 * footers, descriptions.
 */
export function toEditBody({ embeds, mentionRoleId }: DiscordMessage): Readonly<Record<string, unknown>> {
  return {
    content: mentionRoleId === undefined ? '' : `<@&${mentionRoleId}>`,
    allowed_mentions: { parse: [], ...(mentionRoleId === undefined ? {} : { roles: [mentionRoleId] }) },
    embeds: toWireEmbeds(embeds.slice(0, MOST.embeds)),
  };
}

function toWireEmbeds(embeds: readonly DiscordEmbed[]): object[] {
  const allowance = new Allowance(MOST.total);
  const titles = embeds.map(({ title }) => allowance.take(title, MOST.title));
  const links = embeds.map((embed) => linksOf(embed, allowance));
  const fields = embeds.map((embed) => fieldsOf(embed, allowance));
  const footers = embeds.map(({ footer }) => allowance.take(footer, MOST.footer));
  const urls = embeds.map(({ url }, index) => titleUrl(url, embeds.slice(0, index)));
  return embeds.flatMap((embed, index) => {
    const [title = '', link = '', footer = ''] = [titles[index], links[index], footers[index]];
    const text = allowance.take(embed.description, MOST.description - link.length);
    const description = `${text}${link}`.trim();
    if (title === '' && description === '' && fields[index]?.length === 0) return [];
    return {
      ...(title === '' ? {} : { title }),
      description,
      color: Number.parseInt(embed.color.slice(1), 16),
      fields: fields[index],
      ...(urls[index] === undefined ? {} : { url: urls[index] }),
      ...(embed.timestamp === undefined ? {} : { timestamp: embed.timestamp }),
      ...(footer === '' ? {} : { footer: { text: footer } }),
    };
  });
}

/** The links in a line of their own, as many as fit. */
function linksOf({ links = [] }: DiscordEmbed, allowance: Allowance): string {
  return links.reduce((line, { label, url }) => {
    const link = url === null ? label : `[${label}](${url.replaceAll('(', '%28').replaceAll(')', '%29')})`;
    const addition = `${line === '' ? '\n' : ' · '}${link}`;
    return line.length + addition.length <= MOST.description ? line + allowance.takeWhole(addition) : line;
  }, '');
}

function fieldsOf({ fields = [] }: DiscordEmbed, allowance: Allowance): object[] {
  return fields.slice(0, MOST.fields).flatMap((field) => {
    const name = allowance.take(field.name, MOST.fieldName);
    const value = allowance.take(field.value, MOST.fieldValue);
    // Discord refuses the whole message for one empty part of a field.
    return name === '' || value === '' ? [] : [{ name, value, inline: field.isInline ?? false }];
  });
}

/**
 * The URL of a title; undefined where it would do harm. Of embeds with one URL Discord shows only the first, and a URL whose
 * host has no dot, `http://localhost`, makes it refuse the whole message (seen by bugsink #280 and gitea #14379).
 */
function titleUrl(url: string | undefined, before: readonly DiscordEmbed[]): string | undefined {
  if (url === undefined || before.some((embed) => embed.url === url) || !URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) && hostname.includes('.') ? url : undefined;
}

/** What is left of the characters that all embeds of one message have together. */
class Allowance {
  constructor(private left: number) {}

  take(text: string | undefined, most: number): string {
    const kept = cut(text ?? '', Math.min(most, this.left));
    this.left -= kept.length;
    return kept;
  }

  /** The text, or nothing where it does not fit. */
  takeWhole(text: string): string {
    if (text.length > this.left) return '';
    this.left -= text.length;
    return text;
  }
}

/** Half of a character, or of a moment (`<t:1790934117:R>`), where a text was cut. */
const BROKEN_END = /(?:[\ud800-\udbff]|<(?:t(?::\d*(?::[fR]?)?)?)?)$/;

/** The text in at most so many units, its end marked where some is missing. */
function cut(text: string, most: number): string {
  const whole = text.trim();
  if (whole.length <= most) return whole;
  if (most <= 0) return '';
  return `${whole.slice(0, most - 1).replace(BROKEN_END, '')}…`;
}
