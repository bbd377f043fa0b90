import { Module } from '@nestjs/common';
import { HTTP_BY_TRUST, httpByTrust } from './network.http.js';
import { NameResolver } from './names/name-resolver.js';
import { Network } from './network.js';
import { PROXY_SETTINGS, type ProxySettings } from './network.settings.js';
import { NO_PROXY, proxyRuleOf } from './proxy/proxy.js';
import type { IpNetwork } from './reach/ip-networks.js';
import { PRIVATE_TARGETS, TargetPolicy } from './reach/target-policy.js';

/** The one `Network` of the process, and the `HttpByTrust` that calls by it. */
@Module({
  providers: [
    {
      provide: Network,
      inject: [
        { token: PROXY_SETTINGS, optional: true },
        { token: PRIVATE_TARGETS, optional: true },
      ],
      useFactory: (proxies?: ProxySettings, allowed?: readonly IpNetwork[]) =>
        new Network(proxies ? proxyRuleOf(proxies) : NO_PROXY, new NameResolver(), new TargetPolicy(allowed)),
    },
    { provide: HTTP_BY_TRUST, inject: [Network], useFactory: httpByTrust },
  ],
  exports: [Network, HTTP_BY_TRUST],
})
export class NetworkModule {}
