import { PROBLEM_STATUS, type ProblemCode } from '@envscope/contracts/index.js';
import { STATUS_CODES, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { PROBLEM_TYPE } from '../../openapi/operation.js';
import { Shares } from './shares.js';

/** How long a client may take, and how many connections there may be. Headers are at most 16 KiB, which is Node's own limit. */
export interface ServerLimits {
  /** Until all headers are there. */
  readonly headersMs: number;
  /** Until the body is there, too. */
  readonly requestMs: number;
  /** A connection on which nothing moves, in the middle of an answer. Streams send something more often. */
  readonly silenceMs: number;
  /** A connection between two requests: longer than proxies keep theirs (nginx: 60 s), so that none of them sends into one that ends. */
  readonly keptMs: number;
  readonly mostHeaders: number;
  readonly connections: { readonly perKey: number; readonly inAll: number };
}

/** What the console allows: a browser has six connections at the most, a proxy one for each of its requests. */
export const SERVER_LIMITS: ServerLimits = {
  headersMs: 10_000,
  requestMs: 30_000,
  silenceMs: 120_000,
  keptMs: 75_000,
  mostHeaders: 100,
  connections: { perKey: 1_000, inAll: 4_000 },
};

/** Bounds what a server spends on its clients; what is refused before it is a request is answered with a problem, too. */
export function limitServer(server: Server, limits: ServerLimits = SERVER_LIMITS): void {
  server.headersTimeout = limits.headersMs;
  server.requestTimeout = limits.requestMs;
  server.timeout = limits.silenceMs;
  server.keepAliveTimeout = limits.keptMs;
  server.maxHeadersCount = limits.mostHeaders;
  const open = new Shares(limits.connections);
  server.prependListener('connection', (socket: Socket) => {
    const free = open.take(socket.remoteAddress ?? '');
    if (typeof free === 'string') socket.destroy();
    else socket.once('close', free);
  });
  server.on('clientError', refuse);
}

const CODES: Readonly<Record<string, ProblemCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request-too-slow',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'body-too-large',
};

function refuse({ code = '' }: NodeJS.ErrnoException, socket: Socket): void {
  // Something of an answer may be on its way already, and a second one would be taken for a part of it.
  if (!socket.writable || socket.bytesWritten > 0) return void socket.destroy();
  const problem = CODES[code] ?? 'malformed-request';
  const status = PROBLEM_STATUS[problem];
  const title = STATUS_CODES[status] ?? '';
  const body = JSON.stringify({ type: 'about:blank', title, status, code: problem, params: {} });
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
