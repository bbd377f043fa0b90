import { HttpService } from '@nestjs/axios';
import axios from 'axios';
import type { Network, Route } from './network.js';

/** Kept for the calls of one look: by the next one the other side may be closing them. */
const POOL = { keepAlive: true, timeout: 5_000 } as const;

/** Nest's client for HTTP, every call of which goes the network's way. */
export function createHttpService(network: Network, route: Route = {}): HttpService {
  const pool = network.openPool(POOL);
  // Nothing about proxies: axios leaves agents alone that say it themselves, and with `proxy: false` would replace them by
  // ones that do not.
  const client = axios.create();
  client.interceptors.request.use((config) => {
    const agent = pool.agentFor(new URL(client.getUri(config)), route);
    return { ...config, httpAgent: agent, httpsAgent: agent };
  });
  client.interceptors.response.use((response) => {
    const refusal = pool.refusalOf(response.status, new URL(client.getUri(response.config)), route);
    return refusal ? Promise.reject(refusal) : response;
  });
  return new HttpService(client);
}
