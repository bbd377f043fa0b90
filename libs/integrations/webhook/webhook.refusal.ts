import type { ReasonCode } from '@envscope/contracts/index.js';
import { ChannelRefusal, type RefusalKind } from '@envscope/integrations/kernel/channel.js';
import { UNSETTLED_STATUSES, type SingleAnswer } from '@envscope/integrations/kernel/http/single-exchange.js';
import { limitedReason, waitOf } from '@envscope/integrations/kernel/http/vendor-http.js';

/** What a receiver means by an answer that is no success. */
export function refusalOf({ status, headers }: SingleAnswer, nowMs: number): ChannelRefusal {
  const kind = kindOf(status);
  if (kind !== 'limited') {
    return new ChannelRefusal(kind, { code: codeOf(status), params: { httpStatus: status } });
  }
  const hint = waitOf(headers);
  const reason = limitedReason(hint, nowMs, { httpStatus: status });
  return new ChannelRefusal(kind, reason, hint === undefined ? {} : { waitMs: hint.waitMs });
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
