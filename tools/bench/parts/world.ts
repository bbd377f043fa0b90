/**
 * The world of one console in a process of its own, so that all moments come from one clock: endpoints that answer, fail or
 * hang, and a Discord that takes every message.
 */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from '../statistics.ts';
import { servePart } from './part.ts';

/** How many endpoints there are, and on how many addresses of loopback. */
export interface WorldPlan {
  readonly endpoints: number;
  readonly addresses: number;
  readonly answerMs: number;
}

export interface World {
  /** `name=url` of each endpoint. */
  readonly pairs: readonly string[];
  readonly webhook: string;
  readonly pid: number;
}

/** What became of the endpoints that failed: milliseconds from the failing answer to the request at Discord; null: none came. */
export type Notified = readonly (number | null)[];

export interface Gaps {
  readonly count: number;
  /** Milliseconds between two requests of one endpoint, less the interval. */
  readonly p50: number;
  readonly p99: number;
  readonly highest: number;
}

interface Endpoint {
  state: 'answers' | 'fails' | 'hangs';
  /** When it was asked since the last mark. */
  asked: number[];
  /** From its last request to the end of its answer, milliseconds. */
  tookMs: number | null;
  failedAt: number | null;
  notifiedAt: number | null;
}

const BODY = JSON.stringify({ status: 'ok', version: '1.4.2', checks: { database: 'ok', cache: 'ok' } });
const WEBHOOK = { id: '100000000000000001', token: 'bench-token', channel_id: '100000000000000002' };

const endpoints: Endpoint[] = [];
let answerMs = 0;
let answered = 0;

const nameOf = (index: number): string => `t${String(index).padStart(5, '0')}`;

function answer(request: IncomingMessage, response: ServerResponse): void {
  const askedAt = performance.now();
  const endpoint = endpoints[Number(request.url?.slice(2))];
  if (!endpoint) return void response.writeHead(404).end();
  endpoint.asked.push(askedAt);
  answered += 1;
  if (endpoint.state === 'hangs') return;
  const isFailing = endpoint.state === 'fails';
  setTimeout(() => {
    response.writeHead(isFailing ? 503 : 200, { 'content-type': 'application/json' });
    response.end(BODY, () => {
      endpoint.tookMs = performance.now() - askedAt;
      if (isFailing) endpoint.failedAt ??= performance.now();
    });
  }, answerMs);
}

/** Discord's webhook, as far as the console needs it. */
function discord(request: IncomingMessage, response: ServerResponse): void {
  const at = performance.now();
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (request.method === 'POST') hear(Buffer.concat(chunks).toString(), at);
    const { id, token, channel_id } = WEBHOOK;
    const webhook = { type: 1, id, token, channel_id, guild_id: '100000000000000003', name: 'Bench' };
    const message = { id: String(100_000_000_000_000_010n + BigInt(Math.floor(at))), channel_id };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(request.method === 'GET' ? webhook : message));
  });
}

function hear(body: string, at: number): void {
  for (const [, index] of body.matchAll(/\bt(\d{5})\b/g)) {
    const endpoint = endpoints[Number(index)];
    if (endpoint && endpoint.failedAt !== null) endpoint.notifiedAt ??= at;
  }
}

function listen(listener: RequestListener, address: string, port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    // nginx keeps connections for 75 s too.
    const server = createServer({ keepAliveTimeout: 75_000 }, listener);
    server.once('error', reject);
    server.listen(port, address, () => resolve((server.address() as AddressInfo).port));
  });
}

servePart({
  async start({ endpoints: count, addresses, answerMs: takes }: WorldPlan): Promise<World> {
    answerMs = takes;
    const hosts: string[] = [];
    let port = 0;
    for (let index = 0; index < addresses; index += 1) {
      const address = `127.1.${Math.floor(index / 250)}.${1 + (index % 250)}`;
      port = await listen(answer, address, port);
      hosts.push(`${address}:${port}`);
    }
    for (let index = 0; index < count; index += 1) {
      endpoints.push({ state: 'answers', asked: [], tookMs: null, failedAt: null, notifiedAt: null });
    }
    const origin = `http://127.0.0.1:${await listen(discord, '127.0.0.1')}`;
    return {
      pairs: endpoints.map((_, index) => `${nameOf(index)}=http://${hosts[index % addresses]}/t${index}`),
      webhook: `${origin}/api/webhooks/${WEBHOOK.id}/${WEBHOOK.token}`,
      pid: process.pid,
    };
  },

  count: () => answered,

  become({ state, indexes }: { state: Endpoint['state']; indexes: readonly number[] }): void {
    for (const index of indexes) Object.assign(endpoints[index] ?? {}, { state });
  },

  /** Forgets when endpoints were asked, so that what follows is measured alone. */
  mark(): void {
    for (const endpoint of endpoints) endpoint.asked = [];
  },

  gaps(intervalMs: number): Gaps {
    const late = endpoints.flatMap(({ state, asked }) =>
      state === 'hangs' ? [] : asked.slice(1).map((at, index) => at - (asked[index] ?? 0) - intervalMs),
    );
    const [p50, p99] = [percentile(late, 0.5), percentile(late, 0.99)];
    return { count: late.length, p50, p99, highest: late.reduce((a, b) => Math.max(a, b), -Infinity) };
  },

  notified: (): Notified =>
    endpoints.flatMap(({ failedAt, notifiedAt }) =>
      failedAt === null ? [] : [notifiedAt === null ? null : notifiedAt - failedAt],
    ),

  /** By name, what the endpoints took for their last answers. */
  took: () => endpoints.map(({ tookMs }, index) => [nameOf(index), tookMs] as const),

  /** No more of it is needed. */
  end: () => process.exit(),

  /** Waits until as many requests came as there are endpoints. */
  async round(limitMs: number): Promise<number> {
    const until = performance.now() + limitMs;
    const goal = answered + endpoints.length;
    while (answered < goal) {
      if (performance.now() > until) throw new Error(`No ${endpoints.length} checks in ${limitMs} ms`);
      await pause(50);
    }
    return answered;
  },
});
