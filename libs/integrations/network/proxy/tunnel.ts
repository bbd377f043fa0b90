import type { TrustedCa } from '@envscope/environments/trusted-ca.js';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { unescape } from 'node:querystring';
import {
  connect as connectTls,
  createSecureContext,
  type ConnectionOptions,
  type SecureContext,
  type TLSSocket,
} from 'node:tls';
import type { Dialer } from '@envscope/integrations/network/dialer.js';
import type { NamedBy } from '@envscope/integrations/network/reach/target-policy.js';
import { ProxyFailure } from './proxy-failure.js';
import { hostOf, portOf, proxyAddress, type Proxy } from './proxy.js';

/** How TLS is spoken with a host. Whoever passes one keeps it: connections are only shared by who passes the same object. */
export type TlsOptions = Pick<
  ConnectionOptions,
  'ca' | 'cert' | 'key' | 'rejectUnauthorized' | 'checkServerIdentity' | 'ALPNProtocols' | 'secureContext'
> & {
  /** SHA-256 of the one certificate that is accepted, 64 hexadecimal digits in upper case. */
  readonly pinnedSha256?: string;
};

/** A connection to the proxy itself. */
export async function connectToProxy(dialer: Dialer, proxy: Proxy, signal: AbortSignal): Promise<Socket> {
  const host = hostOf(proxy.url);
  try {
    const socket = await dialer.connect(host, portOf(proxy.url), signal);
    return proxy.url.protocol === 'https:'
      ? await secured(socket, host, host, trustOf(proxy), signal)
      : socket;
  } catch (error) {
    throw signal.aborted ? error : new ProxyFailure(proxyAddress(proxy), codeOf(error));
  }
}

/** Made once: reading certificates for each connection costs more than the handshake's arithmetic. */
const CONTEXTS = new WeakMap<TrustedCa, SecureContext>();

function trustOf({ ca }: Proxy): TlsOptions {
  if (!ca) return {};
  const secureContext = CONTEXTS.get(ca) ?? createSecureContext({ ca: [...ca.certificates] });
  CONTEXTS.set(ca, secureContext);
  return { secureContext };
}

/** The host at the end of a tunnel. */
interface TunnelEnd {
  readonly host: string;
  readonly port: number;
  readonly namedBy: NamedBy;
}

/**
 * A connection through the proxy, which passes on whatever is sent: RFC 9110, section 9.3.6. A name is the proxy's to resolve,
 * and its rules decide where that leads.
 */
export async function tunnel(
  dialer: Dialer,
  proxy: Proxy,
  target: TunnelEnd,
  signal: AbortSignal,
): Promise<Socket> {
  dialer.policy.admitByProxy(target.host, target.namedBy);
  const socket = await connectToProxy(dialer, proxy, signal);
  const authority = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
  const abandon = (): void => void socket.destroy();
  signal.addEventListener('abort', abandon, { once: true });
  try {
    const { status, head } = await askForTunnel(socket, authority, authorizationOf(proxy));
    if (status < 200 || status > 299) throw new ProxyFailure(proxyAddress(proxy), 'ERR_PROXY', status);
    if (head.length > 0) socket.unshift(head);
    return socket;
  } catch (error) {
    socket.destroy();
    if (signal.aborted) throw signal.reason;
    throw error instanceof ProxyFailure ? error : new ProxyFailure(proxyAddress(proxy), codeOf(error));
  } finally {
    signal.removeEventListener('abort', abandon);
  }
}

function askForTunnel(
  socket: Socket,
  authority: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly head: Buffer }> {
  return new Promise((resolve, reject) => {
    request({
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...headers },
      createConnection: () => socket,
    })
      .once('connect', ({ statusCode = 0 }, _socket, head: Buffer) => resolve({ status: statusCode, head }))
      .on('error', reject)
      // Some ends come without an error; after an answer this says nothing more.
      .once('close', () => reject(new Error('The proxy hung up')))
      .end();
  });
}

/** TLS over a connection; `servername` is empty where there is none to send. Resolves when the host has proved who it is. */
export function secured(
  socket: Socket,
  host: string,
  servername: string,
  options: TlsOptions,
  signal: AbortSignal,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secure = connectTls({ ...options, socket, host, servername });
    const fail = (error: Error): void => {
      signal.removeEventListener('abort', abandon);
      secure.destroy();
      socket.destroy();
      reject(signal.aborted ? (signal.reason as Error) : error);
    };
    const abandon = (): void => fail(signal.reason as Error);
    signal.addEventListener('abort', abandon, { once: true });
    secure.once('error', fail).once('secureConnect', () => {
      signal.removeEventListener('abort', abandon);
      // Before anything is sent, since what is sent may be secret.
      if (!isPinned(secure, options.pinnedSha256)) {
        return fail(
          Object.assign(new Error('Another certificate than the pinned one'), { code: 'ERR_TLS_PIN' }),
        );
      }
      secure.off('error', fail);
      resolve(secure);
    });
  });
}

function isPinned(secure: TLSSocket, pin: string | undefined): boolean {
  return pin === undefined || secure.getPeerCertificate().fingerprint256.replaceAll(':', '') === pin;
}

/** The header by which a proxy knows its user; none where its URL names none. */
export function authorizationOf({ url: { username, password } }: Proxy): Record<string, string> {
  if (username === '' && password === '') return {};
  const pair = `${unescape(username)}:${unescape(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

function codeOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return typeof code === 'string' ? code : 'ERR_PROXY';
}
