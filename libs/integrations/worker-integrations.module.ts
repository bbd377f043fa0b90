import { Global, Module } from '@nestjs/common';
import { EndpointsModule } from './endpoints/endpoints.module.js';
import { EndpointsProbe } from './endpoints/endpoints.probe.js';
import { CONNECTIVITY, connectivityOf } from './kernel/connectivity.js';
import { maskedProbe, SECRET_MASK, type SecretMask } from './kernel/masking.js';
import { PROBES, type Probe } from './kernel/probe.js';
import { SERVICE_MANIFESTS } from './kernel/service.js';
import { Network } from './network/network.js';
import { NetworkModule } from './network/network.module.js';
import { MANIFESTS } from './services.js';

/** Wires the services whose probes run anywhere, and nothing else: a worker opens no connection to a vendor. */
@Global()
@Module({
  imports: [NetworkModule, EndpointsModule],
  providers: [
    { provide: SERVICE_MANIFESTS, useValue: MANIFESTS },
    { provide: CONNECTIVITY, inject: [Network], useFactory: connectivityOf },
    {
      provide: PROBES,
      inject: [SECRET_MASK, EndpointsProbe],
      useFactory: (mask: SecretMask, ...probes: Probe[]): readonly Probe[] =>
        probes.map((probe) => maskedProbe(probe, mask)),
    },
  ],
  exports: [PROBES, SERVICE_MANIFESTS, CONNECTIVITY, NetworkModule],
})
export class WorkerIntegrationsModule {}
