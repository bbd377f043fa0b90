import type { IncomingHttpHeaders } from 'node:http';

/** A request, read whole. */
export interface Call {
  readonly method: string;
  /** Below the stand-in's mount, as sent: still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Scheme, host and mount as the caller wrote them, for absolute links. */
  readonly base: string;
  /** When it came, in epoch milliseconds of the sandbox's clock. */
  readonly atMs: number;
}

/** An answer, written whole. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** How long the answer takes to come. */
  readonly delayMs?: number;
}

/** Ends a handler early with an answer that refuses the call. */
export class Refusal extends Error {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(`refused with ${reply.status}`);
    this.reply = reply;
  }
}

/** The answer, be it a refusal that was thrown. */
export function unlessRefused(answer: () => Reply): Reply {
  try {
    return answer();
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
}

/** The JSON in a body; undefined where it is none. */
export function jsonIn({ body }: Pick<Call, 'body'>): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** An answer of JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** An answer of plain text. */
export function text(status: number, body: string, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}

/** An answer that is a page. */
export function html(status: number, body: string, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body };
}

/** `204`, nothing to say. */
export function noContent(headers: Record<string, string> = {}): Reply {
  return { status: 204, headers, body: '' };
}

/** The same answer with more headers. */
export function withHeaders(reply: Reply, headers: Record<string, string>): Reply {
  return { ...reply, headers: { ...reply.headers, ...headers } };
}
