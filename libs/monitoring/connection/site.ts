import { BlockList, isIP } from 'node:net';

/** Whose network a host is in: hosts that fail together for one reason of their own are one site, or related ones. */
export interface Site {
  /** The registrable domain, as far as that is known without a list of them; the network of an address. */
  readonly domain: string;
  /** The networks of its known addresses: one balancer may serve several domains. */
  readonly networks: readonly string[];
}

/** What an address of the Internet is not. Documentation's networks are not in it: nobody uses them but tests. */
const LOCAL = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['224.0.0.0', 3],
] as const)
  LOCAL.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  LOCAL.addSubnet(network, prefix, 'ipv6');

/** Names that no public name server knows. */
const LOCAL_NAME = /^[^.]+$|(?:^|\.)(?:local|localhost|internal|intranet|lan|svc|test|home\.arpa)$/;

/** Second levels under which countries register: `shop.co.kr` is one's own, `co.kr` is nobody's. */
const SHARED_SECOND_LEVEL = /^(?:ac|co|com|edu|go|gov|ne|net|or|org)$/;

/** The site of a host that is on the public network; null where it is not. `addresses` are those that its name is known to have. */
export function publicSiteOf(host: string, addresses: readonly string[]): Site | null {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (isIP(name) !== 0)
    return isLocalAddress(name) ? null : { domain: networkOf(name), networks: [networkOf(name)] };
  const isInside = addresses.length > 0 && addresses.every(isLocalAddress);
  if (LOCAL_NAME.test(name) || isInside) return null;
  return { domain: domainOf(name), networks: [...new Set(addresses.map(networkOf))] };
}

/** How many of the sites have nothing to do with one another: neither a domain nor a network in common. */
export function unrelatedAmong(sites: Iterable<Site>): number {
  const taken = new Set<string>();
  let count = 0;
  for (const { domain, networks } of sites) {
    const own = [domain, ...networks];
    if (!own.some((each) => taken.has(each))) count += 1;
    for (const each of own) taken.add(each);
  }
  return count;
}

function isLocalAddress(address: string): boolean {
  const family = isIP(address);
  return family === 0 || LOCAL.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

function domainOf(name: string): string {
  const labels = name.split('.');
  const [second = '', top = ''] = labels.slice(-2);
  return labels.slice(top.length === 2 && SHARED_SECOND_LEVEL.test(second) ? -3 : -2).join('.');
}

/** Its /24, or its /64. */
function networkOf(address: string): string {
  if (isIP(address) === 4) return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  const [head = '', tail = ''] = (address.split('%')[0] ?? '').split('::');
  const left = head.split(':').filter((group) => group !== '');
  const right = tail.split(':').filter((group) => group !== '');
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  const groups = address.includes('::') ? [...left, ...zeros, ...right] : left;
  return `${groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
