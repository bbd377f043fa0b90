import type { HttpCalls } from '@envscope/environments/settings-section.js';
import { Network } from '@envscope/integrations/network/network.js';
import { proxyAddress } from '@envscope/integrations/network/proxy/proxy.js';

/** The proxy (`host:port`) that calls of a URL go by; null: none. */
export function proxyOf(network: Network, url: string | undefined, isDirect = false): string | null {
  const proxy = url === undefined ? null : network.proxyFor(new URL(url), { isDirect });
  return proxy && proxyAddress(proxy);
}

/** The proxies of a service: one that serves all of its calls, or each with the name of what it serves; none: all go direct. */
export function proxiesOf(network: Network, calls: readonly HttpCalls[]): string[] {
  const ways = calls.map(({ name, origin, isDirect }) => ({
    name,
    proxy: proxyOf(network, origin, isDirect),
  }));
  const distinct = [...new Set(ways.map(({ proxy }) => proxy))];
  const isNamed = distinct.length > 1;
  const named = ways.flatMap(({ name, proxy }) =>
    proxy === null ? [] : [isNamed && name !== undefined ? `${name}: ${proxy}` : proxy],
  );
  return [...new Set(named)];
}
