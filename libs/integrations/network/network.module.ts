import { HttpService } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import { createHttpService } from './network.http.js';
import { Network } from './network.js';
import { PROXY_SETTINGS, type ProxySettings } from './network.settings.js';
import { proxyRuleOf } from './proxy.js';

/** The one `Network` of the process, and the `HttpService` that calls by it. */
@Module({
  providers: [
    {
      provide: Network,
      inject: [{ token: PROXY_SETTINGS, optional: true }],
      useFactory: (proxies?: ProxySettings) => new Network(proxies && proxyRuleOf(proxies)),
    },
    { provide: HttpService, inject: [Network], useFactory: (network: Network) => createHttpService(network) },
  ],
  exports: [Network, HttpService],
})
export class NetworkModule {}
