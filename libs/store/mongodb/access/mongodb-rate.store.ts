import { Schema, type InferRawDocType, type Model } from 'mongoose';
import { afterAttempt, type Attempt } from '../../rates/attempts.js';
import { RateStore, type Hit } from '../../rates/rate-store.js';
import type { RateWindow } from '../../rates/rate-window.js';
import { isContended } from '../contention.js';
import type { DatabaseLink } from '../database-link.js';
import { asTheyCome, moment, text } from '../schema-fields.js';

const fields = { _id: text, count: { type: Number, required: true }, endsAt: moment } as const;
const schema = new Schema(fields, { collection: 'ratewindows', ...asTheyCome }).index({ endsAt: 1 });

type WindowDocument = InferRawDocType<typeof fields>;

const MOST_TRIES = 10;

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
      await this.begun(window, hit.nowMs);
      return window;
    });
  }

  admitAttempt(attempt: Attempt): Promise<number> {
    return this.link.run(() => this.admit(attempt, MOST_TRIES));
  }

  takeBackAttempt(key: string): Promise<void> {
    return this.link.run(async () => {
      const several = { _id: key, count: { $gt: 1 } };
      if ((await this.windows.updateOne(several, { $inc: { count: -1 } })).matchedCount > 0) return;
      await this.windows.deleteOne({ _id: key, count: { $lte: 1 } });
    });
  }

  forgetAttempts(key: string): Promise<void> {
    return this.link.run(async () => {
      await this.windows.deleteOne({ _id: key });
    });
  }

  /** So many try the same at once only where they guess: who comes off badly has to come again. */
  private async admit(attempt: Attempt, tries: number): Promise<number> {
    const { key, nowMs, waitsMs } = attempt;
    const before = await this.windows.findById(key).lean();
    const { waitMs, counted } = afterAttempt(before && windowOf(before), attempt);
    if (!counted) return waitMs;
    if (await this.replace(key, before, counted)) {
      await this.begun(counted, nowMs);
      return 0;
    }
    return tries > 1 ? this.admit(attempt, tries - 1) : (waitsMs.find((ms) => ms > 0) ?? 0);
  }

  /** False where somebody else counted meanwhile. */
  private async replace(key: string, before: WindowDocument | null, after: RateWindow): Promise<boolean> {
    const changed = { count: after.count, endsAt: new Date(after.endsAtMs) };
    try {
      if (before === null) return Boolean(await this.windows.create({ _id: key, ...changed }));
      const same = { _id: key, count: before.count, endsAt: before.endsAt };
      return (await this.windows.updateOne(same, { $set: changed })).matchedCount > 0;
    } catch (error) {
      if (isContended(error)) return false;
      throw error;
    }
  }

  /** Once for each window, so that what is over never adds up. */
  private async begun({ count }: RateWindow, nowMs: number): Promise<void> {
    if (count === 1) await this.windows.deleteMany({ endsAt: { $lte: new Date(nowMs) } });
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
    return window && windowOf(window);
  }

  /** In the place of one that is over. Fails as a duplicate where one has begun meanwhile. */
  private async begin({ key, nowMs, windowMs }: Hit): Promise<RateWindow> {
    const endsAt = new Date(nowMs + windowMs);
    const over = { _id: key, endsAt: { $lte: new Date(nowMs) } };
    await this.windows.updateOne(over, { $set: { count: 1, endsAt } }, { upsert: true });
    return { count: 1, endsAtMs: endsAt.getTime() };
  }
}

const windowOf = ({ count, endsAt }: Pick<WindowDocument, 'count' | 'endsAt'>): RateWindow => ({
  count,
  endsAtMs: endsAt.getTime(),
});
