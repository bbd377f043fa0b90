import {
  Agent as HttpAgent,
  type AgentOptions,
  type ClientRequest,
  type ClientRequestArgs,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createSecureContext } from 'node:tls';
import { DialLog } from './dial-log.js';
import type { Dialer } from './dialer.js';
import type { LoopTurns } from './loop-turns.js';
import type { Proxy } from './proxy/proxy.js';
import type { NamedBy } from './reach/target-policy.js';
import { connectToProxy, secured, tunnel, type TlsOptions } from './proxy/tunnel.js';

/** How connections are kept. Without `keepAlive` each request has one of its own. */
export interface PoolOptions extends Pick<
  AgentOptions,
  'keepAlive' | 'maxSockets' | 'maxFreeSockets' | 'timeout'
> {
  /** So many wait for a request at the most, whatever their hosts; others are closed after their response. */
  readonly mostKept?: number;
}

/** A request that says until when it waits for a connection. */
export interface DialingRequestOptions extends RequestOptions {
  readonly ending?: AbortSignal;
}

/** The way of an agent's connections. */
interface Way {
  /** Null: straight to the host. */
  readonly proxy: Proxy | null;
  readonly namedBy: NamedBy;
}

/** A request without an end of its own (axios destroys it, and the agent does not hear of that). */
const LONGEST_DIAL_MS = 60_000;

type Callback = (error: Error | null, stream: Duplex) => void;

/** Plain HTTP, straight or in absolute form by a proxy. */
export class DialingHttpAgent extends HttpAgent {
  constructor(
    options: PoolOptions,
    private readonly dialer: Dialer,
    private readonly log: DialLog,
    private readonly kept: KeptConnections,
    private readonly way: Way,
  ) {
    // Node writes the absolute form and the proxy's login; it never dials, so that one rule says who goes there.
    super({ ...options, proxyEnv: way.proxy ? { http_proxy: way.proxy.url.href } : {} });
  }

  override createConnection(options: ClientRequestArgs, callback?: Callback): undefined {
    const signal = signalOf(options);
    const connect = () => this.connect(...targetOf(options, 80), signal);
    hand(this.kept.watch(this.log.dial(connect)), callback);
  }

  override keepSocketAlive(socket: Duplex): boolean {
    return this.kept.take(socket, super.keepSocketAlive(socket));
  }

  override reuseSocket(socket: Duplex, request: ClientRequest): void {
    this.kept.release(socket);
    super.reuseSocket(socket, request);
  }

  private async connect(host: string, port: number, signal: AbortSignal): Promise<Socket> {
    const { dialer } = this;
    const { proxy, namedBy } = this.way;
    if (!proxy) return dialer.connect(host, port, signal, namedBy);
    dialer.policy.admitByProxy(host, namedBy);
    return connectToProxy(dialer, proxy, signal);
  }
}

/** HTTPS, straight or through a tunnel. */
export class DialingHttpsAgent extends HttpsAgent {
  private readonly tls: TlsOptions;

  constructor(
    options: PoolOptions,
    private readonly dialer: Dialer,
    private readonly log: DialLog,
    private readonly kept: KeptConnections,
    private readonly way: Way,
    { ca, cert, key, ...tls }: TlsOptions,
  ) {
    super({ ...options, proxyEnv: {} });
    // Made once: reading certificates for each connection costs more than the handshake's arithmetic.
    // A server that speaks HTTP/2 alone refuses this, so that the reason can name it.
    this.tls = { secureContext: createSecureContext({ ca, cert, key }), ALPNProtocols: ['http/1.1'], ...tls };
  }

  override createConnection(options: ClientRequestArgs, callback?: Callback): undefined {
    hand(this.kept.watch(this.connect(options, signalOf(options))), callback);
  }

  override keepSocketAlive(socket: Duplex): boolean {
    return this.kept.take(socket, super.keepSocketAlive(socket));
  }

  override reuseSocket(socket: Duplex, request: ClientRequest): void {
    this.kept.release(socket);
    super.reuseSocket(socket, request);
  }

  private connect(options: ClientRequestArgs, signal: AbortSignal): Promise<Duplex> {
    const { dialer, tls } = this;
    const { proxy, namedBy } = this.way;
    const [host, port] = targetOf(options, 443);
    const { servername = '' } = options as { servername?: string };
    return this.log.dial(
      () =>
        proxy
          ? tunnel(dialer, proxy, { host, port, namedBy }, signal)
          : dialer.connect(host, port, signal, namedBy),
      // No session is taken up again: it would show the certificate of its beginning, not the present one.
      (socket) => secured(socket, host, servername, tls, signal),
    );
  }
}

/** The connections of a pool that wait for a request. */
class KeptConnections {
  private readonly waiting = new Set<Duplex>();

  constructor(private readonly most = Infinity) {}

  /** Forgets the connection when it closes. */
  async watch(connecting: Promise<Duplex>): Promise<Duplex> {
    const connection = await connecting;
    return connection.once('close', () => this.release(connection));
  }

  /** Whether the connection may wait; `answer` is Node's own, which its types lack. */
  take(connection: Duplex, answer: unknown): boolean {
    if (answer === false || this.waiting.size >= this.most) return false;
    this.waiting.add(connection);
    return true;
  }

  release(connection: Duplex): void {
    this.waiting.delete(connection);
  }
}

/** Agents of one kind of use: what one pool has open or waits for never holds up another. */
export class AgentPool {
  /** How long its connections took to be made. */
  readonly log: DialLog;
  private readonly kept: KeptConnections;
  private readonly agents = new Map<string, Map<TlsOptions | undefined, HttpAgent>>();

  constructor(
    private readonly dialer: Dialer,
    private readonly options: PoolOptions,
    turns: LoopTurns,
  ) {
    this.log = new DialLog(turns);
    this.kept = new KeptConnections(options.mostKept);
  }

  /** The agent for requests of this scheme by this way. */
  agentFor(protocol: string, way: Way, tls: TlsOptions | undefined): HttpAgent {
    // A connection that settings may have is not for a host that somebody else named.
    const key = `${protocol} ${way.namedBy} ${way.proxy?.url.href ?? ''}`;
    const byTls = this.agents.get(key) ?? new Map<TlsOptions | undefined, HttpAgent>();
    this.agents.set(key, byTls);
    const agent =
      byTls.get(tls) ??
      (protocol === 'https:'
        ? new DialingHttpsAgent(this.options, this.dialer, this.log, this.kept, way, tls ?? {})
        : new DialingHttpAgent(this.options, this.dialer, this.log, this.kept, way));
    byTls.set(tls, agent);
    return agent;
  }

  /** Closes every connection, also those in use. */
  close(): void {
    for (const byTls of this.agents.values()) byTls.forEach((agent) => agent.destroy());
  }
}

function targetOf({ host, port }: ClientRequestArgs, defaultPort: number): [host: string, port: number] {
  return [host ?? 'localhost', Number(port ?? defaultPort)];
}

function signalOf(options: ClientRequestArgs & { ending?: AbortSignal }): AbortSignal {
  return options.ending ?? AbortSignal.timeout(LONGEST_DIAL_MS);
}

function hand(connecting: Promise<Duplex>, callback: Callback | undefined): undefined {
  connecting.then(
    (stream) => callback?.(null, stream),
    // Node takes an error alone; its types want a stream beside it.
    (error: unknown) => (callback as ((error: unknown) => void) | undefined)?.(error),
  );
}
