import * as z from 'zod';

const Indicators = z.record(z.string(), z.looseObject({ status: z.enum(['up', 'down']) }));

/** The health of the console itself: all parts under `details`, the healthy ones under `info`, the others under `error`. */
export const HealthReport = z
  .object({
    status: z.enum(['ok', 'error', 'shutting_down']),
    info: Indicators.optional(),
    error: Indicators.optional(),
    details: Indicators,
  })
  .meta({ id: 'HealthReport' });
