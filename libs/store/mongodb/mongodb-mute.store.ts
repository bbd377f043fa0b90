import { Schema, type InferRawDocType, type Model } from 'mongoose';
import type { Mute } from '@envscope/contracts/index.js';
import { muteOverAtMs } from '../mute-end.js';
import { MuteStore } from '../mute-store.js';
import type { DatabaseLink } from './database-link.js';
import { replaced } from './replacement.js';
import { asTheyCome, momentOrNull, text } from './schema-fields.js';

const fields = {
  _id: text,
  overAt: momentOrNull,
  /** As JSON. */
  quiet: text,
} as const;

// Its name, and that of the field above, are what earlier consoles know: while one of them still runs beside this one, both
// must see the same mutes, or the one that leads would notify of what the other mutes.
const schema = new Schema(fields, { collection: 'quiets', ...asTheyCome }).index({ overAt: 1 });

type MuteDocument = InferRawDocType<typeof fields>;

/** Maintenance windows and silences, a document each. */
export class MongoMuteStore extends MuteStore {
  private readonly documents: Model<MuteDocument>;

  constructor(private readonly link: DatabaseLink) {
    super();
    this.documents = link.connection.model<MuteDocument>('Mute', schema);
  }

  /** Makes the indexes. */
  async prepare(): Promise<void> {
    await this.documents.createIndexes();
  }

  mutes(overSinceMs: number): Promise<Mute[]> {
    const left = { $or: [{ overAt: null }, { overAt: { $gte: new Date(overSinceMs) } }] };
    return this.link.run(async () => {
      const documents = await this.documents.find(left).sort({ _id: -1 }).lean();
      return documents.map(({ quiet }) => JSON.parse(quiet) as Mute);
    });
  }

  saveMute(mute: Mute, before: Mute | null): Promise<boolean> {
    const overAtMs = muteOverAtMs(mute);
    const columns = { overAt: overAtMs === null ? null : new Date(overAtMs), quiet: JSON.stringify(mute) };
    const stored = before && { quiet: JSON.stringify(before) };
    return this.link.run(() => replaced(this.documents, mute.id, columns, stored));
  }

  pruneMutes(beforeMs: number): Promise<void> {
    return this.link.run(async () => {
      await this.documents.deleteMany({ overAt: { $lt: new Date(beforeMs) } });
    });
  }
}
