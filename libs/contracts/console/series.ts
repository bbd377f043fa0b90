import * as z from 'zod/mini';
import { CheckStatus } from '../checks/check-status.js';
import { Instant } from '../checks/observation.js';
import { EnvironmentId } from '../environment.js';
import { MeasurementName, ServiceKind, TargetId } from '../service.js';

/** One bucket of a series. `worst` is the worst status in it. */
export const SeriesPoint = z
  .object({
    at: Instant,
    count: z.int(),
    mean: z.nullable(z.number()),
    min: z.nullable(z.number()),
    max: z.nullable(z.number()),
    worst: CheckStatus,
  })
  .register(z.globalRegistry, { id: 'SeriesPoint' });
export type SeriesPoint = z.infer<typeof SeriesPoint>;

/** One measurement of one target over a range, in buckets of one width; buckets without a result are left out. */
export const Series = z
  .object({
    environment: EnvironmentId,
    service: ServiceKind,
    target: TargetId,
    measurement: MeasurementName,
    from: Instant,
    to: Instant,
    stepMs: z.int().check(z.positive()),
    points: z.array(SeriesPoint),
  })
  .register(z.globalRegistry, { id: 'Series' });
export type Series = z.infer<typeof Series>;
