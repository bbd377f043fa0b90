import type { Beat, DeafTime } from '@envscope/contracts/index.js';
import { Schema, type InferRawDocType, type Model } from 'mongoose';
import { BEATS_KEPT, BeatStore, DEAF_TIMES_KEPT, type BeatQuery } from '../beat-store.js';
import { isDuplicateKey } from './contention.js';
import type { DatabaseLink } from './database-link.js';
import { asTheyCome, moment, text, textOrNull } from './schema-fields.js';

const fields = {
  environment: text,
  job: text,
  at: moment,
  kind: text,
  run: textOrNull,
  exitCode: { type: Number, default: null },
  log: textOrNull,
} as const;
const schema = new Schema(fields, { collection: 'beats', ...asTheyCome }).index({
  environment: 1,
  job: 1,
  at: 1,
  _id: 1,
});
type BeatDocument = InferRawDocType<typeof fields>;

const listeningFields = {
  _id: text,
  at: moment,
  deaf: [{ _id: false, from: moment, until: moment }],
} as const;
const listeningSchema = new Schema(listeningFields, { collection: 'listening', ...asTheyCome });
type ListeningDocument = InferRawDocType<typeof listeningFields>;

/** Id of the one document. */
const LISTENING = 'listening';

/** What jobs reported, a document each; the times in which nobody listened in one of their own. */
export class MongoBeatStore extends BeatStore {
  private readonly documents: Model<BeatDocument>;
  private readonly listening: Model<ListeningDocument>;

  constructor(private readonly link: DatabaseLink) {
    super();
    this.documents = link.connection.model<BeatDocument>('Beat', schema);
    this.listening = link.connection.model<ListeningDocument>('Listening', listeningSchema);
  }

  /** Makes the indexes. */
  async prepare(): Promise<void> {
    await this.documents.createIndexes();
  }

  appendBeat({ at, ...beat }: Beat): Promise<void> {
    const { environment, job } = beat;
    return this.link.run(async () => {
      await this.documents.create({ ...beat, at: new Date(at) });
      const newest = { at: -1, _id: -1 } as const;
      const surplus = await this.documents.findOne({ environment, job }).sort(newest).skip(BEATS_KEPT).lean();
      if (surplus) await this.documents.deleteMany({ environment, job, at: { $lte: surplus.at } });
    });
  }

  beats({ environment, job, hasLogs }: BeatQuery): Promise<Beat[]> {
    return this.link.run(async () => {
      const found = await this.documents
        .find({ environment, job }, hasLogs ? {} : { log: 0 })
        .sort({ at: 1, _id: 1 })
        .lean<BeatDocument[]>();
      return found.map(({ at, kind, run = null, exitCode = null, log = null }): Beat => ({
        ...{ environment, job, run, exitCode, log },
        kind: kind as Beat['kind'],
        at: at.toISOString(),
      }));
    });
  }

  noteListening(atMs: number, longestMs: number): Promise<void> {
    const at = new Date(atMs);
    const deaf = { $ifNull: ['$deaf', []] };
    const isLate = { $gt: [{ $subtract: [at, '$at'] }, longestMs] };
    const withThis = { $concatArrays: [deaf, [{ from: '$at', until: at }]] };
    // One write, so that of two consoles that come back at once one alone notes the time.
    const change = [
      {
        $set: {
          deaf: { $slice: [{ $cond: [isLate, withThis, deaf] }, -DEAF_TIMES_KEPT] },
          at: { $max: ['$at', at] },
        },
      },
    ];
    const note = () =>
      this.listening.collection.updateOne({ _id: LISTENING as never }, change, { upsert: true });
    return this.link.run(async () => {
      await note().catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
        return note();
      });
    });
  }

  deafTimes(): Promise<DeafTime[]> {
    return this.link.run(async () => {
      const known = await this.listening.findById(LISTENING).lean();
      return (known?.deaf ?? []).map(({ from, until }) => ({
        fromMs: from.getTime(),
        untilMs: until.getTime(),
      }));
    });
  }
}
