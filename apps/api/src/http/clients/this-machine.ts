import { within } from '@envscope/integrations/network/reach/ip-networks.js';
import type { Request } from 'express';
import { clientAddress } from './client-address.js';

const isLoopback = within([
  { address: '127.0.0.0', prefix: 8 },
  { address: '::1', prefix: 128 },
]);

/** Whether a request comes from the machine that the console runs on, by no proxy that says so. */
export function isThisMachine(request: Pick<Request, 'ip' | 'socket' | 'headers'>): boolean {
  return isLoopback(clientAddress(request)) && request.headers['x-forwarded-for'] === undefined;
}
