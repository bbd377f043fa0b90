import * as z from 'zod/mini';

/** Every problem that the API answers with, and its HTTP status. `libs/texts` has the words of each. */
export const PROBLEM_STATUS = {
  'malformed-request': 400,
  'invalid-input': 400,
  'not-signed-in': 401,
  'not-permitted': 403,
  'foreign-host': 403,
  'foreign-origin': 403,
  'foreign-site': 403,
  'unknown-route': 404,
  'unknown-environment': 404,
  'unknown-service': 404,
  'unknown-target': 404,
  'unknown-incident': 404,
  'unknown-rule': 404,
  'unknown-mute': 404,
  'unknown-delivery': 404,
  'unknown-channel': 404,
  'unknown-heartbeat': 404,
  'unknown-api-key': 404,
  'already-acknowledged': 409,
  'incident-resolved': 409,
  'incident-of-console': 409,
  'too-many-comments': 409,
  'rule-changed': 409,
  'rule-built-in': 409,
  'rule-not-built-in': 409,
  'too-many-rules': 409,
  'mute-ended': 409,
  'too-many-mutes': 409,
  'too-many-api-keys': 409,
  'delivery-not-dead': 409,
  'channel-rate-limited': 409,
  'not-leader': 409,
  'not-configured': 409,
  'request-too-slow': 408,
  'body-too-large': 413,
  'body-not-json': 415,
  'too-soon': 429,
  'too-many-requests': 429,
  'too-many-streams': 429,
  'headers-too-large': 431,
  'internal-error': 500,
  'service-unavailable': 502,
  'store-failing': 503,
  busy: 503,
} as const;

/** Codes are stable. */
export const ProblemCode = z
  .enum(Object.keys(PROBLEM_STATUS) as (keyof typeof PROBLEM_STATUS)[])
  .register(z.globalRegistry, { id: 'ProblemCode' });
export type ProblemCode = z.infer<typeof ProblemCode>;
