import { Schema, type InferRawDocType } from 'mongoose';
import { asTheyCome, moment, momentOrNull, text, textOrNull } from '../schema-fields.js';

const wantedFields = {
  /** That of the incident with which it was saved. */
  version: { type: Number, required: true },
  /** The delivery as JSON. */
  delivery: text,
} as const;

const incidentFields = {
  _id: text,
  version: { type: Number, required: true },
  environment: text,
  service: text,
  severity: text,
  ruleId: textOrNull,
  openedAt: moment,
  resolvedAt: momentOrNull,
  isAcknowledged: { type: Boolean, required: true },
  /** Of the newest leader that has read or written it: earlier ones must not write it any more. */
  term: { type: Number },
  /** The whole of it as JSON, since the parameters of reasons may have names that MongoDB does not take. */
  incident: text,
} as const;

/** An incident with the deliveries that were saved with it and are not yet in their own collection. */
export const incidentSchema = new Schema(
  {
    ...incidentFields,
    wanted: { type: [new Schema(wantedFields, { _id: false })], default: undefined },
    // Absent where nothing is wanted, which keeps the index that finds what is left as small as that.
    hasWanted: { type: Boolean },
  },
  { collection: 'incidents', ...asTheyCome },
)
  .index({ hasWanted: 1 }, { sparse: true })
  .index({ resolvedAt: 1, _id: 1 })
  .index({ environment: 1, _id: 1 })
  .index({ service: 1, _id: 1 })
  .index({ severity: 1, _id: 1 })
  .index({ ruleId: 1, _id: 1 });

const deliveryFields = {
  _id: text,
  /** That of the incident with which it was last saved: what an earlier one wanted comes too late. */
  savedVersion: { type: Number, required: true },
  incidentId: text,
  environment: text,
  channel: text,
  state: text,
  /** With the state `dead`, which is all that an earlier console knows of it. */
  isDismissed: { type: Boolean },
  settledAt: momentOrNull,
  claimOwner: textOrNull,
  claimSince: momentOrNull,
  claimUntil: momentOrNull,
  /** As that of the incident. */
  term: { type: Number },
  /** The whole of it as JSON. Of what a claim changes, the columns know better. */
  delivery: text,
} as const;

export const deliverySchema = new Schema(deliveryFields, { collection: 'deliveries', ...asTheyCome })
  .index({ state: 1, _id: 1 })
  .index({ incidentId: 1, _id: 1 })
  .index({ environment: 1, _id: 1 })
  .index({ channel: 1, _id: 1 });

export type WantedDocument = Omit<InferRawDocType<typeof wantedFields>, '_id'>;
export type IncidentDocument = Omit<InferRawDocType<typeof incidentFields>, 'term'> & {
  term?: number;
  wanted?: WantedDocument[];
  hasWanted?: boolean;
};
export type DeliveryDocument = Omit<InferRawDocType<typeof deliveryFields>, 'term' | 'isDismissed'> & {
  term?: number;
  isDismissed?: boolean;
};
