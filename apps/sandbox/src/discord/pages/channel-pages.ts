import { html, text, type Call, type Reply } from '../../http/exchange.ts';
import { Routes } from '../../http/routes.ts';
import type { Mounted } from '../../http/stand-in.ts';
import type { Discord } from '../discord.ts';
import { STYLE, SCRIPT } from './channel-look.ts';
import { isFields, trimmed, type Fields } from '../fields.ts';
import { escapeHtml, htmlOf, timeOf } from './markdown.ts';
import type { Message } from '../message.ts';
import { GUILD_ID } from '../webhooks.ts';

/** A channel with what was posted there, and the environment whose it is. */
interface Channel {
  readonly id: string;
  readonly environment: string;
  readonly messages: readonly Message[];
}

const WORDS = {
  en: {
    title: 'Discord, played by the sandbox',
    none: 'No message yet. The next incident brings one.',
    edited: 'edited',
  },
  ko: {
    title: '샌드박스가 흉내 내는 Discord',
    none: '아직 메시지가 없어요. 다음 인시던트가 생기면 여기에 나타나요.',
    edited: '수정됨',
  },
} as const;
type Language = keyof typeof WORDS;

/**
 * What people would see in Discord, at `/discord/channels`: each channel a page, its messages with their embeds, newest last. Read
 * anew every few seconds; not part of Discord's API, so that no fault touches it and no call is counted.
 */
export class ChannelPages implements Mounted {
  readonly mount = '/discord/channels';
  private readonly discord: Pick<Discord, 'state'>;
  private readonly routes = new Routes()
    .on('GET', '', (call) => this.page(call))
    .on('GET', '/', (call) => this.page(call))
    .on('GET', `/${GUILD_ID}/:channel`, (call, { channel }) => this.page(call, channel));

  constructor(discord: Pick<Discord, 'state'>) {
    this.discord = discord;
  }

  answer(call: Call): Reply {
    return this.routes.answer(call) ?? text(404, 'No such channel');
  }

  /** Without a channel the one with the newest message is shown. */
  private page({ headers, base }: Call, id?: string): Reply {
    const language: Language = /^ko\b/.test(headers['accept-language'] ?? '') ? 'ko' : 'en';
    const channels = this.channels();
    const newest = channels.toSorted((a, b) => (newestOf(a) < newestOf(b) ? 1 : -1))[0];
    const channel = id === undefined ? newest : channels.find((one) => one.id === id);
    if (channel === undefined) return text(404, 'No such channel');
    return html(200, pageOf(channel, channels, base, language));
  }

  private channels(): Channel[] {
    const channels = new Map<string, Channel>();
    for (const { channelId, environment, messages } of this.discord.state().webhooks) {
      const before = channels.get(channelId)?.messages ?? [];
      const all = [...before, ...messages].toSorted((a, b) => (a.timestamp < b.timestamp ? -1 : 1));
      channels.set(channelId, { id: channelId, environment, messages: all });
    }
    return [...channels.values()];
  }
}

function newestOf({ messages }: Channel): string {
  return messages.at(-1)?.timestamp ?? '';
}

function pageOf(channel: Channel, channels: readonly Channel[], base: string, language: Language): string {
  const words = WORDS[language];
  const links = channels.map(({ id, environment, messages }) => {
    const current = id === channel.id ? ' aria-current="page"' : '';
    const count = messages.length > 0 ? ` <small>${messages.length}</small>` : '';
    return `<a href="${escapeHtml(base)}/${GUILD_ID}/${id}"${current}># alerts-${environment}${count}</a>`;
  });
  const messages = channel.messages.map((message) => messageOf(message, words.edited));
  return `<!DOCTYPE html>
<html lang="${language}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="5"><link rel="icon" href="data:,">
<title># alerts-${channel.environment} · ${words.title}</title>
<style>${STYLE}</style>
<nav><p>${words.title}</p>${links.join('')}</nav>
<main><h1># alerts-${channel.environment}</h1>${messages.join('') || `<p class="none">${words.none}</p>`}</main>
<script>${SCRIPT}</script>
</html>`;
}

function messageOf(
  { author, content, embeds, timestamp, edited_timestamp: edited }: Message,
  word: string,
): string {
  const marked = edited === null ? '' : ` <small>(${word})</small>`;
  return `<article>
<header><b>${escapeHtml(trimmed(author['username']))}</b> <span class="app">APP</span> ${timeOf(Date.parse(timestamp))}${marked}</header>
${content === '' ? '' : `<p>${htmlOf(content)}</p>`}${embeds.map(embedOf).join('')}</article>`;
}

function embedOf({ title, url, description, color, fields, footer, timestamp }: Fields): string {
  const heading = htmlOf(trimmed(title));
  const linked = typeof url === 'string' ? `<a href="${escapeHtml(url)}">${heading}</a>` : heading;
  const end = [
    isFields(footer) ? escapeHtml(trimmed(footer['text'])) : '',
    typeof timestamp === 'string' ? timeOf(Date.parse(timestamp)) : '',
  ].filter((part) => part !== '');
  const bar = `#${(typeof color === 'number' ? color : 0x4f545c).toString(16).padStart(6, '0')}`;
  return `<section style="border-color:${bar}"><h2>${linked}</h2><p>${htmlOf(trimmed(description))}</p>
<dl>${(Array.isArray(fields) ? fields : []).filter(isFields).map(fieldOf).join('')}</dl>
${end.length === 0 ? '' : `<footer>${end.join(' • ')}</footer>`}</section>`;
}

function fieldOf({ name, value, inline }: Fields): string {
  const width = inline === true ? '' : ' class="whole"';
  return `<div${width}><dt>${htmlOf(trimmed(name))}</dt><dd>${htmlOf(trimmed(value))}</dd></div>`;
}
