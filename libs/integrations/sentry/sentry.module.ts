import { HttpModule, HttpService } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { PerEnvironment } from '@envscope/environments/per-environment.js';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { SENTRY_CLIENTS, sentryClientFactory } from './sentry.client.js';
import { SentryProbe } from './sentry.probe.js';
import type { SentrySettings } from './sentry.settings.js';

@Module({
  imports: [
    HttpModule.register({
      httpAgent: new HttpAgent({ keepAlive: true }),
      httpsAgent: new HttpsAgent({ keepAlive: true }),
    }),
  ],
  providers: [
    {
      provide: SENTRY_CLIENTS,
      inject: [ENVIRONMENTS, HttpService],
      useFactory: (environments: Environments<{ sentry: SentrySettings }>, http: HttpService) =>
        PerEnvironment.build('sentry', environments, sentryClientFactory(http)),
    },
    SentryProbe,
  ],
  exports: [SentryProbe],
})
export class SentryModule {}
