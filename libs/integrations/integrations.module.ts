import type { ServiceKind } from '@envscope/contracts/index.js';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import type { Environments } from '@envscope/environments/environments.js';
import { ChannelsModule } from './channels.module.js';
import { DiscordModule } from './discord/discord.module.js';
import { DiscordProbe } from './discord/probe/discord.probe.js';
import { EndpointsModule } from './endpoints/endpoints.module.js';
import { EndpointsProbe } from './endpoints/endpoints.probe.js';
import { HeartbeatsModule } from './heartbeats/heartbeats.module.js';
import { HeartbeatsProbe } from './heartbeats/heartbeats.probe.js';
import { CONNECTIVITY, connectivityOf } from './kernel/connectivity.js';
import { maskedProbe, SECRET_MASK, type SecretMask } from './kernel/masking.js';
import { PROBES, type Probe } from './kernel/probe.js';
import { SERVICE_MANIFESTS } from './kernel/service.js';
import { MongodbModule } from './mongodb/mongodb.module.js';
import { MongodbProbe } from './mongodb/mongodb.probe.js';
import type { MongodbSettings } from './mongodb/mongodb.settings.js';
import { Network } from './network/network.js';
import { NetworkModule } from './network/network.module.js';
import { RedisModule } from './redis/redis.module.js';
import { RedisProbe } from './redis/redis.probe.js';
import { RequestMetricsModule } from './request-metrics/request-metrics.module.js';
import { RequestMetricsProbe } from './request-metrics/request-metrics.probe.js';
import { SentryModule } from './sentry/sentry.module.js';
import { SentryProbe } from './sentry/sentry.probe.js';
import { MANIFESTS } from './services.js';
import { UptimeRobotModule } from './uptimerobot/uptimerobot.module.js';
import { UptimeRobotProbe } from './uptimerobot/uptimerobot.probe.js';

const MODULES = [
  RedisModule,
  SentryModule,
  UptimeRobotModule,
  DiscordModule,
  EndpointsModule,
  RequestMetricsModule,
  HeartbeatsModule,
];

/** The probe of each service, in canonical order. */
const PROBE_CLASSES: Readonly<Record<ServiceKind, Type<Probe>>> = {
  mongodb: MongodbProbe,
  redis: RedisProbe,
  sentry: SentryProbe,
  uptimerobot: UptimeRobotProbe,
  discord: DiscordProbe,
  endpoints: EndpointsProbe,
  'request-metrics': RequestMetricsProbe,
  heartbeats: HeartbeatsProbe,
};

/** Wires all services and channels. A new service adds its module and its probe here. */
@Module({})
export class IntegrationsModule {
  /** Takes the environments early, since @nestjs/mongoose wants its connections named when modules are built. */
  static async for(environments: Environments<{ mongodb: MongodbSettings }>): Promise<DynamicModule> {
    const mongodb = await MongodbModule.for(environments);
    return {
      module: IntegrationsModule,
      global: true,
      imports: [ChannelsModule, NetworkModule, mongodb, ...MODULES],
      providers: [
        { provide: SERVICE_MANIFESTS, useValue: MANIFESTS },
        { provide: CONNECTIVITY, inject: [Network], useFactory: connectivityOf },
        {
          provide: PROBES,
          inject: [SECRET_MASK, ...Object.values(PROBE_CLASSES)],
          useFactory: (mask: SecretMask, ...probes: Probe[]): readonly Probe[] =>
            probes.map((probe) => maskedProbe(probe, mask)),
        },
      ],
      exports: [PROBES, SERVICE_MANIFESTS, CONNECTIVITY, ChannelsModule, mongodb, ...MODULES],
    };
  }
}
