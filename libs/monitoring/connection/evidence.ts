import type { CheckResult, Reason, ReasonCode } from '@envscope/contracts/index.js';
import { isTlsReason } from '@envscope/integrations/kernel/errors/connection-reason.js';

/** What a check says of the way to a host: something there answered, whatever it said; nothing did; or neither. */
export type Evidence = 'reached' | 'unreached' | null;

/** Nothing of the host was heard. Names that do not exist are among them: name servers that are cut off themselves say so. */
const UNREACHED: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  ...(['name-not-resolved', 'name-server-failed', 'name-server-silent', 'resolver-failed'] as const),
  ...(['refused', 'host-unreachable', 'network-unreachable', 'timeout', 'connection-lost'] as const),
  ...(['no-local-address', 'connection-not-permitted', 'unreachable-by-proxy'] as const),
]);

/** Only an answer says so. Others may be said without a call, as that a limit or a refusal still holds. */
const ANSWERED: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  ...(['slow', 'unexpected-status', 'body-mismatch', 'body-limit-reached', 'encoding-unknown'] as const),
  ...(['redirect-not-followed', 'redirected', 'certificate-expiring', 'headers-too-large'] as const),
  ...(['server-error', 'client-error', 'invalid-answer', 'loading', 'no-primary'] as const),
  ...(['storage-nearly-full', 'connections-nearly-exhausted', 'memory-nearly-full', 'evicting'] as const),
  ...([
    'replica-unlinked',
    'database-refused',
    'cluster-down',
    'cluster-incomplete',
    'channel-shared',
  ] as const),
]);

const PROXY_AUTHENTICATION_REQUIRED = 407;
/** A proxy says so of a host that it cannot reach, and a host of itself. */
const GATEWAY_ERRORS: ReadonlySet<unknown> = new Set([502, 503, 504]);

/** What a check result says; `isByProxy` where a proxy may have answered in the host's place. */
export function evidenceOf(
  { status, reason }: Pick<CheckResult, 'status' | 'reason'>,
  isByProxy: boolean,
): Evidence {
  if (status === 'paused' || status === 'unconfigured') return null;
  return evidenceIn(reason, isByProxy);
}

/** What it says that something went well, or why it did not. */
export function evidenceIn(reason: Reason | null, isByProxy: boolean): Evidence {
  if (reason === null) return 'reached';
  const { code, params } = reason;
  if (UNREACHED.has(code)) return 'unreached';
  if (code === 'proxy-failed') {
    // A proxy that refuses one host may serve the others.
    const { httpStatus = PROXY_AUTHENTICATION_REQUIRED } = params;
    return httpStatus === PROXY_AUTHENTICATION_REQUIRED ? 'unreached' : null;
  }
  if (isByProxy && GATEWAY_ERRORS.has(params['httpStatus'])) return null;
  const isAnswer = ANSWERED.has(code) || (isTlsReason(reason) && code !== 'tls-failed');
  return isAnswer ? 'reached' : null;
}
