import { defineSection } from '@envscope/environments/settings-section.js';
import * as z from 'zod';

/** Where one environment's alerts go. */
export interface DiscordSettings {
  readonly webhook: WebhookAddress;
  /** What people call the channel: Discord does not tell its name to a webhook. */
  readonly channelLabel: string | null;
}

/** A webhook's URL, taken apart. */
export interface WebhookAddress {
  /** Origin and path up to the version: `https://discord.com/api/v10`. */
  readonly baseUrl: string;
  readonly id: string;
  /** A secret: whoever has it can post. */
  readonly token: string;
  /** The thread of a forum channel that the URL names. */
  readonly threadId: string | null;
}

/** A webhook changes rarely, and calls to it count against the limit of messages. */
const INTERVAL_MS = 300_000;

const DISCORD_HOST = /^(?:(?:ptb|canary)\.)?(?:discord|discordapp)\.com$/;
const WEBHOOK_PATH = /^(?<prefix>.*)\/api(?:\/v\d+)?\/webhooks\/(?<id>\d{1,20})\/(?<token>[\w-]+)\/?$/;

const webhookUrl = z.string().transform((text, context): WebhookAddress => {
  const address = parseWebhookUrl(text);
  if (address) return address;
  // Never zod's own words: they could repeat the URL.
  context.addIssue({
    code: 'custom',
    message: "must be a webhook's URL as Discord shows it, without /slack or /github at its end",
  });
  return z.NEVER;
});

export const discordSection = defineSection({
  service: 'discord',
  variables: {
    DISCORD_WEBHOOK_URL: {
      schema: webhookUrl,
      example: 'https://discord.com/api/webhooks/1290000000000000001/token',
      isSecret: true,
      isShareable: true,
    },
    DISCORD_CHANNEL: { schema: z.string().trim().min(1).max(100), example: '#alerts-staging' },
  },
  common: {},
  required: ['DISCORD_WEBHOOK_URL'],
  compose: (values): DiscordSettings => ({
    webhook: values.DISCORD_WEBHOOK_URL,
    channelLabel: values.DISCORD_CHANNEL ?? null,
  }),
  describe: ({ webhook, channelLabel }) => {
    const { hostname, port, protocol } = new URL(webhook.baseUrl);
    return {
      settings: { channel: channelLabel, webhook: `…${webhook.id.slice(-4)}` },
      vendorUrl: null,
      addresses: [`${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`],
    };
  },
  intervalMs: () => INTERVAL_MS,
});

/**
 * Takes a webhook's URL apart. Its version becomes 10, since Discord answers a URL without one by an old interface.
 * Hosts that are not Discord's may use http and a path of their own before `/api`: a sandbox does.
 */
export function parseWebhookUrl(text: string): WebhookAddress | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const { prefix = '', id, token } = WEBHOOK_PATH.exec(url.pathname)?.groups ?? {};
  const isSound = DISCORD_HOST.test(url.hostname)
    ? url.protocol === 'https:' && prefix === ''
    : /^https?:$/.test(url.protocol);
  if (!isSound || id === undefined || token === undefined || url.username !== '' || url.password !== '') {
    return undefined;
  }
  return {
    baseUrl: `${url.origin}${prefix}/api/v10`,
    id,
    token,
    threadId: url.searchParams.get('thread_id'),
  };
}
