import type { Reason } from '@envscope/contracts/index.js';
import type { HttpCalls, SectionDescription } from '@envscope/environments/settings-section.js';
import type { Network } from '@envscope/integrations/network/network.js';
import { hostOf } from '@envscope/integrations/network/proxy/proxy.js';
import { connectionReason, isTlsReason } from './errors/connection-reason.js';

/** A host that checks go to: the origin of HTTP calls, or `tcp://host:port`. */
export type Destination = Pick<HttpCalls, 'origin' | 'isDirect'>;

/** What the network says of hosts, whatever they serve. */
export interface Connectivity {
  /** The addresses that a host is known to have, without asking anybody; none where it is reached by a proxy. */
  addressesOf(destination: Destination): readonly string[];
  /** Whether a proxy may answer in the host's place: it speaks plain HTTP, and one serves it. */
  isAnsweredByProxy(destination: Destination): boolean;
  /**
   * Connects, and sends nothing. Resolves with why that failed; null where something answered. Only what is public is connected to,
   * and what `ALLOW_PRIVATE_TARGETS` lists: that a name leads outside is what the caller goes by, and its owner may let it lead inside
   * by now.
   */
  reach(destination: Destination, signal: AbortSignal): Promise<Reason | null>;
}

/** Token of the `Connectivity`. */
export const CONNECTIVITY = Symbol('CONNECTIVITY');

/** The hosts that the checks of a service go to, with the names of targets that are checked by themselves. */
export function destinationsOf({ addresses, calls = [] }: SectionDescription): readonly HttpCalls[] {
  return calls.length > 0
    ? calls
    : addresses.map((address) => ({ origin: `tcp://${address}`, isDirect: true }));
}

/** The connectivity of a network. */
export function connectivityOf(network: Network): Connectivity {
  const proxyFor = ({ origin, isDirect = false }: Destination) =>
    network.proxyFor(new URL(origin), { isDirect });
  return {
    addressesOf: (destination) =>
      proxyFor(destination) === null ? network.knownAddresses(hostOf(new URL(destination.origin))) : [],
    isAnsweredByProxy: (destination) =>
      destination.origin.startsWith('http:') && proxyFor(destination) !== null,
    reach: async ({ origin, isDirect = false }, signal) => {
      const tls = { rejectUnauthorized: false };
      try {
        const route = { isDirect, tls, namedBy: 'public-server' as const };
        const socket = await network.connect(new URL(origin), route, signal);
        socket.destroy();
        return null;
      } catch (error) {
        const reason = connectionReason(error) ?? { code: 'internal-fault', params: {} };
        // Whoever fails at TLS has answered.
        return isTlsReason(reason) && reason.code !== 'tls-failed' ? null : reason;
      }
    },
  };
}
