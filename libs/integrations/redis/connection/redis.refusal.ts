import type { ReasonCode } from '@envscope/contracts/index.js';
import { connectionReason } from '@envscope/integrations/kernel/errors/connection-reason.js';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import { invalidAnswer } from '@envscope/integrations/kernel/errors/understood.js';

/** Meanings of the word that an error reply begins with; https://redis.io/docs/latest/develop/reference/protocol-spec/ */
const BY_REPLY: Readonly<Record<string, ReasonCode>> = {
  NOAUTH: 'unauthorized',
  WRONGPASS: 'unauthorized',
  NOPERM: 'forbidden',
  // Protected mode: the server takes no strangers from other machines.
  DENIED: 'forbidden',
  LOADING: 'loading',
  // A replica that lost its primary and is configured not to answer from what it has.
  MASTERDOWN: 'replica-unlinked',
  CLUSTERDOWN: 'cluster-down',
  // A key holds another type than its name promises.
  WRONGTYPE: 'invalid-answer',
  // An unknown command, or one that Upstash does not offer.
  ERR: 'client-error',
};

/** Replies that begin with a mere `ERR`. */
const BY_TEXT: readonly (readonly [RegExp, ReasonCode])[] = [
  [/max (daily )?requests? limit exceeded/i, 'quota-exceeded'],
  [/max (concurrent connections|number of clients)/i, 'refused'],
  [/invalid password/i, 'unauthorized'],
];

/** What a failed question means; `cause` is what ioredis reported of the connection by an event. */
export function failureOf(error: unknown, cause: Error | undefined): IntegrationError {
  if (error instanceof IntegrationError) return error;
  const reply = [error, cause].find(isReply);
  if (reply) return refusal(reply.message);
  if ([error, cause].some(isGibberish)) {
    return invalidAnswer('protocol', 'Answered in another protocol');
  }
  const known = connectionReason(cause) ?? connectionReason(error);
  const { code, params } = known ?? { code: 'connection-lost' as const, params: {} };
  return new IntegrationError(code, `No answer: ${code}`, { params });
}

/** The server does not let us have the database that settings name, so that whatever it reported would be of another one. */
export function selectionFailure(error: unknown, database: number): unknown {
  if (!isReply(error)) return error;
  const { reason } = refusal(error.message);
  const isAboutDatabase = reason.code === 'client-error' || reason.code === 'forbidden';
  if (!isAboutDatabase) return error;
  return new IntegrationError('database-refused', 'Refused SELECT', { params: { database } });
}

/** Where a cluster sends whoever asks for a key; null for any other error. `isAsking` while the key is on its way there. */
export function redirectionOf(error: unknown): { address: string; isAsking: boolean } | null {
  const found = isReply(error) ? /^(MOVED|ASK) \d+ (\S+:\d+)$/.exec(error.message) : null;
  return found?.[2] === undefined ? null : { address: found[2], isAsking: found[1] === 'ASK' };
}

/** Whether the server itself answered so, to the question or to AUTH before it. */
export function isReply(error: unknown): error is Error {
  return (error as Error | undefined)?.name === 'ReplyError';
}

/** Whether ioredis met bytes that are not Redis's protocol; its parser gives that error neither name nor code. */
function isGibberish(error: unknown): boolean {
  return /^Unknown RESP type|Please report this\.$/.test((error as Error | undefined)?.message ?? '');
}

/** The reply's text and its error stay behind: both may repeat the arguments of AUTH. */
function refusal(reply: string): IntegrationError {
  const word = /^[A-Z]+\b/.exec(reply)?.[0] ?? '';
  const code = BY_TEXT.find(([pattern]) => pattern.test(reply))?.[1] ?? BY_REPLY[word] ?? 'server-error';
  return code === 'quota-exceeded'
    ? quotaExceeded()
    : new IntegrationError(code, `Refused with ${word || 'an error'}`);
}

export function quotaExceeded(): IntegrationError {
  return new IntegrationError('quota-exceeded', 'The quota of requests is used up');
}
