import type { ReasonCode } from '@envscope/contracts/index.js';
import { ChannelRefusal, type RefusalKind } from '@envscope/integrations/kernel/channel.js';
import { UNSETTLED_STATUSES, type SingleAnswer } from '@envscope/integrations/kernel/single-exchange.js';
import { rateLimited, waitOf } from '@envscope/integrations/kernel/vendor-http.js';

const NO_HINT_WAIT_MS = 5_000;

/** What a receiver means by an answer that is no success. */
export function refusalOf({ status, headers }: SingleAnswer, nowMs: number): ChannelRefusal {
  const kind = kindOf(status);
  if (kind !== 'limited') {
    return new ChannelRefusal(kind, { code: codeOf(status), params: { httpStatus: status } });
  }
  const waitMs = waitOf(headers) ?? NO_HINT_WAIT_MS;
  const { reason } = rateLimited(new Date(nowMs + waitMs));
  return new ChannelRefusal(
    kind,
    { code: reason.code, params: { ...reason.params, httpStatus: status } },
    { waitMs },
  );
}

function kindOf(status: number): RefusalKind {
  if (status === 429) return 'limited';
  if (UNSETTLED_STATUSES.has(status)) return 'unknown';
  if (status >= 500) return 'failed';
  // A redirect could carry the message, and who may read it, elsewhere.
  return status < 400 || FINAL.has(status) ? 'broken' : 'refused';
}

const FINAL: ReadonlySet<number> = new Set([401, 403, 404, 410]);

const BY_STATUS: Readonly<Record<number, ReasonCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  410: 'webhook-gone',
};

function codeOf(status: number): ReasonCode {
  if (status < 400) return 'redirected';
  return BY_STATUS[status] ?? (status >= 500 ? 'server-error' : 'client-error');
}
