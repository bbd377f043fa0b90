import type { DialingRequestOptions } from '@envscope/integrations/network/agents.js';
import type { Network, Pool, Route } from '@envscope/integrations/network/network.js';
import type { Reason } from '@envscope/contracts/index.js';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { ChannelRefusal } from '@envscope/integrations/kernel/channels/channel.js';
import { connectionReason } from '@envscope/integrations/kernel/errors/connection-reason.js';

const LARGEST_BODY_BYTES = 1024 * 1024;
const BROKEN_OFF: Reason = { code: 'connection-lost', params: {} };

/** Statuses by which an edge says that it stopped waiting: what stands behind it may have taken the message. */
export const UNSETTLED_STATUSES: ReadonlySet<number> = new Set([408, 504, 520, 524]);

/**
 * Agents for requests that must not be repeated by themselves. They keep no connection: the other side may be closing it just
 * now, and the outcome would be unknown.
 */
export function openSinglePool(network: Network, route?: Route): Pool {
  return network.openPool({}, route);
}

/** One HTTP request that must not be repeated by itself. */
export interface SingleRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer, as much of it as came. */
export interface SingleAnswer {
  readonly status: number;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Why the body is not whole; null where it is. */
  readonly bodyFault: Reason | null;
}

/**
 * Sends a request once, follows no redirect and answers whatever status came. Where none came it rejects with a
 * `ChannelRefusal`: `failed` if nothing can have arrived, which is always so of a GET, else `unknown`. Neither holds the URL.
 */
export function exchangeOnce(pool: Pool, request: SingleRequest, signal: AbortSignal): Promise<SingleAnswer> {
  return new Promise((resolve, reject) => {
    let isConnected = false;
    const refuse = (error: unknown): void => {
      const reason = connectionReason(signal.aborted ? signal.reason : error) ?? BROKEN_OFF;
      const isUnsettled = isConnected && request.method !== 'GET';
      reject(new ChannelRefusal(isUnsettled ? 'unknown' : 'failed', reason));
    };
    if (signal.aborted) return refuse(signal.reason);
    const url = new URL(request.url);
    const options: DialingRequestOptions = {
      method: request.method,
      headers: { ...request.headers, ...lengthOf(request.body) },
      agent: pool.agentFor(url),
      ending: signal,
    };
    const outgoing = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options);
    const hangUp = (): void => void outgoing.destroy();
    signal.addEventListener('abort', hangUp, { once: true });
    outgoing
      // A socket is handed over when it is connected, and secure where it is to be.
      .once('socket', () => (isConnected = true))
      .once('response', (incoming) => {
        const refusal = pool.refusalOf(incoming.statusCode ?? 0, url);
        // The proxy did not let it pass.
        isConnected &&= refusal === undefined;
        if (refusal) outgoing.destroy(refusal);
        else resolve(read(incoming, signal));
      })
      .on('error', refuse)
      .once('close', () => {
        signal.removeEventListener('abort', hangUp);
        // Some ends come without an error: a switch of protocols that nobody asked for.
        refuse(undefined);
      })
      .end(request.body);
  });
}

function read(incoming: IncomingMessage, signal: AbortSignal): Promise<SingleAnswer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let fault = BROKEN_OFF;
    const bodyFault = (): Reason => (signal.aborted ? (connectionReason(signal.reason) ?? fault) : fault);
    incoming
      .on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length <= LARGEST_BODY_BYTES) return;
        fault = { code: 'invalid-answer', params: { where: 'body' } };
        incoming.destroy();
      })
      // What was cut short is reported at the close, which follows.
      .on('error', () => undefined)
      .once('close', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: flatten(incoming),
          body: Buffer.concat(chunks).toString('utf8'),
          bodyFault: incoming.complete && length <= LARGEST_BODY_BYTES ? null : bodyFault(),
        }),
      );
  });
}

function lengthOf(body: string | undefined): Record<string, string> {
  return body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
}

function flatten({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
