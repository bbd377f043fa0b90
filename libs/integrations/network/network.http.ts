import { HttpService } from '@nestjs/axios';
import axios from 'axios';
import type { Network, Route } from './network.js';

/** Kept for the calls of one look: by the next one the other side may be closing them. */
const POOL = { keepAlive: true, timeout: 5_000 } as const;

/** Nest's client for HTTP, every call of which goes the network's way. */
export function createHttpService(network: Network, route: Route = {}): HttpService {
  const pool = network.openPool(POOL);
  // axios would read the proxy out of the process's variables by a rule of its own.
  const client = axios.create({ proxy: false });
  client.interceptors.request.use((config) => {
    const agent = pool.agentFor(new URL(client.getUri(config)), route);
    return { ...config, httpAgent: agent, httpsAgent: agent };
  });
  return new HttpService(client);
}
