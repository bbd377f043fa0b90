import { Schema, type InferRawDocType, type Model } from 'mongoose';
import { SessionStore, type SessionRecord, type SessionUse } from '../../access/session-store.js';
import type { DatabaseLink } from '../database-link.js';
import { asTheyCome, moment, text } from '../schema-fields.js';

const fields = {
  _id: text,
  personId: text,
  method: text,
  createdAt: moment,
  seenAt: moment,
  endsAt: moment,
  // Either may be empty, which a required text must not be.
  address: { type: String, default: '' },
  agent: { type: String, default: '' },
} as const;
const schema = new Schema(fields, { collection: 'sessions', ...asTheyCome })
  .index({ personId: 1 })
  .index({ endsAt: 1 });

const keyFields = { _id: text, endsAt: moment } as const;
const keySchema = new Schema(keyFields, { collection: 'oncekeys', ...asTheyCome }).index({ endsAt: 1 });

type SessionDocument = InferRawDocType<typeof fields>;
type KeyDocument = InferRawDocType<typeof keyFields>;

/** Sessions, a document each, and keys that may be used once. */
export class MongoSessionStore extends SessionStore {
  private readonly documents: Model<SessionDocument>;
  private readonly keys: Model<KeyDocument>;

  constructor(private readonly link: DatabaseLink) {
    super();
    this.documents = link.connection.model<SessionDocument>('Session', schema);
    this.keys = link.connection.model<KeyDocument>('OnceKey', keySchema);
  }

  /** Makes the indexes. */
  async prepare(): Promise<void> {
    await Promise.all([this.documents.createIndexes(), this.keys.createIndexes()]);
  }

  session(id: string, nowMs: number): Promise<SessionRecord | null> {
    return this.link.run(async () => {
      const document = await this.documents.findOne({ _id: id, endsAt: { $gt: new Date(nowMs) } }).lean();
      return document && recordOf(document);
    });
  }

  sessionsOf(personId: string, nowMs: number): Promise<SessionRecord[]> {
    return this.link.run(async () => {
      const lasting = { personId, endsAt: { $gt: new Date(nowMs) } };
      const documents = await this.documents.find(lasting).sort({ createdAt: -1, _id: 1 }).lean();
      return documents.map(recordOf);
    });
  }

  addSession(session: SessionRecord): Promise<void> {
    const { id, createdAtMs, seenAtMs, endsAtMs, ...rest } = session;
    return this.link.run(async () => {
      await this.documents.create({
        _id: id,
        ...rest,
        createdAt: new Date(createdAtMs),
        seenAt: new Date(seenAtMs),
        endsAt: new Date(endsAtMs),
      });
    });
  }

  useSession({ id, seenAtMs, endsAtMs }: SessionUse): Promise<void> {
    const columns = { seenAt: new Date(seenAtMs), endsAt: new Date(endsAtMs) };
    return this.link.run(async () => {
      await this.documents.updateOne({ _id: id }, { $set: columns });
    });
  }

  endSession(id: string): Promise<boolean> {
    return this.link.run(async () => (await this.documents.deleteOne({ _id: id })).deletedCount > 0);
  }

  endSessionsOf(personId: string, except: string | null): Promise<number> {
    const others = { personId, ...(except !== null && { _id: { $ne: except } }) };
    return this.link.run(async () => (await this.documents.deleteMany(others)).deletedCount);
  }

  keepOnce(key: string, untilMs: number): Promise<void> {
    return this.link.run(async () => {
      await this.keys.create({ _id: key, endsAt: new Date(untilMs) });
    });
  }

  takeOnce(key: string, nowMs: number): Promise<boolean> {
    const lasting = { _id: key, endsAt: { $gt: new Date(nowMs) } };
    return this.link.run(async () => (await this.keys.deleteOne(lasting)).deletedCount > 0);
  }

  pruneSessions(nowMs: number): Promise<void> {
    const over = { endsAt: { $lte: new Date(nowMs) } };
    return this.link.run(async () => {
      await Promise.all([this.documents.deleteMany(over), this.keys.deleteMany(over)]);
    });
  }
}

function recordOf(document: SessionDocument): SessionRecord {
  const { _id: id, personId, method, createdAt, seenAt, endsAt, address, agent } = document;
  return {
    id,
    personId,
    method: method as SessionRecord['method'],
    createdAtMs: createdAt.getTime(),
    seenAtMs: seenAt.getTime(),
    endsAtMs: endsAt.getTime(),
    address: address ?? '',
    agent: agent ?? '',
  };
}
