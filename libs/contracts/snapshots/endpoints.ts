import * as z from 'zod';
import { CheckStatus } from '../check-status.js';
import { Instant } from '../observation.js';

export const EndpointSight = z
  .object({
    name: z.string(),
    url: z.string(),
    method: z.string(),
    status: CheckStatus,
    httpStatus: z.int().nullable(),
    latencyMs: z.int().nullable(),
    redirectedTo: z.string().nullable(),
    certificateExpiresAt: Instant.nullable(),
    certificateDaysLeft: z.int().nullable(),
    /** Whether the body held what settings ask for; null when they ask for nothing. */
    isBodyMatched: z.boolean().nullable(),
    /** False where settings say that any certificate will do. */
    isCertificateVerified: z.boolean().default(true),
    expectedStatus: z.string(),
    checkedAt: Instant,
  })
  .meta({ id: 'EndpointSight' });
export type EndpointSight = z.infer<typeof EndpointSight>;

export const EndpointsSnapshot = z
  .object({
    /** Worst first. */
    endpoints: z.array(EndpointSight),
    sampledAt: Instant,
  })
  .meta({ id: 'EndpointsSnapshot' });
export type EndpointsSnapshot = z.infer<typeof EndpointsSnapshot>;
