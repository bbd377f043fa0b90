import { HTTP_BY_TRUST, type HttpByTrust } from '@envscope/integrations/network/network.http.js';
import { NetworkModule } from '@envscope/integrations/network/network.module.js';
import { Module } from '@nestjs/common';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { PerEnvironment } from '@envscope/environments/per-environment.js';
import { SENTRY_CLIENTS, sentryClientFactory } from './sentry.client.js';
import { SentryProbe } from './sentry.probe.js';
import type { SentrySettings } from './sentry.settings.js';

@Module({
  imports: [NetworkModule],
  providers: [
    {
      provide: SENTRY_CLIENTS,
      inject: [ENVIRONMENTS, HTTP_BY_TRUST],
      useFactory: (environments: Environments<{ sentry: SentrySettings }>, http: HttpByTrust) =>
        PerEnvironment.build('sentry', environments, sentryClientFactory(http)),
    },
    SentryProbe,
  ],
  exports: [SentryProbe],
})
export class SentryModule {}
