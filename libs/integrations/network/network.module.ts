import { Module } from '@nestjs/common';
import { HTTP_BY_TRUST, httpByTrust } from './network.http.js';
import { Network } from './network.js';
import { PROXY_SETTINGS, type ProxySettings } from './network.settings.js';
import { proxyRuleOf } from './proxy/proxy.js';

/** The one `Network` of the process, and the `HttpByTrust` that calls by it. */
@Module({
  providers: [
    {
      provide: Network,
      inject: [{ token: PROXY_SETTINGS, optional: true }],
      useFactory: (proxies?: ProxySettings) => new Network(proxies && proxyRuleOf(proxies)),
    },
    { provide: HTTP_BY_TRUST, inject: [Network], useFactory: httpByTrust },
  ],
  exports: [Network, HTTP_BY_TRUST],
})
export class NetworkModule {}
