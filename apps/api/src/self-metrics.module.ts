import { Module, type DynamicModule } from '@nestjs/common';
import type { EnvironmentId } from '@envscope/contracts/index.js';
import type { Environments } from '@envscope/environments/environments.js';
import type { RedisSettings } from '@envscope/integrations/redis/redis.settings.js';
import { RequestRecorderModule } from '@envscope/request-recorder/request-recorder.module.js';

/** The console counts its own requests as a development application does, so that it has an example to show. */
const RECORDED_IN: EnvironmentId = 'dev';

/** Records the console's own requests; nothing where that environment or its Redis is not configured. */
@Module({})
export class SelfMetricsModule {
  static for(environments: Environments<{ redis: RedisSettings }>): DynamicModule {
    const redis = environments.find(({ id }) => id === RECORDED_IN)?.sections.redis;
    if (redis?.state !== 'configured') return { module: SelfMetricsModule };
    const { url, keyPrefix } = redis.settings;
    return { module: SelfMetricsModule, imports: [RequestRecorderModule.forRoot({ redis: url, keyPrefix })] };
  }
}
