import type { Pool } from '@envscope/integrations/network/network.js';
import type * as z from 'zod';
import { ChannelRefusal } from './channel.js';
import { exchangeOnce, type SingleRequest } from '../http/single-exchange.js';

/** One call of a channel's interface, in JSON. */
export interface JsonCall<T> extends Pick<SingleRequest, 'method' | 'url' | 'headers'> {
  /** Sent as JSON. */
  readonly body?: object;
  /** What a success must look like. */
  readonly schema: z.ZodType<T>;
  readonly pool: Pool;
  readonly signal: AbortSignal;
}

/** An answer that is no success; the body is what came, parsed where it was JSON. */
export interface JsonAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A success. */
export interface JsonSuccess<T> {
  /** Null where the answer had no body (204): what was to be changed is, and nothing is said of it. */
  readonly data: T | null;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Calls a channel once. Not by `VendorHttp`, which waits and repeats: that is for those to do who know what else is to be sent.
 * Rejects with `ChannelRefusal`, what `refusalOf` makes of an answer included; `unknown` and `unreadable` only where something
 * was to be changed.
 */
export async function exchangeJson<T>(
  { method, url, headers, body, schema, pool, signal }: JsonCall<T>,
  refusalOf: (answer: JsonAnswer) => ChannelRefusal,
): Promise<JsonSuccess<T>> {
  const isChange = method !== 'GET';
  const request = {
    method,
    url,
    headers: {
      accept: 'application/json',
      ...headers,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  const answer = await exchangeOnce(pool, request, signal);
  const content = parse(answer.body);
  if (answer.status < 200 || answer.status >= 300) {
    const refusal = refusalOf({ ...answer, body: content });
    const isUnsettled = refusal.kind === 'unknown' && !isChange;
    throw isUnsettled ? new ChannelRefusal('failed', refusal.reason) : refusal;
  }
  if (isChange && answer.status === 204) return { data: null, headers: answer.headers };
  const parsed = schema.safeParse(content);
  if (answer.bodyFault === null && parsed.success) return { data: parsed.data, headers: answer.headers };
  const params = { httpStatus: answer.status };
  const fault = answer.bodyFault;
  if (fault !== null && fault.code !== 'invalid-answer') {
    const reason = { code: fault.code, params: { ...fault.params, ...params } };
    throw new ChannelRefusal(isChange ? 'unknown' : 'failed', reason);
  }
  throw new ChannelRefusal(isChange ? 'unreadable' : 'failed', { code: 'not-the-channel', params });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
