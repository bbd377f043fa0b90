import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { PerEnvironment } from '@envscope/environments/per-environment.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { Network } from '@envscope/integrations/network/network.js';
import { NetworkModule } from '@envscope/integrations/network/network.module.js';
import { Module } from '@nestjs/common';
import { REDIS_CLIENTS, createRedisClient } from './redis.client.js';
import { OwnTallies } from './connection/redis.own-share.js';
import { RedisProbe } from './redis.probe.js';
import type { RedisSettings } from './redis.settings.js';

@Module({
  imports: [NetworkModule],
  providers: [
    {
      provide: REDIS_CLIENTS,
      inject: [ENVIRONMENTS, Network],
      useFactory: (environments: Environments<{ redis: RedisSettings }>, network: Network) => {
        const tallies = new OwnTallies();
        return PerEnvironment.build('redis', environments, (settings) =>
          createRedisClient(settings, SYSTEM_CLOCK.steady, tallies, network),
        );
      },
    },
    RedisProbe,
  ],
  exports: [RedisProbe, REDIS_CLIENTS],
})
export class RedisModule {}
