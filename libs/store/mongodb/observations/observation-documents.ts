import { Schema, type InferRawDocType } from 'mongoose';
import { CheckStatus, ServiceKind } from '@envscope/contracts/index.js';
import { asTheyCome, moment, momentOrNull, text, textOrNull } from '../schema-fields.js';

const status = { type: String, required: true, enum: CheckStatus.options } as const;

const resultFields = {
  at: moment,
  status,
  latencyMs: { type: Number, default: null },
  /** Numbers by name. */
  measurements: { type: Schema.Types.Mixed, required: true },
  /** The reason's code. Its parameters may be others at each check, and would make the hour grow by their texts. */
  reason: { type: String, default: null },
} as const;

const seriesHourFields = {
  environment: text,
  service: text,
  target: text,
  hour: moment,
  expiresAt: moment,
} as const;

/** One series in one hour. An hour, so that a day of history is a read of 24 documents. */
export const seriesHourSchema = new Schema(
  { ...seriesHourFields, results: [new Schema(resultFields, { _id: false, minimize: false })] },
  { collection: 'seriesHours', ...asTheyCome },
)
  .index({ environment: 1, service: 1, target: 1, hour: 1 }, { unique: true })
  .index({ hour: 1 })
  .index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const latestServiceFields = {
  environment: text,
  service: { type: String, required: true, enum: ServiceKind.options },
  observedAt: moment,
  covers: { type: String, enum: ['service', 'targets'], default: 'service' },
  /** Of the newest observation that covers the service; consoles of format 3 do not tell. */
  wholeAt: momentOrNull,
  status,
  statusSince: text,
  /**
   * As JSON: the observation without its snapshot and, but for consoles of format 3, without results. Those knew no other
   * place for them, and can still read what they know of it.
   */
  observation: text,
  snapshotAt: momentOrNull,
  /** As JSON: names within may hold dots and dollar signs. */
  snapshot: textOrNull,
  /** Grows with each write, so that a console notices that another one has written. */
  revision: { type: Number, default: null },
} as const;

/** What is known of a service in an environment beside its results. */
export const latestServiceSchema = new Schema(latestServiceFields, {
  collection: 'latestObservations',
  ...asTheyCome,
}).index({ environment: 1, service: 1 }, { unique: true });

const latestResultFields = {
  environment: text,
  service: text,
  target: text,
  observedAt: moment,
  status,
  /** As JSON. */
  result: text,
} as const;

/** The newest result of a target. */
export const latestResultSchema = new Schema(latestResultFields, {
  collection: 'latestResults',
  ...asTheyCome,
}).index({ environment: 1, service: 1, target: 1 }, { unique: true });

type FieldsOf<T> = Omit<InferRawDocType<T>, '_id'>;

export type StoredResultDocument = FieldsOf<typeof resultFields>;
export type SeriesHour = FieldsOf<typeof seriesHourFields> & { results: StoredResultDocument[] };
export type LatestServiceDocument = FieldsOf<typeof latestServiceFields>;
export type LatestResultDocument = FieldsOf<typeof latestResultFields>;
