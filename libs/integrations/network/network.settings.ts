import type { TrustedCa } from '@envscope/environments/trusted-ca.js';
import { loginFault } from '@envscope/environments/url-login.js';
import * as z from 'zod';
import { ipNetworkOf, type IpNetwork } from './reach/ip-networks.js';

/** Which proxy serves calls of each scheme, and which hosts are reached without one. */
export interface ProxySettings {
  /** With user and password where it needs them: a secret. */
  readonly https: URL | null;
  readonly http: URL | null;
  readonly exceptions: readonly ProxyException[];
  /** Trusted beside the public authorities where a proxy itself speaks TLS. */
  readonly ca?: TrustedCa | undefined;
}

/** One entry of NO_PROXY. */
export type ProxyException =
  | { readonly kind: 'all' }
  | {
      readonly kind: 'host';
      readonly suffix: string;
      readonly isSelfIncluded: boolean;
      readonly port: number | null;
    }
  | (IpNetwork & { readonly kind: 'network'; readonly port: number | null });

/** Token of the `ProxySettings`. */
export const PROXY_SETTINGS = Symbol('PROXY_SETTINGS');

const SCHEME = /^([a-z][a-z\d+.-]*):\/\//i;

/** Reads a proxy's URL as curl does: without a scheme it is `http://`. No fault repeats any of it. */
export const proxyUrl = z.string().transform((text, context): URL => {
  const written = SCHEME.test(text) ? text : `http://${text}`;
  const fault = loginFault(written) ?? proxyFault(written);
  if (fault === undefined) return new URL(written);
  context.addIssue({ code: 'custom', message: fault });
  return z.NEVER;
});

function proxyFault(text: string): string | undefined {
  if (!/^https?:/i.test(text))
    return 'must be an http:// or https:// proxy; others, such as SOCKS, are not spoken';
  const url = URL.parse(text);
  if (!url || url.hostname === '') return 'is no URL of a proxy: it needs a host and a port';
  return url.pathname === '/' && url.search === '' && url.hash === ''
    ? undefined
    : 'must end after the host and the port';
}

/** Reads NO_PROXY: entries separated by commas or spaces. */
export const noProxy = z.string().transform((text, context): readonly ProxyException[] =>
  text
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .flatMap((entry, index) => {
      const exception = exceptionOf(entry.toLowerCase());
      if (exception) return [exception];
      context.addIssue({
        code: 'custom',
        message: `entry ${index + 1} is neither a host, an address nor a network`,
      });
      return [];
    }),
);

function exceptionOf(entry: string): ProxyException | undefined {
  if (entry === '*') return { kind: 'all' };
  const literal = networkOf(entry, null);
  if (literal) return literal;
  const [, bracketed, plain = bracketed ?? '', digits] =
    /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(entry) ?? [];
  const port = digits === undefined ? null : Number(digits);
  if (port !== null && (port < 1 || port > 65_535)) return undefined;
  const network = networkOf(plain, port);
  if (network || bracketed !== undefined) return network;
  const [, lead = '', name = ''] = /^(\*?\.)?(.+?)\.?$/.exec(plain) ?? [];
  // `*.example.com` says subdomains, and nothing else; a mere dot curl drops.
  return /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*$/u.test(name)
    ? { kind: 'host', suffix: name, isSelfIncluded: lead !== '*.', port }
    : undefined;
}

/** An address, or a network. */
function networkOf(text: string, port: number | null): ProxyException | undefined {
  const network = ipNetworkOf(text);
  return network && { kind: 'network', ...network, port };
}
