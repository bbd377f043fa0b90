import type { AnswerTimings } from '@envscope/contracts/index.js';
import { drain, readBody, type Body } from './endpoints.body.js';
import type { HostSlots } from './endpoints.slots.js';
import { Stopwatch } from './endpoints.timings.js';
import type { DialingRequestOptions } from '@envscope/integrations/network/agents.js';
import type { Network, Pool, Route } from '@envscope/integrations/network/network.js';
import { connectionReason } from '@envscope/integrations/kernel/errors/connection-reason.js';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import { request as requestHttp, type ClientRequest, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** As Chromium has it; Node's own limit is 16 KiB. */
const LARGEST_HEADERS_BYTES = 256 * 1024;
/** What may be sent twice, and elsewhere. */
export const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
/** A connection that lives for long would go on showing the certificate and the address that it began with. */
const OLDEST_CONNECTION_MS = 300_000;
const KEPT = {
  // No bound of sockets: what hangs would hold up all others of its origin.
  keepAlive: true,
  maxFreeSockets: 128,
  // Each takes 9 kB, with TLS several times that: ten thousand that wait a minute for their next check would be more than all
  // else that the console holds.
  mostKept: 1_000,
  // Idle ones wait for one more check at the usual interval.
  timeout: 65_000,
} as const;

/** One request of what may become several. */
export interface Hop {
  /** Whose check it belongs to. */
  readonly target: object;
  readonly url: URL;
  readonly options: RequestOptions;
  readonly body: string | undefined;
  readonly route: Route;
}

/** One answer, its body only where it was wanted. */
export interface Answered {
  readonly status: number;
  readonly location: string | undefined;
  /** A public server may have answered, which knows nothing of the networks that the console stands in. */
  readonly isFromOutside: boolean;
  readonly certificateExpiresAt: number | null;
  readonly body: Body;
  readonly timings: AnswerTimings;
}

interface Connection {
  readonly openedAt: number;
  readonly certificateExpiresAt: number | null;
}

/** Sends requests over connections that are kept, as many as there are requests. */
export class Exchanger {
  private readonly kept: Pool;
  private readonly single: Pool;
  private readonly connections = new WeakMap<Socket, Connection>();

  constructor(
    private readonly network: Network,
    private readonly steady: () => number,
    private readonly slots: HostSlots,
  ) {
    this.kept = network.openPool(KEPT);
    this.single = network.openPool({});
  }

  /** One request, and as much of its answer's body as is wanted. Rejects with `IntegrationError`, or with the signal's reason. */
  exchange(hop: Hop, wantedBytes: number, signal: AbortSignal): Promise<Answered> {
    const slots = this.slots.of(hop.url);
    const begin = (own: AbortSignal) => this.sendInTurn(hop, wantedBytes, own);
    return slots ? slots.run(hop.target, signal, begin) : begin(signal);
  }

  private async sendInTurn(hop: Hop, wantedBytes: number, signal: AbortSignal): Promise<Answered> {
    // Only what may be sent twice goes over a connection that the other side may be closing just now.
    const isPooled = SAFE_METHODS.has(hop.options.method ?? 'GET');
    await this.network.turns.ofOnesOwn();
    try {
      return await this.send(hop, isPooled, wantedBytes, signal);
    } catch (error) {
      if (!(error instanceof StaleConnection)) throw error;
      return await this.send(hop, false, wantedBytes, signal);
    }
  }

  private send(hop: Hop, isPooled: boolean, wantedBytes: number, signal: AbortSignal): Promise<Answered> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const isTls = hop.url.protocol === 'https:';
      const pool = isPooled ? this.kept : this.single;
      const agent = pool.agentFor(hop.url, hop.route);
      const options: DialingRequestOptions = {
        ...hop.options,
        agent,
        ending: signal,
        maxHeaderSize: LARGEST_HEADERS_BYTES,
        // Lines that end in LF alone, folded headers: RFC 9112 lets readers take them, and browsers do.
        insecureHTTPParser: true,
      };
      const outgoing = begin(isTls ? requestHttps : requestHttp, options);
      const stopwatch = new Stopwatch(this.network.turns, pool);
      stopwatch.watch(outgoing);
      const hangUp = (): void => void outgoing.destroy(signal.reason as Error);
      signal.addEventListener('abort', hangUp, { once: true });
      // The agent keeps the options of a connection for as long as the connection, the signal among them.
      outgoing.once('close', () => signal.removeEventListener('abort', hangUp));
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
        const isFromOutside = this.network.isFromOutside(socket, hop.url, hop.route);
        const answer = {
          ...{ status: statusCode ?? 0, location: headers.location },
          ...{ certificateExpiresAt, isFromOutside },
        };
        // Of a redirect nobody reads more than where it leads.
        const isRead = wantedBytes > 0 && headers.location === undefined;
        const reading = isRead ? readBody(incoming, wantedBytes) : drain(incoming);
        reading.then(
          (body) => {
            resolve({ ...answer, body, timings: stopwatch.read() });
            if (!incoming.complete) socket.destroy();
          },
          (error: unknown) => {
            socket.destroy();
            reject(signal.aborted ? (signal.reason as Error) : failureOf(error));
          },
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
  if (error instanceof IntegrationError) return error;
  const { code, params } = connectionReason(error) ?? { code: 'connection-lost' as const, params: {} };
  const limited = code === 'headers-too-large' ? { ...params, limitBytes: LARGEST_HEADERS_BYTES } : params;
  return new IntegrationError(code, `No answer: ${code}`, { params: limited });
}

function systemCodeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
