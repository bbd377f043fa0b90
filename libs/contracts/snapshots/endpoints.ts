import * as z from 'zod/mini';
import { CheckStatus } from '../checks/check-status.js';
import { LocationResult } from '../checks/location-result.js';
import { Instant } from '../checks/observation.js';

/** Where the time of an answer went: milliseconds, to the tenth. */
export const AnswerTimings = z
  .object({
    /** Looking up the name and connecting, through a proxy as well; null over a connection that was there. */
    connectMs: z.nullable(z.number()),
    /** Null without TLS, and over a connection that was there. */
    tlsMs: z.nullable(z.number()),
    /** From the request to the first byte of the answer. */
    firstByteMs: z.number(),
    /** To the end of the answer; the rest of it is the transfer. */
    totalMs: z.number(),
  })
  .register(z.globalRegistry, { id: 'AnswerTimings' });
export type AnswerTimings = z.infer<typeof AnswerTimings>;

export const EndpointResult = z
  .object({
    name: z.string(),
    url: z.string(),
    method: z.string(),
    status: CheckStatus,
    httpStatus: z.nullable(z.int()),
    latencyMs: z.nullable(z.int()),
    /** Null where no answer came. */
    timings: z._default(z.nullable(AnswerTimings), null),
    redirectedTo: z.nullable(z.string()),
    certificateExpiresAt: z.nullable(Instant),
    certificateDaysLeft: z.nullable(z.int()),
    /** Whether the body held what settings ask for; null when they ask for nothing. */
    isBodyMatched: z.nullable(z.boolean()),
    /** False where settings say that any certificate will do. */
    isCertificateVerified: z._default(z.boolean(), true),
    expectedStatus: z.string(),
    checkedAt: Instant,
    /** What each location saw, in the order of the settings; absent where the console or any worker checks it alone. */
    locations: z.optional(z.array(LocationResult)),
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
