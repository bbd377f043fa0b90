import * as z from 'zod/mini';
import { CheckStatus } from '../checks/check-status.js';
import { Instant } from '../checks/observation.js';

export const EndpointResult = z
  .object({
    name: z.string(),
    url: z.string(),
    method: z.string(),
    status: CheckStatus,
    httpStatus: z.nullable(z.int()),
    latencyMs: z.nullable(z.int()),
    redirectedTo: z.nullable(z.string()),
    certificateExpiresAt: z.nullable(Instant),
    certificateDaysLeft: z.nullable(z.int()),
    /** Whether the body held what settings ask for; null when they ask for nothing. */
    isBodyMatched: z.nullable(z.boolean()),
    /** False where settings say that any certificate will do. */
    isCertificateVerified: z._default(z.boolean(), true),
    expectedStatus: z.string(),
    checkedAt: Instant,
  })
  .register(z.globalRegistry, { id: 'EndpointResult' });
export type EndpointResult = z.infer<typeof EndpointResult>;

export const EndpointsSnapshot = z
  .object({
    /** Worst first. */
    endpoints: z.array(EndpointResult),
    sampledAt: Instant,
  })
  .register(z.globalRegistry, { id: 'EndpointsSnapshot' });
export type EndpointsSnapshot = z.infer<typeof EndpointsSnapshot>;
