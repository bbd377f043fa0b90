// Imported by file: a database thread loads this and needs no other contract.
import { worstOf, type CheckStatus } from '@envscope/contracts/checks/check-status.js';
import type { SeriesPoint } from '@envscope/contracts/index.js';
import type { SeriesQuery, StatusPoint } from './observation-store.js';

/** One stored result as a series sees it: `value` is null where the result lacks the measurement. */
export interface Sample {
  readonly atMs: number;
  readonly status: CheckStatus;
  readonly value: number | null;
}

/**
 * The buckets that hold a sample of the range, oldest first. The samples' order does not matter: adapters that hold the
 * same results give the same digits.
 */
export function bucketed(
  samples: Iterable<Sample>,
  range: Pick<SeriesQuery, 'fromMs' | 'toMs' | 'stepMs'>,
): SeriesPoint[] {
  const buckets = new Buckets(range);
  buckets.add(samples);
  return buckets.points();
}

/** `bucketed` for samples that come little by little. */
export class Buckets {
  private readonly buckets = new Map<number, Bucket>();
  private readonly range: Pick<SeriesQuery, 'fromMs' | 'toMs' | 'stepMs'>;

  constructor(range: Pick<SeriesQuery, 'fromMs' | 'toMs' | 'stepMs'>) {
    this.range = range;
  }

  add(samples: Iterable<Sample>): void {
    const { fromMs, toMs, stepMs } = this.range;
    for (const sample of samples) {
      if (sample.atMs < fromMs || sample.atMs >= toMs) continue;
      const startMs = Math.floor(sample.atMs / stepMs) * stepMs;
      const bucket = this.buckets.get(startMs);
      if (bucket) bucket.add(sample);
      else this.buckets.set(startMs, new Bucket(startMs, sample));
    }
  }

  points(): SeriesPoint[] {
    return [...this.buckets.values()].sort((a, b) => a.startMs - b.startMs).map((bucket) => bucket.point());
  }
}

/** The worst status of each bucket, for results that come little by little, in any order. */
export class WorstStatuses {
  private readonly buckets = new Map<number, Set<CheckStatus>>();
  private readonly range: Pick<SeriesQuery, 'fromMs' | 'toMs' | 'stepMs'>;

  constructor(range: Pick<SeriesQuery, 'fromMs' | 'toMs' | 'stepMs'>) {
    this.range = range;
  }

  add({ atMs, status }: Pick<Sample, 'atMs' | 'status'>): void {
    const { fromMs, toMs, stepMs } = this.range;
    if (atMs < fromMs || atMs >= toMs) return;
    const startMs = Math.floor(atMs / stepMs) * stepMs;
    const bucket = this.buckets.get(startMs);
    if (bucket) bucket.add(status);
    else this.buckets.set(startMs, new Set([status]));
  }

  points(): StatusPoint[] {
    return [...this.buckets]
      .sort(([a], [b]) => a - b)
      .map(([startMs, statuses]) => ({ startMs, worst: worstOf(statuses) }));
  }
}

class Bucket {
  readonly startMs: number;
  private count = 0;
  private readonly values: number[] = [];
  private readonly statuses = new Set<CheckStatus>();

  constructor(startMs: number, first: Sample) {
    this.startMs = startMs;
    this.add(first);
  }

  add({ status, value }: Sample): void {
    this.count += 1;
    this.statuses.add(status);
    if (value !== null) this.values.push(value);
  }

  point(): SeriesPoint {
    // Sums of doubles depend on their order, so that one order is chosen.
    const values = this.values.sort((a, b) => a - b);
    const sum = values.reduce((total, value) => total + value, 0);
    return {
      at: new Date(this.startMs).toISOString(),
      count: this.count,
      mean: values.length === 0 ? null : sum / values.length,
      min: values[0] ?? null,
      max: values.at(-1) ?? null,
      worst: worstOf(this.statuses),
    };
  }
}
