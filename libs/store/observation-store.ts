import type {
  CheckStatus,
  EnvironmentId,
  Instant,
  MeasurementName,
  Observation,
  ReasonCode,
  SeriesPoint,
  ServiceKind,
  TargetId,
} from '@envscope/contracts/index.js';

/** The measurement that every result has without naming it: its `latencyMs`. */
export const LATENCY: MeasurementName = 'latencyMs';

/** The newest observation of one service in one environment. */
export interface LatestObservation {
  readonly observation: Observation;
  /** Since when the worst status of its results is what it is. */
  readonly statusSince: Instant;
}

/** One measurement of one target over a range, in buckets that start at multiples of `stepMs` since the epoch. */
export interface SeriesQuery {
  readonly environment: EnvironmentId;
  readonly service: ServiceKind;
  readonly target: TargetId;
  /** `latencyMs` reads the results' latency, any other name their measurements. */
  readonly measurement: MeasurementName;
  /** Inclusive, epoch milliseconds. */
  readonly fromMs: number;
  /** Exclusive, epoch milliseconds. */
  readonly toMs: number;
  readonly stepMs: number;
}

/** How the targets of a service stood over a range, in buckets that start at multiples of `stepMs` since the epoch. */
export interface StatusQuery extends Omit<SeriesQuery, 'target' | 'measurement'> {
  /** Results with one of these reasons say nothing. */
  readonly leftOut: readonly ReasonCode[];
}

/** The worst status of any target in one bucket. */
export interface StatusPoint {
  /** Epoch milliseconds. */
  readonly startMs: number;
  readonly worst: CheckStatus;
}

/** The store could not do what was asked: the disk is full or read-only, the database is away. */
export class StoreFault extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreFault';
  }
}

/** The file of the embedded store is not where it was: removed, moved away, or another one is in its place. */
export class DataFileLost extends StoreFault {
  constructor(message: string) {
    super(message);
    this.name = 'DataFileLost';
  }
}

/** Keeps what was observed. Every method rejects with `StoreFault` alone. */
export abstract class ObservationStore {
  /** Keeps the results and, where there are some, the snapshots, in the order given. Durable once it resolves. */
  abstract append(observations: readonly Observation[]): Promise<void>;

  /** The newest observation of every service of every environment, with the newest snapshot that it ever brought. */
  abstract latest(): Promise<LatestObservation[]>;

  /** The buckets of a series that hold a result, oldest first. */
  abstract series(query: SeriesQuery): Promise<SeriesPoint[]>;

  /** The buckets of a service that hold a result, oldest first. */
  abstract statuses(query: StatusQuery): Promise<StatusPoint[]>;

  /** Forgets results from before the hour that the moment lies in, epoch milliseconds. */
  abstract prune(beforeMs: number): Promise<void>;

  /** Resolves when the store can be written to. */
  abstract ping(): Promise<void>;

  /** Resolves when what was opened is there and answers; writes nothing. Rejects with `DataFileLost` where a file is gone. */
  abstract verify(): Promise<void>;

  /**
   * Puts a new file in the place of a lost one, with everything that the lost one held. False where none is lost. Rejects
   * with `StoreFault` where another file lies there.
   */
  abstract restoreFile(): Promise<boolean>;

  /** Finishes what was begun and lets go of files and connections. */
  abstract close(): Promise<void>;
}
