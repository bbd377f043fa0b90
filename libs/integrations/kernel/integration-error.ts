import type { Reason, ReasonCode } from '@envscope/contracts/index.js';
import { LONGEST, outsideReason, outsideText } from './outside-text.js';

/**
 * What every client throws when a vendor or a server could not be asked. `message` is for the log and must hold no
 * secret and no URL with one; `params` go to people.
 */
export class IntegrationError extends Error {
  readonly reason: Reason;

  constructor(
    code: ReasonCode,
    message: string,
    options: { params?: Reason['params']; cause?: unknown } = {},
  ) {
    super(outsideText(message, LONGEST.reason), { cause: options.cause });
    this.name = 'IntegrationError';
    this.reason = outsideReason({ code, params: options.params ?? {} });
  }
}

const BY_SYSTEM_CODE: Readonly<Record<string, ReasonCode>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ENOTFOUND: 'name-not-resolved',
  EAI_AGAIN: 'name-not-resolved',
  ENODATA: 'name-not-resolved',
  ESERVFAIL: 'name-not-resolved',
  EREFUSED: 'name-not-resolved',
  ETIMEOUT: 'name-not-resolved',
  EBADRESP: 'name-not-resolved',
  EBADNAME: 'name-not-resolved',
  ECONNRESET: 'connection-lost',
  EPIPE: 'connection-lost',
  ETIMEDOUT: 'timeout',
  ESOCKETTIMEDOUT: 'timeout',
  ECONNABORTED: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-failed',
  CERT_HAS_EXPIRED: 'tls-failed',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-failed',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-failed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-failed',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-failed',
  EPROTO: 'tls-failed',
};

/** What a failed connection means, read from the error, its causes and its members; undefined if nothing is known. */
export function networkReason(error: unknown): ReasonCode | undefined {
  for (let current = error, depth = 0; isObject(current) && depth < 6; depth += 1) {
    const code = typeof current['code'] === 'string' ? current['code'] : '';
    // That no name server listens says nothing of the host.
    if (current['name'] === 'NameFailure') return 'name-not-resolved';
    const known = BY_SYSTEM_CODE[code] ?? (code.startsWith('ERR_SSL_') ? 'tls-failed' : undefined);
    if (known) return known;
    if (current['name'] === 'TimeoutError') return 'timeout';
    const members = current['errors'];
    current = Array.isArray(members) ? (members[0] as unknown) : current['cause'];
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
