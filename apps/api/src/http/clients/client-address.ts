import type { Request } from 'express';
import { isIP } from 'node:net';

/** The address that a request comes from: the connection's, or what the proxies say that `TRUST_PROXY` names. */
export function clientAddress({ ip, socket }: Pick<Request, 'ip' | 'socket'>): string {
  const stated = ip?.replace(/^::ffff:(?=[\d.]+$)/, '');
  return stated !== undefined && isIP(stated) !== 0 ? stated : (socket.remoteAddress ?? '');
}

/**
 * Whose share of a limit a request takes. Of IPv6 it is the network of the address (/64): whoever has one has all of it.
 */
export function clientKey(request: Pick<Request, 'ip' | 'socket'>): string {
  const address = clientAddress(request).replace(/%.*$/, '');
  return isIP(address) === 6 ? networkOf(address) : address;
}

function networkOf(address: string): string {
  const [head = '', tail] = address.split('::');
  const before = partsOf(head);
  const after = partsOf(tail ?? '');
  const gap =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return `${[...before, ...gap, ...after]
    .slice(0, 4)
    .map((part) => parseInt(part, 16).toString(16))
    .join(':')}::/64`;
}

/** An IPv4 address at the end takes two parts; only where it stands matters here. */
function partsOf(text: string): string[] {
  if (text === '') return [];
  return text.split(':').flatMap((part) => (part.includes('.') ? ['0', '0'] : [part]));
}
