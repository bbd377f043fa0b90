import { ipNetworkOf, within, type IpNetwork } from './ip-networks.js';

const networks = (...texts: readonly string[]): IpNetwork[] =>
  texts.flatMap((text) => ipNetworkOf(text) ?? []);

/** What IANA's registries of special-purpose addresses call not globally reachable, and what is no single host's. */
const isSpecial = within(
  networks(
    ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
    ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
    ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
    ...['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
  ),
);

/** Global addresses of IPv6 come from here alone. */
const isGlobal = within(networks('0.0.0.0/0', '2000::/3'));

/** Whether anybody on the internet may connect to an address. */
export function isPublicAddress(address: string): boolean {
  return isGlobal(address) && !isSpecial(address);
}

/** Where clouds tell a machine who it is, and with which credentials. */
const isMetadata = within(
  networks(
    // AWS, Azure, Google and most others; containers and pods on AWS.
    ...['169.254.169.254', '169.254.170.2', '169.254.170.23', 'fd00:ec2::254', 'fd00:ec2::23'],
    // Google and OpenStack over IPv6; Azure's host; Alibaba; Oracle; Scaleway; Tencent.
    ...['fd20:ce::254', 'fe80::a9fe:a9fe', '168.63.129.16', '100.100.100.200', '192.0.0.192'],
    ...['169.254.42.42', 'fd00:42::42', '169.254.0.23'],
  ),
);

/** What a proxy would resolve to one of them. */
const METADATA_NAMES: ReadonlySet<string> = new Set([
  ...['metadata.google.internal', 'metadata.goog', 'instance-data', 'instance-data.ec2.internal'],
  'metadata.tencentyun.com',
]);

/** Whether an address or a name is that of a cloud's metadata service. */
export function isMetadataHost(host: string): boolean {
  return METADATA_NAMES.has(host.toLowerCase().replace(/\.$/, '')) || isMetadata(host);
}
