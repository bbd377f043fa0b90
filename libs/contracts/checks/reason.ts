import * as z from 'zod/mini';

/**
 * Why a result is not `up`. Codes are stable and carry `params`; `libs/texts` turns both into words. Parameter names
 * say their format: `…At` is ISO 8601, `…Ms` a duration, `…Ratio` a share 0-1, `…Bytes` a size, others stand as they are.
 * Where `causeCode` is the code of another reason, its words, with the same parameters, are the `cause`.
 */
export const ReasonCode = z
  .enum([
    // Access and transport: any service.
    'unconfigured',
    'unauthorized',
    'forbidden',
    'not-found',
    'rate-limited',
    'quota-exceeded',
    'timeout',
    'refused',
    'name-not-resolved',
    'name-without-record',
    'name-server-failed',
    'name-server-silent',
    'name-invalid',
    'resolver-failed',
    'host-unreachable',
    'network-unreachable',
    'no-local-address',
    'connection-not-permitted',
    'out-of-resources',
    'waiting-for-slot',
    'connection-lost',
    'tls-failed',
    'tls-version-unsupported',
    'tls-not-spoken',
    'tls-name-refused',
    'certificate-self-signed',
    'certificate-issuer-unknown',
    'certificate-wrong-host',
    'certificate-not-yet-valid',
    'certificate-revoked',
    'certificate-invalid',
    'certificate-pin-mismatch',
    'client-certificate-required',
    'http2-required',
    'headers-too-large',
    'proxy-failed',
    'unreachable-by-proxy',
    'target-private',
    'target-metadata',
    'server-error',
    'invalid-answer',
    'client-error',
    'loading',
    'not-checked',
    'not-observed',
    'internal-fault',
    // What was read over a healthy connection.
    'slow',
    'unexpected-status',
    'body-mismatch',
    'body-limit-reached',
    'encoding-unknown',
    'redirect-not-followed',
    'redirected',
    'certificate-expired',
    'certificate-expiring',
    'no-primary',
    'storage-nearly-full',
    'connections-nearly-exhausted',
    'memory-nearly-full',
    'evicting',
    'replica-unlinked',
    'database-refused',
    'cluster-down',
    'cluster-incomplete',
    'error-rate-high',
    'error-rate-elevated',
    'new-errors',
    'environment-unknown-to-sentry',
    'monitor-down',
    'monitor-failing',
    'monitor-pending',
    'monitors-none',
    'webhook-gone',
    'not-the-channel',
    // What `not-the-channel` was called: stored results of checks may hold it.
    'not-discord',
    'no-message-id',
    'channel-shared',
    'requests-failing',
    'no-requests',
    'no-data',
    'job-failed',
    'job-late',
    'job-missed',
    'job-running-long',
    'job-overlapping',
    'job-never-ran',
    'job-unobserved',
    // What the console itself found.
    'down-from-locations',
    'down-from-some',
    'locations-pending',
    'location-silent',
    'queue-away',
    'stale',
    'rule-fired',
  ])
  .register(z.globalRegistry, { id: 'ReasonCode' });
export type ReasonCode = z.infer<typeof ReasonCode>;

/**
 * Reasons that say that nothing was measured because nothing happened, or because the console saw nothing, not because a check
 * failed: an application that nobody uses at night must wake nobody, and a monitor that never ran is no problem.
 */
export const IDLE_REASONS: readonly ReasonCode[] = [
  'not-checked',
  'not-observed',
  'no-data',
  'no-requests',
  'monitor-pending',
  'monitors-none',
  'job-never-ran',
  'job-unobserved',
  'locations-pending',
];

export const Reason = z
  .object({ code: ReasonCode, params: z.record(z.string(), z.union([z.string(), z.number()])) })
  .register(z.globalRegistry, { id: 'Reason' });
export type Reason = z.infer<typeof Reason>;
