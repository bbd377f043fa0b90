import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { PerEnvironment } from '@envscope/environments/per-environment.js';
import { REDIS_CLIENTS, type RedisClient } from '@envscope/integrations/redis/redis.client.js';
import { RedisModule } from '@envscope/integrations/redis/redis.module.js';
import { Module } from '@nestjs/common';
import { REQUEST_METRICS_CLIENTS, RequestMetricsClient } from './request-metrics.client.js';
import { RequestMetricsProbe } from './request-metrics.probe.js';
import { RequestMetricsReader } from './request-metrics.reader.js';
import type { RequestMetricsSettings } from './request-metrics.settings.js';

/** Reads over the connections of `RedisModule`: the metrics lie in the same server. */
@Module({
  imports: [RedisModule],
  providers: [
    {
      provide: REQUEST_METRICS_CLIENTS,
      inject: [ENVIRONMENTS, REDIS_CLIENTS],
      useFactory: (
        environments: Environments<{ 'request-metrics': RequestMetricsSettings }>,
        redis: PerEnvironment<RedisClient>,
      ) =>
        PerEnvironment.build(
          'request-metrics',
          environments,
          (_, environment) => new RequestMetricsClient(redis.for(environment.id)),
        ),
    },
    RequestMetricsReader,
    RequestMetricsProbe,
  ],
  exports: [RequestMetricsProbe, RequestMetricsReader],
})
export class RequestMetricsModule {}
