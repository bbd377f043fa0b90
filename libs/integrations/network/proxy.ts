/** A proxy that takes HTTP requests, and tunnels (`CONNECT`) for everything else. */
export interface Proxy {
  /** `http:` or `https:`; may hold a user and a password: a secret. */
  readonly url: URL;
}

/** Which proxy a URL goes through; null: none. */
export type ProxyRule = (url: URL) => Proxy | null;

/** Every call goes straight to its host. */
export const NO_PROXY: ProxyRule = () => null;

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
