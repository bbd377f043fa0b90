import { wholeOf, type EnvironmentId, type Series, type ServiceKind } from '@envscope/contracts/index.js';
import { ObservationStore } from '@envscope/store/observation-store.js';
import { CheckPlan } from '@envscope/monitoring/schedule/check-plan.js';
import { Injectable } from '@nestjs/common';
import type { SeriesQuery } from './series.query.js';

/** Widths of buckets that people read easily. */
const STEPS_MS = [
  1_000, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000,
  21_600_000,
] as const;

/** Checks come up to a twentieth later than their interval says: a narrower bucket would often be empty, and a line a row of dots. */
const LONGEST_APART = 1.05;

/** Reads a series from the store in buckets of a readable width, which is never finer than the interval of the checks. */
@Injectable()
export class SeriesReader {
  constructor(
    private readonly store: ObservationStore,
    private readonly plan: CheckPlan,
  ) {}

  async read(environment: EnvironmentId, service: ServiceKind, query: SeriesQuery): Promise<Series> {
    const { fromMs, toMs, measurement, target } = query;
    const termsOf = (of: string) => this.plan.termsOf(environment, service, of);
    const intervalMs = (termsOf(target) ?? termsOf(wholeOf(target)))?.intervalMs ?? 0;
    const stepMs = stepFor(Math.max((toMs - fromMs) / query.points, intervalMs * LONGEST_APART));
    const points = await this.store.series({
      environment,
      service,
      target,
      measurement,
      fromMs,
      toMs,
      stepMs,
    });
    const from = new Date(fromMs).toISOString();
    return {
      environment,
      service,
      target,
      measurement,
      from,
      to: new Date(toMs).toISOString(),
      stepMs,
      points,
    };
  }
}

const stepFor = (idealMs: number) => STEPS_MS.find((stepMs) => stepMs >= idealMs) ?? 86_400_000;
