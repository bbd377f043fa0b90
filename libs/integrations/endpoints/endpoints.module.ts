import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { PerEnvironment } from '@envscope/environments/per-environment.js';
import { Network } from '@envscope/integrations/network/network.js';
import { NetworkModule } from '@envscope/integrations/network/network.module.js';
import { Module } from '@nestjs/common';
import { createEndpointsClient, ENDPOINTS_CLIENTS } from './endpoints.client.js';
import { EndpointsProbe } from './endpoints.probe.js';
import type { EndpointsSettings } from './endpoints.settings.js';
import { HostSlots } from './endpoints.slots.js';

/** HTTP checks by the console itself. */
@Module({
  imports: [NetworkModule],
  providers: [
    {
      provide: ENDPOINTS_CLIENTS,
      inject: [ENVIRONMENTS, Network],
      useFactory: (environments: Environments<{ endpoints: EndpointsSettings }>, network: Network) => {
        // A host that two environments ask is one host.
        let slots: HostSlots | undefined;
        return PerEnvironment.build('endpoints', environments, ({ endpoints, perHost }) =>
          createEndpointsClient(endpoints, network, undefined, (slots ??= new HostSlots(perHost))),
        );
      },
    },
    EndpointsProbe,
  ],
  exports: [EndpointsProbe],
})
export class EndpointsModule {}
