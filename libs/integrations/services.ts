import { discordService } from './discord/discord.service.js';
import { endpointsService } from './endpoints/endpoints.service.js';
import { heartbeatsService } from './heartbeats/heartbeats.service.js';
import type { ServiceManifests } from './kernel/service.js';
import { mongodbService } from './mongodb/mongodb.service.js';
import { redisService } from './redis/redis.service.js';
import { requestMetricsService } from './request-metrics/request-metrics.service.js';
import { sentryService } from './sentry/sentry.service.js';
import { uptimerobotService } from './uptimerobot/uptimerobot.service.js';

/** Every service's manifest, in the order in which an environment's page shows them. A new integration adds its line here. */
export const MANIFESTS: ServiceManifests = {
  uptimerobot: uptimerobotService,
  discord: discordService,
  'request-metrics': requestMetricsService,
  sentry: sentryService,
  endpoints: endpointsService,
  heartbeats: heartbeatsService,
  mongodb: mongodbService,
  redis: redisService,
};
