import type { TrustedCa } from '@envscope/environments/trusted-ca.js';
import { HttpService } from '@nestjs/axios';
import axios from 'axios';
import { trusting, type Network, type Route } from './network.js';

/** Kept for the calls of one check: by the next one the other side may be closing them. */
const POOL = { keepAlive: true, timeout: 5_000 } as const;

/** The client for hosts that a CA file may vouch for; one for each file, so that nobody's connections are used by who trusts others. */
export type HttpByTrust = (ca: TrustedCa | undefined) => HttpService;

/** Token of the `HttpByTrust`. */
export const HTTP_BY_TRUST = Symbol('HTTP_BY_TRUST');

export function httpByTrust(network: Network): HttpByTrust {
  const services = new Map<string | undefined, HttpService>();
  return (ca) => {
    const service = services.get(ca?.file) ?? createHttpService(network, trusting(ca));
    services.set(ca?.file, service);
    return service;
  };
}

/** Nest's client for HTTP, every call of which goes the network's way. */
export function createHttpService(network: Network, route: Route = {}): HttpService {
  const pool = network.openPool(POOL, route);
  // Nothing about proxies: axios leaves agents alone that say it themselves, and with `proxy: false` would replace them by
  // ones that do not.
  const client = axios.create();
  client.interceptors.request.use((config) => {
    const agent = pool.agentFor(new URL(client.getUri(config)));
    return { ...config, httpAgent: agent, httpsAgent: agent };
  });
  client.interceptors.response.use((response) => {
    const refusal = pool.refusalOf(response.status, new URL(client.getUri(response.config)));
    return refusal ? Promise.reject(refusal) : response;
  });
  return new HttpService(client);
}
