import type { Connectivity, Destination } from '@envscope/integrations/kernel/connectivity.js';
import { publicSiteOf, type Site } from './site.js';

/** A site, and one of its hosts that can be connected to. */
export interface PublicHost {
  readonly site: Site;
  readonly destination: Destination;
}

/** The hosts of the public network among all that are checked. */
export class PublicHosts {
  /** Each once. */
  private readonly destinations: readonly Destination[];

  constructor(
    destinations: readonly Destination[],
    private readonly connectivity: Pick<Connectivity, 'addressesOf'>,
  ) {
    this.destinations = [...new Map(destinations.map((each) => [each.origin, each])).values()];
  }

  /** The site that a check goes to, as far as all of its hosts are public; null where it stays inside. */
  siteOf(destinations: readonly Destination[]): Site | null {
    const sites = destinations.map((destination) => {
      const host = URL.parse(destination.origin)?.hostname.replace(/^\[(.*)\]$/, '$1');
      return host ? publicSiteOf(host, this.connectivity.addressesOf(destination)) : null;
    });
    return sites.includes(null) ? null : (sites[0] ?? null);
  }

  /** One host of each site. */
  all(): PublicHost[] {
    const bySite = new Map<string, PublicHost>();
    for (const destination of this.destinations) {
      const site = this.siteOf([destination]);
      if (site !== null && !bySite.has(site.domain)) bySite.set(site.domain, { site, destination });
    }
    return [...bySite.values()];
  }
}
