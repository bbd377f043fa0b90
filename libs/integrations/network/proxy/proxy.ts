import type { TrustedCa } from '@envscope/environments/trusted-ca.js';
import { isIP } from 'node:net';
import { within } from '@envscope/integrations/network/reach/ip-networks.js';
import type { ProxyException, ProxySettings } from '@envscope/integrations/network/network.settings.js';

/** A proxy that takes HTTP requests, and tunnels (`CONNECT`) for everything else. */
export interface Proxy {
  /** `http:` or `https:`; may hold a user and a password: a secret. */
  readonly url: URL;
  /** Trusted beside the public authorities, where it speaks TLS. */
  readonly ca?: TrustedCa | undefined;
}

/** Which proxy a URL goes through; null: none. */
export type ProxyRule = (url: URL) => Proxy | null;

/** Every call goes straight to its host. */
export const NO_PROXY: ProxyRule = () => null;

const isLoopbackAddress = within([
  { address: '127.0.0.0', prefix: 8 },
  { address: '::1', prefix: 128 },
]);

/** The one rule for every HTTP call: the scheme's proxy, save for loopback and for what the settings except. */
export function proxyRuleOf({ https, http, exceptions, ca }: ProxySettings): ProxyRule {
  const isExcepted = exceptions.map(testOf);
  const secure = https && { url: https, ca };
  const plain = http && { url: http, ca };
  return (url) => {
    const proxy = url.protocol === 'https:' ? secure : url.protocol === 'http:' ? plain : null;
    if (proxy === null) return null;
    const host = hostOf(url).toLowerCase().replace(/\.$/, '');
    const port = portOf(url);
    return isLoopback(host) || isExcepted.some((test) => test(host, port)) ? null : proxy;
  };
}

function isLoopback(host: string): boolean {
  return isLoopbackAddress(host) || host === 'localhost' || host.endsWith('.localhost');
}

function testOf(exception: ProxyException): (host: string, port: number) => boolean {
  if (exception.kind === 'all') return () => true;
  const isPort = (port: number): boolean => exception.port === null || exception.port === port;
  if (exception.kind === 'host') {
    const { suffix, isSelfIncluded } = exception;
    return (host, port) =>
      isPort(port) &&
      isIP(host) === 0 &&
      ((isSelfIncluded && host === suffix) || host.endsWith(`.${suffix}`));
  }
  const isIn = within([exception]);
  // Names are not resolved for this: which way a call takes must not depend on a name server.
  return (host, port) => isPort(port) && isIn(host);
}

/** `host:port` of a proxy, which anybody may know. */
export function proxyAddress({ url }: Proxy): string {
  return `${url.hostname}:${portOf(url)}`;
}

/** The port of a URL, its scheme's where it names none. */
export function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

/** The host of a URL as `net.connect` takes it: an IPv6 address without brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
