import * as z from 'zod/mini';
import { CheckStatus } from '../checks/check-status.js';
import { Instant } from '../checks/observation.js';
import { EnvironmentId } from '../environment.js';
import { ServiceKind } from '../service.js';

/** So many steps in a row in which the worst result was the same; null where no result said anything. */
export const StatusRun = z
  .object({ status: z.nullable(CheckStatus), steps: z.int().check(z.positive()) })
  .register(z.globalRegistry, { id: 'StatusRun' });
export type StatusRun = z.infer<typeof StatusRun>;

/** How every service stood in the last day. The runs of each are as long as the day; the last step is still running. */
export const OverviewHistory = z
  .object({
    from: Instant,
    stepMs: z.int().check(z.positive()),
    steps: z.int().check(z.positive()),
    environments: z.array(
      z.object({
        environment: EnvironmentId,
        services: z.array(z.object({ service: ServiceKind, runs: z.array(StatusRun) })),
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'OverviewHistory' });
export type OverviewHistory = z.infer<typeof OverviewHistory>;
