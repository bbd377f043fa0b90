import type { AskedWait, Reason, ReasonCode } from '@envscope/contracts/index.js';
import { ChannelRefusal, type RefusalKind } from './channel.js';
import { UNSETTLED_STATUSES } from '../http/single-exchange.js';
import { limitedReason, waitOf } from '../http/vendor-http.js';

/** What a channel adds to the status by which it refuses. */
export interface RefusalDetails {
  readonly params?: Reason['params'];
  /** How long it asks to wait where its headers do not say. */
  readonly wait?: AskedWait | undefined;
}

/** The meaning of an answer that is no success, by its status, as most channels have it. */
export function statusRefusal(
  { status, headers }: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
  nowMs: number,
  { params = {}, wait }: RefusalDetails = {},
): ChannelRefusal {
  const kind = kindOf(status);
  const known = { httpStatus: status, ...params };
  if (kind !== 'limited') return new ChannelRefusal(kind, { code: codeOf(status), params: known });
  const hint = waitOf(headers) ?? wait;
  const reason = limitedReason(hint, nowMs, known);
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
