import { defineSection } from '@envscope/environments/settings-section.js';
import { CA_VARIABLES, describeCa, type TrustedCa } from '@envscope/environments/trusted-ca.js';
import * as z from 'zod';
import { hostAndPortOf } from '@envscope/environments/web-url.js';
import type { Severity } from '@envscope/contracts/index.js';
import {
  bySeveritySchema,
  routesSchema,
  type RouteMatch,
} from '@envscope/integrations/kernel/channels/routes.js';
import { parseWebhookUrl, type WebhookAddress } from './client/discord.address.js';

/** The role to wake for a severity; nobody for those that it does not name. */
export type MentionRoles = Readonly<Partial<Record<Severity, string>>>;

/** Where one environment's alerts go. */
export interface DiscordSettings {
  readonly webhook: WebhookAddress;
  /** What people call the channel: a webhook does not learn its name from Discord. */
  readonly channelLabel: string | null;
  readonly routes: readonly DiscordRoute[];
  readonly mentionRoles: MentionRoles;
  /** Trusted beside the public authorities, by all of its webhooks. */
  readonly ca?: TrustedCa | undefined;
}

/** Where incidents of one severity or service go instead. */
export interface DiscordRoute {
  readonly match: RouteMatch;
  readonly webhook: WebhookAddress;
  readonly channelLabel: string | null;
}

/** A webhook changes rarely, and calls to it count against the limit of messages. */
const INTERVAL_MS = 300_000;

const SNOWFLAKE = /^\d{17,20}$/;

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
    DISCORD_ROUTES: {
      schema: routesSchema(
        targetOf,
        "must lead to a webhook's URL as Discord shows it, or to thread: and its number",
      ),
      example:
        'critical=https://discord.com/api/webhooks/1290000000000000001/token,mongodb=thread:1290000000000000002',
      isSecret: true,
    },
    DISCORD_MENTION_ROLES: {
      schema: bySeveritySchema(SNOWFLAKE, "a role's id"),
      example: 'critical=1290000000000000003',
    },
    ...CA_VARIABLES,
  },
  common: {},
  required: ['DISCORD_WEBHOOK_URL'],
  compose: (values): DiscordSettings => {
    const [webhook, channelLabel] = [values.DISCORD_WEBHOOK_URL, values.DISCORD_CHANNEL ?? null];
    const routes = (values.DISCORD_ROUTES ?? []).map(({ match, to }): DiscordRoute =>
      'webhook' in to
        ? { match, webhook: to.webhook, channelLabel: null }
        : { match, webhook: { ...webhook, threadId: to.threadId }, channelLabel },
    );
    const mentionRoles = values.DISCORD_MENTION_ROLES ?? {};
    return { webhook, channelLabel, routes, mentionRoles, ca: values.TLS_CA_FILE };
  },
  describe: ({ webhook, channelLabel, routes, mentionRoles, ca }) => {
    const mentions = Object.keys(mentionRoles);
    const webhooks = [webhook, ...routes.map((route) => route.webhook)];
    return {
      settings: {
        channel: channelLabel,
        webhook: `…${webhook.id.slice(-4)}`,
        ...(routes.length > 0 ? { routes: routes.map(({ match }) => match) } : {}),
        ...(mentions.length > 0 ? { mentions } : {}),
        ...describeCa(
          ca,
          webhooks.map(({ baseUrl }) => baseUrl),
        ),
      },
      vendorUrl: null,
      addresses: [...new Set(webhooks.map(({ baseUrl }) => hostAndPortOf(baseUrl)))],
      calls: [...new Set(webhooks.map(({ baseUrl }) => new URL(baseUrl).origin))].map((origin) => ({
        origin,
      })),
    };
  },
  // A token is a secret by itself, wherever it stands.
  secrets: ({ webhook, routes }) =>
    [webhook, ...routes.map((route) => route.webhook)].map(({ token }) => token),
  intervalMs: () => INTERVAL_MS,
});

/** Another webhook, or a thread of the environment's own one. */
function targetOf(text: string): { webhook: WebhookAddress } | { threadId: string } | undefined {
  const threadId = /^thread:(?<id>.*)$/.exec(text)?.groups?.['id'];
  if (threadId !== undefined) return SNOWFLAKE.test(threadId) ? { threadId } : undefined;
  const webhook = parseWebhookUrl(text);
  return webhook && { webhook };
}
