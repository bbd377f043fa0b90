import { json, type Reply } from '../http/exchange.ts';

const HELP = 'https://ntfy.sh/docs/publish/#limitations';

/** What ntfy says of a call that it does not carry out: JSON, whose code begins with the status. */
function refusal(code: number, error: string, link?: string): Reply {
  const http = Math.floor(code / 100);
  return json(http, { code, http, error, ...(link && { link }) });
}

export const invalidPriority = (): Reply => refusal(40_007, 'invalid priority parameter');
export const invalidTopic = (): Reply => refusal(40_009, 'invalid request: topic invalid');
export const noAttachments = (): Reply => refusal(40_014, 'invalid request: attachments not allowed');
export const noMessageJson = (): Reply =>
  refusal(40_017, 'invalid request: request body must be message JSON');
export const invalidActions = (): Reply => refusal(40_018, 'invalid request: actions invalid');
/** Of a field whose own code the vendor does not document. */
export const invalidRequest = (what: string): Reply => refusal(40_000, `invalid request: ${what}`);
export const unauthorized = (): Reply => refusal(40_101, 'unauthorized');
export const forbidden = (): Reply => refusal(40_301, 'forbidden');
export const noSuchPage = (): Reply => refusal(40_401, 'page not found');
export const bodyTooLarge = (): Reply => refusal(41_303, 'JSON body too large');

/** No `Retry-After`, as ntfy has it, unless one is wanted: a proxy in front may add it. */
export function tooMany(retryAfterSeconds?: number): Reply {
  const reply = refusal(42_901, 'limit reached: too many requests', HELP);
  if (retryAfterSeconds === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(retryAfterSeconds) } };
}

/** A failure of any status. */
export function failed(status: number): Reply {
  return refusal(status * 100 + 1, `status ${status}`);
}
