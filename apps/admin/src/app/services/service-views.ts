import type { Type } from '@angular/core';
import type { ServiceKind } from '@envscope/contracts/index.js';

/**
 * What a service shows besides what all services have in common. A card has the inputs `card: ServiceCard`,
 * `config: ServiceConfig`, `environment: EnvironmentId` and renders the body of the card; a detail has `detail:
 * ServiceDetail`, `config`, `environment` and renders the part of the page under its header.
 */
export interface ServiceView {
  readonly card?: () => Promise<Type<unknown>>;
  readonly detail: () => Promise<Type<unknown>>;
}

/** Views by service. A service without one is shown generically: its measurements and its results. */
export const SERVICE_VIEWS: Partial<Record<ServiceKind, ServiceView>> = {
  mongodb: {
    card: async () => (await import('./mongodb/mongodb-card')).MongodbCard,
    detail: async () => (await import('./mongodb/mongodb-detail')).MongodbDetail,
  },
  redis: {
    card: async () => (await import('./redis/redis-card')).RedisCard,
    detail: async () => (await import('./redis/redis-detail')).RedisDetail,
  },
  sentry: {
    card: async () => (await import('./sentry/sentry-card')).SentryCard,
    detail: async () => (await import('./sentry/sentry-detail')).SentryDetail,
  },
  uptimerobot: {
    card: async () => (await import('./uptimerobot/uptimerobot-card')).UptimeRobotCard,
    detail: async () => (await import('./uptimerobot/uptimerobot-detail')).UptimeRobotDetail,
  },
  discord: {
    card: async () => (await import('./discord/discord-card')).DiscordCard,
    detail: async () => (await import('./discord/discord-detail')).DiscordDetail,
  },
  endpoints: {
    card: async () => (await import('./endpoints/endpoints-card')).EndpointsCard,
    detail: async () => (await import('./endpoints/endpoints-detail')).EndpointsDetail,
  },
  'request-metrics': {
    card: async () => (await import('./request-metrics/request-metrics-card')).RequestMetricsCard,
    detail: async () => (await import('./request-metrics/request-metrics-detail')).RequestMetricsDetail,
  },
};
