import { redisSection, type RedisSettings } from '@envscope/integrations/redis/redis.settings.js';
import type { SettingsSection } from '@envscope/environments/settings-section.js';

/** Where an application's request metrics are read from: its environment's Redis, so the same variables. */
export type RequestMetricsSettings = RedisSettings;

export const requestMetricsSection: SettingsSection<RequestMetricsSettings> = {
  ...redisSection,
  service: 'request-metrics',
  describe: (settings) => ({
    settings: { keyPrefix: settings.keyPrefix },
    vendorUrl: null,
    addresses: redisSection.describe(settings).addresses,
  }),
};
