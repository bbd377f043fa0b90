import { askedWait, type AskedWait, type Reason, type ReasonCode } from '@envscope/contracts/index.js';
import { ChannelRefusal, type RefusalKind } from '@envscope/integrations/kernel/channels/channel.js';
import type { JsonAnswer } from '@envscope/integrations/kernel/channels/json-exchange.js';
import { UNSETTLED_STATUSES } from '@envscope/integrations/kernel/http/single-exchange.js';
import { limitedReason, waitOf } from '@envscope/integrations/kernel/http/vendor-http.js';
import * as z from 'zod';

const Wire = z.object({
  code: z.number().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  retry_after: z.number().optional().catch(undefined),
  global: z.boolean().optional().catch(undefined),
  errors: z.unknown().optional(),
});

const UNKNOWN_CHANNEL = 10_003;
const UNKNOWN_MESSAGE = 10_008;
/** Slow mode, limits of writing, of editing what is older than an hour, of a service: they pass, whatever the status. */
const PASSING: ReadonlySet<number> = new Set([20_016, 20_028, 20_029, 30_046, 40_062]);
/** Overloaded, or not just now. */
const BUSY: ReadonlySet<number> = new Set([110_001, 130_000]);
/** A thread that is missing, superfluous, archived or locked: nothing goes through until settings or Discord change. */
const WRONG_THREAD: ReadonlySet<number> = new Set([220_001, 220_002, 220_003, 220_004, 50_083, 160_005]);
const MOST_ERRORS = 5;
/** Deeper than any form of Discord's. */
const DEEPEST_ERROR = 20;

/** Discord's meaning of a refusal, for whoever sends. */
export function refusalOf(answer: JsonAnswer, nowMs: number): ChannelRefusal {
  const wire = Wire.safeParse(answer.body).data;
  const kind = kindOf(answer.status, wire?.code ?? 0);
  const reason = reasonOf(answer, nowMs);
  if (kind !== 'limited') return new ChannelRefusal(kind, reason);
  const isGlobal = wire?.global ?? answer.headers['x-ratelimit-global'] === 'true';
  const waitMs = hintOf(answer)?.waitMs;
  return new ChannelRefusal(kind, reason, { ...(waitMs === undefined ? {} : { waitMs }), isGlobal });
}

/** Discord's meaning of a refusal, for people; its own words stand in `channelCode` and `channelMessage`. */
export function reasonOf(answer: JsonAnswer, nowMs: number): Reason {
  const { status, headers, body } = answer;
  const { code, message, errors } = Wire.safeParse(body).data ?? {};
  const scope = headers['x-ratelimit-scope'];
  const params = {
    httpStatus: status,
    ...(code === undefined ? {} : { channelCode: code }),
    ...(message === undefined ? {} : { channelMessage: message }),
    ...(isObject(errors) ? { channelErrors: summaryOf(errors) } : {}),
    ...(scope === undefined ? {} : { scope }),
  };
  if (kindOf(status, code ?? 0) !== 'limited') return { code: codeOf(status, code), params };
  return limitedReason(hintOf(answer), nowMs, params);
}

function kindOf(status: number, channelCode: number): RefusalKind {
  if (status === 429 || PASSING.has(channelCode)) return 'limited';
  if (UNSETTLED_STATUSES.has(status)) return 'unknown';
  // 502 is documented as "no gateway was there to process the request", so that nothing was saved.
  if (status >= 500 || BUSY.has(channelCode)) return 'failed';
  if (channelCode === UNKNOWN_MESSAGE) return 'gone';
  const isFinal = status < 400 || status === 401 || status === 403 || status === 404;
  return isFinal || WRONG_THREAD.has(channelCode) ? 'broken' : 'refused';
}

function codeOf(status: number, channelCode: number | undefined): ReasonCode {
  if (status < 400) return 'redirected';
  if (status >= 500) return 'server-error';
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status !== 404) return 'client-error';
  return channelCode === UNKNOWN_CHANNEL || channelCode === UNKNOWN_MESSAGE ? 'not-found' : 'webhook-gone';
}

/** The body is exact where the header is rounded up to whole seconds. A page of the edge in front of Discord has neither. */
function hintOf({ headers, body }: JsonAnswer): AskedWait | undefined {
  const seconds = Wire.safeParse(body).data?.retry_after;
  return seconds === undefined ? waitOf(headers) : askedWait(seconds * 1_000);
}

/** Where the form is wrong, `embeds.0.title BASE_TYPE_MAX_LENGTH`; never Discord's sentences, which may repeat our text. */
function summaryOf(errors: object): string {
  const places = leaves(errors, []);
  const more = places.length - MOST_ERRORS;
  return [...places.slice(0, MOST_ERRORS), ...(more > 0 ? [`+${more}`] : [])].join(', ');
}

function leaves(node: object, path: readonly string[]): string[] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    if (!isObject(value) || path.length > DEEPEST_ERROR) return [];
    if (key !== '_errors') return leaves(value, [...path, key]);
    return Object.values(value).map((error: unknown) =>
      [path.join('.'), isObject(error) && 'code' in error ? String(error.code) : ''].join(' ').trim(),
    );
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
