import type { RateLimitScope } from '../faults.ts';
import { json, type Reply } from '../http/exchange.ts';
import { treeOf, type Problem } from './problems.ts';

/** `50035`: the form says what it may not; the problems come as a tree. */
export function invalidForm(problems: readonly Problem[]): Reply {
  return json(400, { message: 'Invalid Form Body', code: 50035, errors: treeOf(problems) });
}

const refusal = (status: number, code: number, message: string) => (): Reply =>
  json(status, { message, code });

/** `50006`: nothing would be shown. */
export const emptyMessage = refusal(400, 50006, 'Cannot send an empty message');

/** `50109`: the body is not JSON. */
export const invalidJson = refusal(400, 50109, 'The request body contains invalid JSON.');

/** `220003`: a thread was to be opened in a channel that has none. */
export const noForum = refusal(400, 220003, 'Webhooks can only create threads in forum channels');

/** `50027`: the webhook is there and its token is another. */
export const invalidToken = refusal(401, 50027, 'Invalid Webhook Token');

/** `50013`: the webhook may not do this. */
export const missingPermissions = refusal(403, 50013, 'Missing Permissions');

/** `40333`: the edge does not let a caller through that says nothing of itself. */
export const blockedAtEdge = refusal(403, 40333, 'internal network error');

/** `10003`: there is no such channel or thread. */
export const unknownChannel = refusal(404, 10003, 'Unknown Channel');

/** `10008`: there is no such message, or no more. */
export const unknownMessage = refusal(404, 10008, 'Unknown Message');

/** `10015`: there is no such webhook, or no more. */
export const unknownWebhook = refusal(404, 10015, 'Unknown Webhook');

/** `40005`: more than the vendor takes in one request. */
export const tooLarge = refusal(413, 40005, 'Request entity too large');

/** A failure with any other status, as the vendor words those. */
export function failed(status: number): Reply {
  const known = [missingPermissions, unknownWebhook, tooLarge, invalidToken].map((reply) => reply());
  return (
    known.find((reply) => reply.status === status) ?? json(status, { message: `${status}: Failure`, code: 0 })
  );
}

/** `429`, the wait in the body with its fraction and in the header in whole seconds. */
export function tooMany(retryAfterSeconds: number, scope: RateLimitScope): Reply {
  const isGlobal = scope === 'global';
  return json(
    429,
    { message: 'You are being rate limited.', retry_after: retryAfterSeconds, global: isGlobal },
    {
      'retry-after': String(Math.ceil(retryAfterSeconds)),
      'x-ratelimit-scope': scope,
      ...(isGlobal && { 'x-ratelimit-global': 'true' }),
    },
  );
}
