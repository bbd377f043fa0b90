import { loginFault } from '@envscope/environments/url-login.js';

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

const DISCORD_HOST = /^(?:(?:ptb|canary)\.)?(?:discord|discordapp)\.com$/;
const WEBHOOK_PATH = /^(?<prefix>.*)\/api(?:\/v\d+)?\/webhooks\/(?<id>\d{1,20})\/(?<token>[\w-]+)\/?$/;

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** The site where people read the channels behind a webhook; a stand-in on this machine has one of its own. */
export function siteUrlOf({ baseUrl }: WebhookAddress): string {
  const isOnThisMachine = LOOPBACK.test(new URL(baseUrl).hostname);
  return isOnThisMachine ? baseUrl.replace(/\/api\/v\d+$/, '') : 'https://discord.com';
}

/**
 * Takes a webhook's URL apart. Its version becomes 10, since Discord answers a URL without one by an old interface.
 * Hosts that are not Discord's may use http and a path of their own before `/api`: a sandbox does.
 */
export function parseWebhookUrl(text: string): WebhookAddress | undefined {
  if (!URL.canParse(text) || loginFault(text) !== undefined) return undefined;
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
