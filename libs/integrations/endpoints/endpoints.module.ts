import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { PerEnvironment } from '@envscope/environments/per-environment.js';
import { Module } from '@nestjs/common';
import { createEndpointsClient, ENDPOINTS_CLIENTS } from './endpoints.client.js';
import { EndpointsProbe } from './endpoints.probe.js';
import type { EndpointsSettings } from './endpoints.settings.js';

/** HTTP checks by the console itself. */
@Module({
  providers: [
    {
      provide: ENDPOINTS_CLIENTS,
      inject: [ENVIRONMENTS],
      useFactory: (environments: Environments<{ endpoints: EndpointsSettings }>) =>
        PerEnvironment.build('endpoints', environments, ({ endpoints }) => createEndpointsClient(endpoints)),
    },
    EndpointsProbe,
  ],
  exports: [EndpointsProbe],
})
export class EndpointsModule {}
