import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { PerEnvironment } from '@envscope/environments/per-environment.js';
import { Network } from '@envscope/integrations/network/network.js';
import { NetworkModule } from '@envscope/integrations/network/network.module.js';
import { Module } from '@nestjs/common';
import { createEndpointsClient, ENDPOINTS_CLIENTS } from './endpoints.client.js';
import { EndpointsProbe } from './endpoints.probe.js';
import type { EndpointsSettings } from './endpoints.settings.js';

/** HTTP checks by the console itself. */
@Module({
  imports: [NetworkModule],
  providers: [
    {
      provide: ENDPOINTS_CLIENTS,
      inject: [ENVIRONMENTS, Network],
      useFactory: (environments: Environments<{ endpoints: EndpointsSettings }>, network: Network) =>
        PerEnvironment.build('endpoints', environments, ({ endpoints }) =>
          createEndpointsClient(endpoints, network),
        ),
    },
    EndpointsProbe,
  ],
  exports: [EndpointsProbe],
})
export class EndpointsModule {}
