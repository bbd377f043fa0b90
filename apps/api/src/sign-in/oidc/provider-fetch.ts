import { openSinglePool, exchangeOnce } from '@envscope/integrations/kernel/http/single-exchange.js';
import { trusting, type Network } from '@envscope/integrations/network/network.js';
import type { TrustedCa } from '@envscope/environments/trusted-ca.js';
import type { CustomFetch } from 'openid-client';

const TIMEOUT_MS = 10_000;
/** Statuses whose answers have no body, as `Response` demands. */
const BODILESS = new Set([204, 205, 304]);

/** Fetches as `openid-client` does, by the console's own connections: its proxies, its authorities, its names. Follows no redirect. */
export function providerFetch(network: Network, ca: TrustedCa | undefined): CustomFetch {
  const pool = openSinglePool(network, trusting(ca));
  return async (url, { method, headers, body, signal }) => {
    const ending = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(signal ? [signal] : [])]);
    const text = body === undefined || body === null ? undefined : textOf(body);
    const request = { method: method === 'POST' ? 'POST' : 'GET', url, headers } as const;
    const answer = await exchangeOnce(
      pool,
      { ...request, ...(text !== undefined && { body: text }) },
      ending,
    );
    if (answer.bodyFault) throw new TypeError(`The answer of ${new URL(url).host} broke off`);
    const { status, headers: answered } = answer;
    return new Response(BODILESS.has(status) ? null : answer.body, { status, headers: answered });
  };
}

function textOf(body: unknown): string {
  if (typeof body === 'string' || body instanceof URLSearchParams) return String(body);
  throw new TypeError('Only forms are sent to a provider');
}
