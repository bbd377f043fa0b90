import type { ServiceKind } from '@envscope/contracts/index.js';
import type { SettingsSection } from '@envscope/environments/settings-section.js';
import { CHANNEL_KINDS } from '@envscope/integrations/channels.js';
import { discordSection } from '@envscope/integrations/discord/discord.settings.js';
import { endpointsSection } from '@envscope/integrations/endpoints/endpoints.settings.js';
import { heartbeatsSection } from '@envscope/integrations/heartbeats/heartbeats.settings.js';
import { mongodbSection } from '@envscope/integrations/mongodb/mongodb.settings.js';
import { redisSection } from '@envscope/integrations/redis/redis.settings.js';
import { requestMetricsSection } from '@envscope/integrations/request-metrics/request-metrics.settings.js';
import { sentrySection } from '@envscope/integrations/sentry/sentry.settings.js';
import { uptimerobotSection } from '@envscope/integrations/uptimerobot/uptimerobot.settings.js';

/** Every service's section of the settings. A new service adds its line here. */
export const SECTIONS = {
  mongodb: mongodbSection,
  redis: redisSection,
  sentry: sentrySection,
  uptimerobot: uptimerobotSection,
  discord: discordSection,
  endpoints: endpointsSection,
  'request-metrics': requestMetricsSection,
  heartbeats: heartbeatsSection,
} as const satisfies Readonly<Record<ServiceKind, SettingsSection<unknown>>>;

/** Those of services, and of channels that no service watches. */
export const ALL_SECTIONS: readonly SettingsSection<unknown>[] = [
  ...new Set([...Object.values(SECTIONS), ...CHANNEL_KINDS.map(({ section }) => section)]),
];

type SettingsOf<T> = T extends SettingsSection<infer S> ? S : never;

/** The settings of each service, by its name. */
export type Sections = { readonly [K in keyof typeof SECTIONS]: SettingsOf<(typeof SECTIONS)[K]> };
