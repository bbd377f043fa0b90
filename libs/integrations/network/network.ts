import type { TrustedCa } from '@envscope/environments/trusted-ca.js';
import type { Agent } from 'node:http';
import type { LookupFunction, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { AgentPool, type PoolOptions } from './agents.js';
import type { DialTimes } from './dial-log.js';
import { Dialer } from './dialer.js';
import { LoopTurns } from './loop-turns.js';
import { NameResolver } from './names/name-resolver.js';
import { literalAddress, type Address } from './names/resolver-files.js';
import { ProxyFailure } from './proxy/proxy-failure.js';
import { hostOf, NO_PROXY, portOf, proxyAddress, type Proxy, type ProxyRule } from './proxy/proxy.js';
import { secured, tunnel, type TlsOptions } from './proxy/tunnel.js';
import { TargetPolicy, type NamedBy } from './reach/target-policy.js';

/** Only a proxy asks so. */
const PROXY_AUTHENTICATION_REQUIRED = 407;

/** How a call leaves, where it is not the usual way. Keep one object for one use: connections are shared by it. */
export interface Route {
  readonly tls?: TlsOptions;
  /** Past the proxy, whatever the rule says. */
  readonly isDirect?: boolean;
  /** Settings, where nothing is said. */
  readonly namedBy?: NamedBy;
}

/** The way to hosts that a private CA may vouch for. */
export function trusting(ca: TrustedCa | undefined): Route {
  return ca ? { tls: { ca: [...ca.certificates] } } : {};
}

/** Agents for one kind of use, whose connections nobody else waits for. */
export interface Pool {
  agentFor(url: URL, route?: Route): Agent;
  /** Why an answer with this status is a proxy's own and not the host's; undefined where it is the host's. */
  refusalOf(status: number, url: URL, route?: Route): ProxyFailure | undefined;
  /** How long one of its connections took to be made. */
  dialTimesOf(connection: Duplex): DialTimes | undefined;
  close(): void;
}

/** How every outgoing connection of the console is made. */
export class Network {
  /** By which connections are measured. */
  readonly turns = new LoopTurns();
  private readonly dialer: Dialer;

  constructor(
    private readonly rule: ProxyRule = NO_PROXY,
    private readonly names: NameResolver = new NameResolver(),
    private readonly policy: TargetPolicy = new TargetPolicy(),
  ) {
    this.dialer = new Dialer(names, policy);
  }

  /** Node's `dns.lookup` for clients that open their connections themselves. */
  readonly lookup: LookupFunction = (host, options, callback) => {
    this.names.lookup(host, { ...options, all: true }, (error, found) => {
      const fail = (failure: Error) => callback(failure, options.all ? [] : '', 0);
      if (error) return fail(error);
      try {
        const [first, ...others] = this.policy.admit(host, found as Address[], 'settings');
        if (options.all) callback(null, first ? [first, ...others] : []);
        else callback(null, first?.address ?? '', first?.family);
      } catch (refusal) {
        fail(refusal as Error);
      }
    });
  };

  /** Whether a public server may have answered over a connection: through a proxy nobody knows. */
  isFromOutside({ remoteAddress = '' }: Pick<Socket, 'remoteAddress'>, url: URL, route?: Route): boolean {
    return this.proxyFor(url, route) !== null || this.policy.isPublic(remoteAddress);
  }

  /** The addresses that a host is known to have by now; nobody is asked for them. */
  knownAddresses(host: string): readonly string[] {
    return this.names.known(host).map(({ address }) => address);
  }

  /** The proxy that a call goes through; null: none. */
  proxyFor(url: URL, { isDirect = false }: Route = {}): Proxy | null {
    return isDirect ? null : this.rule(url);
  }

  /** `usual` is the way of requests that name none. */
  openPool(options: PoolOptions, usual: Route = {}): Pool {
    const pool = new AgentPool(this.dialer, options, this.turns);
    return {
      agentFor: (url, route = usual) => {
        const way = { proxy: this.proxyFor(url, route), namedBy: route.namedBy ?? 'settings' };
        return pool.agentFor(url.protocol, way, route.tls);
      },
      refusalOf: (status, url, route = usual) => this.refusalOf(status, url, route),
      dialTimesOf: (connection) => pool.log.timesOf(connection),
      close: () => pool.close(),
    };
  }

  private refusalOf(status: number, url: URL, route?: Route): ProxyFailure | undefined {
    // Through a tunnel only the host answers.
    if (status !== PROXY_AUTHENTICATION_REQUIRED || url.protocol !== 'http:') return undefined;
    const proxy = this.proxyFor(url, route);
    return proxy ? new ProxyFailure(proxyAddress(proxy), 'ERR_PROXY', status) : undefined;
  }

  /** A connection past any proxy, for protocols that none of them speaks; with TLS where options for it are given. */
  async dial(
    host: string,
    port: number,
    signal: AbortSignal,
    tls?: TlsOptions & { readonly servername?: string | undefined },
  ): Promise<Socket> {
    const socket = await this.dialer.connect(host, port, signal);
    if (!tls) return socket;
    const { servername = literalAddress(host) ? '' : host, ...options } = tls;
    return secured(socket, host, servername, options, signal);
  }

  /** A connection to the host of a URL, through its proxy, with TLS where the URL says so; for HTTP/2. */
  async connect(url: URL, route: Route, signal: AbortSignal): Promise<Socket> {
    const [host, port] = [hostOf(url), portOf(url)];
    const proxy = this.proxyFor(url, route);
    const { namedBy = 'settings' } = route;
    const socket = await (proxy
      ? tunnel(this.dialer, proxy, { host, port, namedBy }, signal)
      : this.dialer.connect(host, port, signal, namedBy));
    if (url.protocol !== 'https:') return socket;
    return secured(socket, host, literalAddress(host) ? '' : host, route.tls ?? {}, signal);
  }
}
