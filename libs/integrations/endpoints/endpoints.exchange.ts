import type { DialingRequestOptions } from '@envscope/integrations/network/agents.js';
import type { Network, Pool, Route } from '@envscope/integrations/network/network.js';
import { connectionReason } from '@envscope/integrations/kernel/connection-reason.js';
import { IntegrationError } from '@envscope/integrations/kernel/integration-error.js';
import {
  request as requestHttp,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** More of a body is neither read nor waited for. */
const LARGEST_BODY_BYTES = 256 * 1024;
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
/** A connection that lives for long would go on showing the certificate and the address that it began with. */
const OLDEST_CONNECTION_MS = 300_000;
const KEPT = {
  keepAlive: true,
  maxSockets: 128,
  maxFreeSockets: 128,
  // Idle ones wait for one more look at the usual pace.
  timeout: 65_000,
} as const;

/** One request of what may become several. */
export interface Hop {
  readonly url: URL;
  readonly options: RequestOptions;
  readonly body: string | undefined;
  readonly route: Route;
}

/** One answer, its body only where it was wanted. */
export interface Answered {
  readonly status: number;
  readonly location: string | undefined;
  readonly certificateExpiresAt: number | null;
  readonly body: string;
}

interface Connection {
  readonly openedAt: number;
  readonly certificateExpiresAt: number | null;
}

/** Sends requests over a bounded pool of kept connections. */
export class Exchanger {
  private readonly kept: Pool;
  private readonly single: Pool;
  private readonly connections = new WeakMap<Socket, Connection>();

  constructor(
    network: Network,
    private readonly steady: () => number,
  ) {
    this.kept = network.openPool(KEPT);
    this.single = network.openPool({});
  }

  /** One request and its answer. Rejects with `IntegrationError`, or with the signal's reason. */
  async exchange(hop: Hop, isBodyWanted: boolean, signal: AbortSignal): Promise<Answered> {
    // Only what may be sent twice goes over a connection that the other side may be closing just now.
    const isPooled = SAFE_METHODS.has(hop.options.method ?? 'GET');
    try {
      return await this.send(hop, isPooled, isBodyWanted, signal);
    } catch (error) {
      if (!(error instanceof StaleConnection)) throw error;
      return await this.send(hop, false, isBodyWanted, signal);
    }
  }

  private send(hop: Hop, isPooled: boolean, isBodyWanted: boolean, signal: AbortSignal): Promise<Answered> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const isTls = hop.url.protocol === 'https:';
      const pool = isPooled ? this.kept : this.single;
      const agent = pool.agentFor(hop.url, hop.route);
      const options: DialingRequestOptions = { ...hop.options, agent, ending: signal };
      const outgoing = begin(isTls ? requestHttps : requestHttp, options);
      signal.addEventListener('abort', () => outgoing.destroy(signal.reason as Error), { once: true });
      outgoing.on('error', (error) =>
        reject(signal.aborted ? (signal.reason as Error) : unanswered(error, outgoing)),
      );
      // Some ends come without an error: a switch of protocols that nobody asked for.
      const closed = (): void => reject(failureOf(undefined));
      outgoing.on('close', closed);
      outgoing.on('response', (incoming) => {
        outgoing.off('close', closed);
        const { socket, headers, statusCode } = incoming;
        const refusal = pool.refusalOf(statusCode ?? 0, hop.url, hop.route);
        if (refusal) return void outgoing.destroy(refusal);
        const { openedAt, certificateExpiresAt } = this.connectionOf(socket);
        if (this.steady() - openedAt > OLDEST_CONNECTION_MS) incoming.once('end', () => socket.destroy());
        const answer = { status: statusCode ?? 0, location: headers.location, certificateExpiresAt };
        readBody(incoming, isBodyWanted).then(
          (body) => {
            resolve({ ...answer, body });
            if (!incoming.complete) socket.destroy();
          },
          (error: unknown) => reject(signal.aborted ? (signal.reason as Error) : failureOf(error)),
        );
      });
      outgoing.end(hop.body);
    });
  }

  private connectionOf(socket: Socket): Connection {
    const known = this.connections.get(socket);
    if (known) return known;
    const connection = { openedAt: this.steady(), certificateExpiresAt: certificateExpiry(socket) };
    this.connections.set(socket, connection);
    return connection;
  }

  /** Closes every connection, also those in use. */
  close(): void {
    this.kept.close();
    this.single.close();
  }
}

/** Begins a request. By a proxy plain HTTP names its host in one place: Node refuses a `Host` of its own there. */
function begin(request: typeof requestHttp, options: DialingRequestOptions): ClientRequest {
  try {
    return request(options);
  } catch (error) {
    const detail = systemCodeOf(error);
    if (detail !== 'ERR_INVALID_ARG_VALUE') throw error;
    throw new IntegrationError('client-error', `Not sent: ${detail}`, { params: { detail } });
  }
}

/** A kept connection was closed by the other side before it answered: says nothing about the endpoint. */
class StaleConnection extends Error {}

/** The body up to its limit, or nothing where only its end is waited for. */
function readBody(incoming: IncomingMessage, isWanted: boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const finish = (): void => resolve(isWanted ? Buffer.concat(chunks).toString('utf8') : '');
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (isWanted) chunks.push(chunk);
      if (bytes >= LARGEST_BODY_BYTES) finish();
    });
    incoming.on('end', finish);
    incoming.on('error', reject);
  });
}

function certificateExpiry(socket: Socket): number | null {
  if (!(socket instanceof TLSSocket)) return null;
  const expiresAt = Date.parse(socket.getPeerCertificate().valid_to);
  return Number.isNaN(expiresAt) ? null : expiresAt;
}

function unanswered(error: unknown, outgoing: ClientRequest): Error {
  const code = systemCodeOf(error);
  return outgoing.reusedSocket && (code === 'ECONNRESET' || code === 'EPIPE')
    ? new StaleConnection()
    : failureOf(error);
}

function failureOf(error: unknown): IntegrationError {
  const { code, params } = connectionReason(error) ?? { code: 'connection-lost' as const, params: {} };
  return new IntegrationError(code, `No answer: ${code}`, { params });
}

function systemCodeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
