import { askedWait } from '@envscope/contracts/index.js';
import { ChannelRefusal } from '@envscope/integrations/kernel/channel.js';
import { exchangeOnce, type SingleRequest } from '@envscope/integrations/kernel/http/single-exchange.js';
import type { Pool } from '@envscope/integrations/network/network.js';
import type * as z from 'zod';
import { refusalOf } from './discord.refusal.js';

/** Discord's edge blocks callers that do not name themselves in this form. */
export const USER_AGENT = 'DiscordBot (https://example.com/envscope, 0.1.0)';

/** One call of Discord's interface. */
export interface DiscordCall<T> extends Pick<SingleRequest, 'method' | 'url'> {
  /** Sent as JSON. */
  readonly body?: object;
  /** What a success must look like. */
  readonly schema: z.ZodType<T>;
  readonly pool: Pool;
  readonly signal: AbortSignal;
}

export interface DiscordSuccess<T> {
  /** Null where the answer had no body (204): what was to be changed is, and nothing is told of it. */
  readonly data: T | null;
  /** No call before this is over, since the allowance is used up; 0 where some of it is left. */
  readonly pauseMs: number;
}

/**
 * Calls Discord once. Not by `VendorHttp`, which waits and repeats: that is for those to do who know what else is to be sent.
 * Rejects with `ChannelRefusal`, `unknown` and `unreadable` only where something was to be changed.
 */
export async function callDiscordOnce<T>(
  call: DiscordCall<T>,
  now: () => number,
): Promise<DiscordSuccess<T>> {
  const { method, url, body, schema, pool, signal } = call;
  const isChange = method !== 'GET';
  const headers = {
    accept: 'application/json',
    'user-agent': USER_AGENT,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const text = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await exchangeOnce(pool, { method, url, headers, ...text }, signal);
  const content = parse(answer.body);
  if (answer.status < 200 || answer.status >= 300) {
    const refusal = refusalOf({ ...answer, body: content }, now());
    const isUnsettled = refusal.kind === 'unknown' && !isChange;
    throw isUnsettled ? new ChannelRefusal('failed', refusal.reason) : refusal;
  }
  // What Discord answers without `wait`, which a proxy on the way may drop.
  if (isChange && answer.status === 204) return { data: null, pauseMs: pauseOf(answer.headers) };
  const parsed = schema.safeParse(content);
  if (answer.bodyFault === null && parsed.success) {
    return { data: parsed.data, pauseMs: pauseOf(answer.headers) };
  }
  const params = { httpStatus: answer.status };
  const fault = answer.bodyFault;
  if (fault !== null && fault.code !== 'invalid-answer') {
    const reason = { code: fault.code, params: { ...fault.params, ...params } };
    throw new ChannelRefusal(isChange ? 'unknown' : 'failed', reason);
  }
  throw new ChannelRefusal(isChange ? 'unreadable' : 'failed', { code: 'not-discord', params });
}

function pauseOf(headers: Readonly<Record<string, string>>): number {
  if (headers['x-ratelimit-remaining'] !== '0') return 0;
  return askedWait(Number(headers['x-ratelimit-reset-after']) * 1_000)?.waitMs ?? 0;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
