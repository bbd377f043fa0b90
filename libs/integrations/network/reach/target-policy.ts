import type { Address } from '@envscope/integrations/network/names/resolver-files.js';
import { literalAddress } from '@envscope/integrations/network/names/resolver-files.js';
import { within, type IpNetwork } from './ip-networks.js';
import { isMetadataHost, isPublicAddress } from './public-addresses.js';

/**
 * Who named the host of a connection: whoever runs the console, in files or variables; a person, in the console; or a public
 * server, by a redirect. Only the first knows the networks that the console stands in.
 */
export type NamedBy = 'settings' | 'person' | 'public-server';

/** Token of the `IpNetwork`s that settings let everybody name. */
export const PRIVATE_TARGETS = Symbol('PRIVATE_TARGETS');

/** A connection that the console does not make. Names no address: what a private name resolves to is not everybody's business. */
export class TargetRefusal extends Error {
  constructor(
    readonly code: 'target-private' | 'target-metadata',
    readonly host: string,
  ) {
    super(`Refused to connect to ${host}: ${code}`);
    this.name = 'TargetRefusal';
  }
}

/** Which addresses the console connects to. A metadata service it never asks, whoever named it. */
export class TargetPolicy {
  private readonly isAllowed: (address: string) => boolean;

  constructor(
    /** Private networks that anybody may name. */
    allowed: readonly IpNetwork[] = [],
    /** Whether anybody on the internet may connect to an address. */
    readonly isPublic: (address: string) => boolean = isPublicAddress,
  ) {
    this.isAllowed = within(allowed);
  }

  /** Those of a host's addresses that may be connected to. Throws `TargetRefusal` where none may. */
  admit(host: string, addresses: readonly Address[], namedBy: NamedBy): readonly Address[] {
    if (isMetadataHost(host)) throw new TargetRefusal('target-metadata', host);
    const harmless = addresses.filter(({ address }) => !isMetadataHost(address));
    if (harmless.length === 0) throw new TargetRefusal('target-metadata', host);
    const admitted = harmless.filter(({ address }) => this.mayReach(address, namedBy));
    if (admitted.length === 0) throw new TargetRefusal('target-private', host);
    return admitted;
  }

  /** Checks what can be known of a host that a proxy is to resolve. Throws `TargetRefusal`. */
  admitByProxy(host: string, namedBy: NamedBy): void {
    const literal = literalAddress(host);
    if (literal) this.admit(host, [literal], namedBy);
    else if (isMetadataHost(host)) throw new TargetRefusal('target-metadata', host);
  }

  private mayReach(address: string, namedBy: NamedBy): boolean {
    return namedBy === 'settings' || this.isPublic(address) || this.isAllowed(address);
  }
}
