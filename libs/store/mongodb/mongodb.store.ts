import {
  createConnection,
  type AnyBulkWriteOperation,
  type Connection,
  type ConnectOptions,
  type Model,
} from 'mongoose';
import { worstOf, type CheckResult, type Observation, type SeriesPoint } from '@envscope/contracts/index.js';
import { bucketed, type Sample } from '../buckets.js';
import {
  LATENCY,
  ObservationStore,
  StoreFault,
  type LatestObservation,
  type SeriesQuery,
} from '../observation-store.js';
import {
  latestSchema,
  seriesHourSchema,
  type LatestDocument,
  type SeriesHour,
  type StoredResultDocument,
} from './documents.js';

const HOUR_MS = 3_600_000;
// Pruning is what forgets. This is for a database whose console is gone and prunes no more.
const FORGOTTEN_AFTER_MS = 400 * 24 * HOUR_MS;
const DEFAULT_DATABASE = 'envscope';
const DUPLICATE_KEY = 11_000;

/**
 * Keeps observations in MongoDB, for teams that run more than one console. Asks for nothing that a standalone server
 * lacks: each document changes by itself, so that of an observation that fails half-way some targets may be kept.
 */
export class MongoObservationStore extends ObservationStore {
  private readonly hours: Model<SeriesHour>;
  private readonly newest: Model<LatestDocument>;
  private readonly running = new Set<Promise<unknown>>();
  private readonly turns = new Map<string, Promise<void>>();
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly connection: Connection,
    private readonly now: () => number,
  ) {
    super();
    this.hours = connection.model<SeriesHour>('SeriesHour', seriesHourSchema);
    this.newest = connection.model<LatestDocument>('LatestObservation', latestSchema);
  }

  /** Connects and makes the indexes. Rejects with a `StoreFault` that names the server, never the credentials. */
  static async open(url: string, now: () => number = Date.now): Promise<MongoObservationStore> {
    const connection = createConnection(url, connectOptions(url));
    try {
      await connection.asPromise();
      const store = new MongoObservationStore(connection, now);
      await Promise.all([store.hours.createIndexes(), store.newest.createIndexes()]);
      await store.ping();
      return store;
    } catch (error) {
      await connection.close();
      throw faultOf(error);
    }
  }

  append(observation: Observation): Promise<void> {
    return this.run(() => this.inTurn(observation));
  }

  latest(): Promise<LatestObservation[]> {
    return this.run(async () => {
      const documents = await this.newest.find().sort({ environment: 1, service: 1 }).lean();
      return documents.map(({ observation, snapshot, statusSince }) => ({
        observation: {
          ...(JSON.parse(observation) as Omit<Observation, 'snapshot'>),
          snapshot: snapshot ? (JSON.parse(snapshot) as Observation['snapshot']) : null,
        },
        statusSince,
      }));
    });
  }

  series(query: SeriesQuery): Promise<SeriesPoint[]> {
    return this.run(async () => {
      const { environment, service, target, measurement, fromMs, toMs } = query;
      const value = measurement === LATENCY ? 'latencyMs' : `measurements.${measurement}`;
      const hours = await this.hours
        .find({ environment, service, target, hour: { $gte: hourOf(fromMs), $lt: new Date(toMs) } })
        .select(['results.at', 'results.status', `results.${value}`])
        .lean();
      const results = hours.flatMap((hour) => hour.results);
      return bucketed(
        results.map((result) => sampleOf(result, measurement)),
        query,
      );
    });
  }

  prune(beforeMs: number): Promise<void> {
    return this.run(async () => {
      await this.hours.deleteMany({ hour: { $lt: hourOf(beforeMs) } });
      await this.newest.deleteMany({ observedAt: { $lt: hourOf(beforeMs) } });
    });
  }

  ping(): Promise<void> {
    return this.run(async () => {
      const answer = await this.connection.db?.command({ hello: 1 });
      if (answer?.['isWritablePrimary'] !== true) throw new Error('The server takes no writes');
    });
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    await Promise.allSettled(this.running);
    await this.connection.close();
  }

  /** Appends of one service go one after another: they write the same documents and would only contend. */
  private async inTurn(observation: Observation): Promise<void> {
    const key = `${observation.environment}/${observation.service}`;
    const before = this.turns.get(key) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(() => this.write(observation));
    this.turns.set(key, turn);
    await turn;
  }

  private async write(observation: Observation): Promise<void> {
    await this.appendHistory(observation);
    await this.replaceLatest(observation);
  }

  /** Of appends that meet in a new hour one makes its document; the others find it at their second try. */
  private async appendHistory(observation: Observation): Promise<void> {
    const writes = this.historyWrites(observation);
    try {
      await this.hours.bulkWrite(writes, { ordered: false });
    } catch (error) {
      const refused = duplicatesOf(error);
      if (refused.length === 0) throw error;
      const again = writes.filter((_, position) => refused.includes(position));
      await this.hours.bulkWrite(again, { ordered: false });
    }
  }

  private historyWrites({ environment, service, results }: Observation): AnyBulkWriteOperation<SeriesHour>[] {
    const expiresAt = new Date(this.now() + FORGOTTEN_AFTER_MS);
    const byHour = Map.groupBy(results, ({ target, checkedAt }) =>
      JSON.stringify([target, hourOf(Date.parse(checkedAt))]),
    );
    return [...byHour.values()].flatMap((group) =>
      group.slice(0, 1).map(({ target, checkedAt }) => ({
        updateOne: {
          filter: { environment, service, target, hour: hourOf(Date.parse(checkedAt)) },
          update: { $push: { results: { $each: group.map(stored) } }, $setOnInsert: { expiresAt } },
          upsert: true,
        },
      })),
    );
  }

  private async replaceLatest({ snapshot, ...observation }: Observation): Promise<void> {
    const { environment, service } = observation;
    const at = new Date(observation.observedAt);
    if (!(await this.advance(observation)) && !(await this.insertLatest(observation))) {
      // Another append has made the document meanwhile, or the observation came late.
      await this.advance(observation);
    }
    if (snapshot === null) return;
    await this.newest.updateOne(
      { environment, service, $or: [{ snapshotAt: null }, { snapshotAt: { $lte: at } }] },
      { $set: { snapshotAt: at, snapshot: JSON.stringify(snapshot) } },
    );
  }

  /** Puts the observation in the place of an older one. False where there is none. */
  private async advance(observation: Omit<Observation, 'snapshot'>): Promise<boolean> {
    const {
      environment,
      service,
      observedAt,
      status,
      statusSince,
      observation: json,
    } = latestOf(observation);
    const older = { environment, service, observedAt: { $lte: observedAt } };
    const same = await this.newest.updateOne(
      { ...older, status },
      { $set: { observedAt, observation: json } },
    );
    if (same.matchedCount > 0) return true;
    const changed = await this.newest.updateOne(
      { ...older, status: { $ne: status } },
      { $set: { observedAt, observation: json, status, statusSince } },
    );
    return changed.matchedCount > 0;
  }

  /** False where there is one. */
  private async insertLatest(observation: Omit<Observation, 'snapshot'>): Promise<boolean> {
    try {
      await this.newest.create(latestOf(observation));
      return true;
    } catch (error) {
      if ((error as { code?: unknown }).code === DUPLICATE_KEY) return false;
      throw error;
    }
  }

  private async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.closing) throw new StoreFault('The store is closed');
    const running = work();
    this.running.add(running);
    try {
      return await running;
    } catch (error) {
      throw faultOf(error);
    } finally {
      this.running.delete(running);
    }
  }
}

/** What the URL itself says goes over these, as far as it can say it. */
function connectOptions(url: string): ConnectOptions {
  const namesDatabase = /^[^/]+\/\/[^/]+\/[^?]/.test(url);
  return {
    // A fault is told at once and not waited out: whoever appends decides what to do.
    bufferCommands: false,
    socketTimeoutMS: 30_000,
    // A standalone server acknowledges before its journal unless told otherwise.
    writeConcern: { w: 'majority', journal: true },
    ...(url.includes('serverSelectionTimeoutMS=') ? {} : { serverSelectionTimeoutMS: 5_000 }),
    ...(namesDatabase ? {} : { dbName: DEFAULT_DATABASE }),
  };
}

function latestOf(observation: Omit<Observation, 'snapshot'>) {
  const { environment, service, observedAt, results } = observation;
  return {
    environment,
    service,
    observedAt: new Date(observedAt),
    status: worstOf(results.map((result) => result.status)),
    statusSince: observedAt,
    observation: JSON.stringify(observation),
  };
}

function stored({ checkedAt, status, latencyMs, measurements, reason }: CheckResult): StoredResultDocument {
  return {
    at: new Date(checkedAt),
    status,
    latencyMs,
    measurements,
    reason: reason === null ? null : JSON.stringify(reason),
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

function ownNumber(measurements: unknown, name: string): number | null {
  // `constructor` is a fine name for a measurement, and every object has something by that name.
  const own =
    measurements && Object.hasOwn(measurements, name)
      ? (measurements as Record<string, unknown>)[name]
      : null;
  return typeof own === 'number' ? own : null;
}

function hourOf(ms: number): Date {
  return new Date(Math.floor(ms / HOUR_MS) * HOUR_MS);
}

/** Positions of the writes that a unique index refused; empty where another fault is among them. */
function duplicatesOf(error: unknown): number[] {
  const { writeErrors = [] } = error as { writeErrors?: { code: number; index: number }[] };
  return writeErrors.every(({ code }) => code === DUPLICATE_KEY) ? writeErrors.map(({ index }) => index) : [];
}

/** No cause: the driver's errors hold its options, and those hold the credentials. */
function faultOf(error: unknown): StoreFault {
  if (error instanceof StoreFault) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new StoreFault(`MongoDB: ${message.replace(/\/\/[^\s/]*@/g, '//…@')}`);
}
