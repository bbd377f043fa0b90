import type { Type } from '@angular/core';
import {
  DiscordSnapshot,
  EndpointsSnapshot,
  HeartbeatsSnapshot,
  MongodbSnapshot,
  RedisSnapshot,
  RequestMetricsSnapshot,
  SentrySnapshot,
  type ServiceKind,
  UptimeRobotSnapshot,
} from '@envscope/contracts/index.js';
import type * as z from 'zod/mini';

/**
 * What a service shows besides what all services have in common: the body of its card, and the part of its page under the
 * header. A view declares those inputs that it needs of `snapshot`, `config: ServiceConfig`, `environment: EnvironmentId`,
 * on a card `card: ServiceCard` and `omitted`, on a page `detail: ServiceDetail`.
 */
export interface ServiceView {
  /** Reads `snapshot`; where it cannot, the reason is shown in place of the view. */
  readonly schema?: z.ZodMiniType<object>;
  readonly card?: () => Promise<Type<unknown>>;
  readonly detail: () => Promise<Type<unknown>>;
  /** The page shows something without a snapshot too, which is null then. */
  readonly hasDetailAlways?: boolean;
}

/** Views by service. A service without one is shown generically: its measurements and its results. */
export const SERVICE_VIEWS: Partial<Record<ServiceKind, ServiceView>> = {
  mongodb: {
    schema: MongodbSnapshot,
    card: async () => (await import('./mongodb/mongodb-card')).MongodbCard,
    detail: async () => (await import('./mongodb/mongodb-detail')).MongodbDetail,
  },
  redis: {
    schema: RedisSnapshot,
    card: async () => (await import('./redis/redis-card')).RedisCard,
    detail: async () => (await import('./redis/redis-detail')).RedisDetail,
  },
  sentry: {
    schema: SentrySnapshot,
    card: async () => (await import('./sentry/sentry-card')).SentryCard,
    detail: async () => (await import('./sentry/sentry-detail')).SentryDetail,
  },
  uptimerobot: {
    schema: UptimeRobotSnapshot,
    card: async () => (await import('./uptimerobot/uptimerobot-card')).UptimeRobotCard,
    detail: async () => (await import('./uptimerobot/uptimerobot-detail')).UptimeRobotDetail,
  },
  discord: {
    schema: DiscordSnapshot,
    card: async () => (await import('./discord/discord-card')).DiscordCard,
    detail: async () => (await import('./discord/discord-detail')).DiscordDetail,
    hasDetailAlways: true,
  },
  endpoints: {
    schema: EndpointsSnapshot,
    card: async () => (await import('./endpoints/endpoints-card')).EndpointsCard,
    detail: async () => (await import('./endpoints/endpoints-detail')).EndpointsDetail,
  },
  heartbeats: {
    schema: HeartbeatsSnapshot,
    card: async () => (await import('./heartbeats/heartbeats-card')).HeartbeatsCard,
    detail: async () => (await import('./heartbeats/heartbeats-detail')).HeartbeatsDetail,
  },
  'request-metrics': {
    schema: RequestMetricsSnapshot,
    card: async () => (await import('./request-metrics/request-metrics-card')).RequestMetricsCard,
    detail: async () => (await import('./request-metrics/request-metrics-detail')).RequestMetricsDetail,
    hasDetailAlways: true,
  },
};
