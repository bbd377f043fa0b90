import { Schema, type InferRawDocType } from 'mongoose';
import { CheckStatus } from '@envscope/contracts/index.js';
import { asTheyCome, moment, text } from '../schema-fields.js';

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

const latestFields = {
  environment: text,
  service: text,
  observedAt: moment,
  status,
  statusSince: text,
  /** The observation without its snapshot, as JSON: names within may hold dots and dollar signs. */
  observation: text,
  snapshotAt: { type: Date, default: null },
  /** As JSON. */
  snapshot: { type: String, default: null },
} as const;

/** The newest observation of a service in an environment. */
export const latestSchema = new Schema(latestFields, {
  collection: 'latestObservations',
  ...asTheyCome,
}).index({ environment: 1, service: 1 }, { unique: true });

type FieldsOf<T> = Omit<InferRawDocType<T>, '_id'>;

export type StoredResultDocument = FieldsOf<typeof resultFields>;
export type SeriesHour = FieldsOf<typeof seriesHourFields> & { results: StoredResultDocument[] };
export type LatestDocument = FieldsOf<typeof latestFields>;
