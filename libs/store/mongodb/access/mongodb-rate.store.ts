import { Schema, type InferRawDocType, type Model } from 'mongoose';
import { RateStore, type Hit, type RateWindow } from '../../rates/rate-store.js';
import { isContended } from '../contention.js';
import type { DatabaseLink } from '../database-link.js';
import { asTheyCome, moment, text } from '../schema-fields.js';

const fields = { _id: text, count: { type: Number, required: true }, endsAt: moment } as const;
const schema = new Schema(fields, { collection: 'ratewindows', ...asTheyCome }).index({ endsAt: 1 });

type WindowDocument = InferRawDocType<typeof fields>;

const MOST_TRIES = 5;

/** Windows in which something is counted, a document each for as long as they run. */
export class MongoRateStore extends RateStore {
  private readonly windows: Model<WindowDocument>;

  constructor(private readonly link: DatabaseLink) {
    super();
    this.windows = link.connection.model<WindowDocument>('RateWindow', schema);
  }

  /** Makes the indexes. */
  async prepare(): Promise<void> {
    await this.windows.createIndexes();
  }

  countHit(hit: Hit): Promise<RateWindow> {
    return this.link.run(async () => {
      const window = await this.count(hit, MOST_TRIES);
      // Once for each window, so that what is over never adds up.
      if (window.count === 1) await this.windows.deleteMany({ endsAt: { $lte: new Date(hit.nowMs) } });
      return window;
    });
  }

  private async count(hit: Hit, tries: number): Promise<RateWindow> {
    try {
      return (await this.addTo(hit)) ?? (await this.begin(hit));
    } catch (error) {
      // Another console began it at the same time.
      if (!isContended(error) || tries === 1) throw error;
      return this.count(hit, tries - 1);
    }
  }

  private async addTo({ key, nowMs }: Hit): Promise<RateWindow | null> {
    const running = { _id: key, endsAt: { $gt: new Date(nowMs) } };
    const counted = { $inc: { count: 1 } };
    const window = await this.windows.findOneAndUpdate(running, counted, { returnDocument: 'after' }).lean();
    return window && { count: window.count, endsAtMs: window.endsAt.getTime() };
  }

  /** In the place of one that is over. Fails as a duplicate where one has begun meanwhile. */
  private async begin({ key, nowMs, windowMs }: Hit): Promise<RateWindow> {
    const endsAt = new Date(nowMs + windowMs);
    const over = { _id: key, endsAt: { $lte: new Date(nowMs) } };
    await this.windows.updateOne(over, { $set: { count: 1, endsAt } }, { upsert: true });
    return { count: 1, endsAtMs: endsAt.getTime() };
  }
}
