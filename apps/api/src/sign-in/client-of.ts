import type { Request } from 'express';
import { clientAddress } from '../http/clients/client-address.js';

/** From where a request comes, and what its browser calls itself. */
export function clientOf(request: Request): { address: string; agent: string } {
  return {
    address: clientAddress(request),
    agent: request.headers['user-agent'] ?? '',
  };
}
