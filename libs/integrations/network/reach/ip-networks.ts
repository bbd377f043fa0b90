import { BlockList, isIP } from 'node:net';
import * as z from 'zod';

/** `10.0.0.0/8`, `fd00::/8`; an address alone is a network of its own. */
export interface IpNetwork {
  readonly address: string;
  readonly prefix: number;
}

/** Reads an address or a network; undefined where the text is neither. */
export function ipNetworkOf(text: string): IpNetwork | undefined {
  const [, address = '', digits] = /^([^/%]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = isIP(address);
  if (family === 0) return undefined;
  const longest = family === 6 ? 128 : 32;
  const prefix = digits === undefined ? longest : Number(digits);
  return prefix > longest ? undefined : { address, prefix };
}

/** Reads networks separated by commas or spaces. */
export const ipNetworks = z.string().transform((text, context): readonly IpNetwork[] =>
  text
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .flatMap((entry, index) => {
      const network = ipNetworkOf(entry);
      if (network) return [network];
      context.addIssue({
        code: 'custom',
        message: `entry ${index + 1} is neither an address nor a network`,
      });
      return [];
    }),
);

/** Whether an address is in one of the networks, in whatever form IPv6 writes one of IPv4; false where the text is none. */
export function within(networks: readonly IpNetwork[]): (address: string) => boolean {
  const list = new BlockList();
  for (const { address, prefix } of networks) list.addSubnet(address, prefix, familyOf(address));
  return (text) => {
    const address = plainAddress(text);
    return isIP(address) !== 0 && list.check(address, familyOf(address));
  };
}

/** An address without its zone, as IPv4 where IPv6 only carries one: mapped (RFC 4291), translated (RFC 6052). */
function plainAddress(text: string): string {
  const address = text.replace(/%.*$/, '');
  if (isIP(address) !== 6) return address;
  // A URL has one spelling for each address.
  const [, high, low] =
    /^\[(?:::ffff|64:ff9b:):(?:([\da-f]{1,4}):)?([\da-f]{1,4})\]$/.exec(
      new URL(`http://[${address}]`).hostname,
    ) ?? [];
  if (low === undefined) return address;
  const bytes = [high ?? '0', low].flatMap((part) => [parseInt(part, 16) >> 8, parseInt(part, 16) & 255]);
  return bytes.join('.');
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
