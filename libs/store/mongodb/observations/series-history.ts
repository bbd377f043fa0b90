import { setTimeout } from 'node:timers/promises';
import type { AnyBulkWriteOperation, Connection, Model } from 'mongoose';
import {
  measuredIn,
  type CheckResult,
  type CheckStatus,
  type EnvironmentId,
  type Observation,
  type SeriesPoint,
  type ServiceKind,
} from '@envscope/contracts/index.js';
import { bucketed, WorstStatuses, type Sample } from '../../buckets.js';
import { LATENCY, type SeriesQuery, type StatusPoint, type StatusQuery } from '../../observation-store.js';
import { seriesHourSchema, type SeriesHour, type StoredResultDocument } from './observation-documents.js';
import { contendedOf } from '../contention.js';

const HOUR_MS = 3_600_000;
// Pruning is what forgets. This is for a database whose console is gone and prunes no more.
const FORGOTTEN_AFTER_MS = 400 * 24 * HOUR_MS;
const MOST_ATTEMPTS = 5;
// Writers that met once meet again where all of them try again at once.
const SPREAD_MS = 200;

/** A status that some result of a bucket has. */
interface StatusGroup {
  readonly startMs: number;
  readonly status: CheckStatus;
}

/** The results of every series, a document per hour. */
export class SeriesHistory {
  private readonly hours: Model<SeriesHour>;

  constructor(
    connection: Connection,
    private readonly now: () => number,
  ) {
    this.hours = connection.model<SeriesHour>('SeriesHour', seriesHourSchema);
  }

  async prepare(): Promise<void> {
    await this.hours.createIndexes();
  }

  /** Of appends of several consoles that meet in a new hour one makes its document; the others find it when they try again. */
  async append(observations: readonly Observation[]): Promise<void> {
    let writes = this.writesOf(observations);
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.hours.bulkWrite(writes, { ordered: false });
        return;
      } catch (error) {
        const contended = contendedOf(error);
        if (contended.length === 0 || attempt === MOST_ATTEMPTS) throw error;
        writes = writes.filter((_, position) => contended.includes(position));
        await setTimeout(Math.random() * SPREAD_MS);
      }
    }
  }

  async series(query: SeriesQuery): Promise<SeriesPoint[]> {
    const { environment, service, target, measurement, fromMs, toMs } = query;
    const value = measurement === LATENCY ? 'latencyMs' : `measurements.${measurement}`;
    const hours = await this.hours
      .find({ environment, service, target, hour: { $gte: startOfHour(fromMs), $lt: new Date(toMs) } })
      .select(['results.at', 'results.status', `results.${value}`])
      .lean();
    const samples = hours.flatMap(({ results }) => results.map((result) => sampleOf(result, measurement)));
    return bucketed(samples, query);
  }

  /** The server groups: what comes over the wire does not grow with the number of targets or checks. */
  async statuses(query: StatusQuery): Promise<StatusPoint[]> {
    const { environment, service, fromMs, toMs, stepMs, leftOut } = query;
    const atMs = { $toLong: '$results.at' };
    const groups = await this.hours.aggregate<{ _id: StatusGroup }>([
      {
        $match: { environment, service, hour: { $gte: startOfHour(fromMs), $lt: new Date(toMs) } },
      },
      { $unwind: '$results' },
      {
        $match: {
          'results.at': { $gte: new Date(fromMs), $lt: new Date(toMs) },
          'results.reason': { $nin: leftOut },
        },
      },
      {
        $group: {
          _id: {
            startMs: { $toDouble: { $subtract: [atMs, { $mod: [atMs, stepMs] }] } },
            status: '$results.status',
          },
        },
      },
    ]);
    const statuses = new WorstStatuses({ ...query, fromMs: 0 });
    for (const { _id } of groups) statuses.add({ atMs: _id.startMs, status: _id.status });
    return statuses.points();
  }

  /** Forgets the hours that start before the moment. */
  async prune(before: Date): Promise<void> {
    await this.hours.deleteMany({ hour: { $lt: before } });
  }

  /** One for each document, since the order of several is not kept. */
  private writesOf(observations: readonly Observation[]): AnyBulkWriteOperation<SeriesHour>[] {
    const $setOnInsert = { expiresAt: new Date(this.now() + FORGOTTEN_AFTER_MS) };
    const seen = observations.flatMap((observation) => {
      const { environment, service } = observation;
      return measuredIn(observation).map((result) => ({
        hour: hourOf(environment, service, result),
        result: stored(result),
      }));
    });
    const byHour = Map.groupBy(seen, ({ hour }) => JSON.stringify(Object.values(hour)));
    return [...byHour.values()].flatMap((group) =>
      group.slice(0, 1).map(({ hour }) => {
        const $push = { results: { $each: group.map(({ result }) => result) } };
        return { updateOne: { filter: hour, update: { $push, $setOnInsert }, upsert: true } };
      }),
    );
  }
}

/** The start of the hour that the moment lies in. */
export function startOfHour(ms: number): Date {
  return new Date(Math.floor(ms / HOUR_MS) * HOUR_MS);
}

function hourOf(environment: EnvironmentId, service: ServiceKind, { target, checkedAt }: CheckResult) {
  return { environment, service, target, hour: startOfHour(Date.parse(checkedAt)) };
}

function stored({ checkedAt, status, latencyMs, measurements, reason }: CheckResult): StoredResultDocument {
  return {
    at: new Date(checkedAt),
    status,
    latencyMs,
    measurements,
    reason: reason?.code ?? null,
  };
}

function sampleOf(
  { at, status, latencyMs, measurements }: StoredResultDocument,
  measurement: string,
): Sample {
  return {
    atMs: at.getTime(),
    status,
    value: measurement === LATENCY ? (latencyMs ?? null) : ownNumber(measurements, measurement),
  };
}

/** `constructor` is a fine name for a measurement, and every object has something by that name. */
function ownNumber(measurements: unknown, name: string): number | null {
  if (!measurements || !Object.hasOwn(measurements, name)) return null;
  const value = (measurements as Record<string, unknown>)[name];
  return typeof value === 'number' ? value : null;
}
