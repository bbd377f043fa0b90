import { Schema, type InferRawDocType, type Model } from 'mongoose';
import { ApiKeyStore, type StoredApiKey } from '../../access/api-key-store.js';
import type { DatabaseLink } from '../database-link.js';
import { replaced } from '../replacement.js';
import { asTheyCome, momentOrNull, text } from '../schema-fields.js';

const fields = {
  _id: text,
  lastUsedAt: momentOrNull,
  /** As JSON. */
  key: text,
} as const;
const schema = new Schema(fields, { collection: 'apiKeys', ...asTheyCome });

type ApiKeyDocument = InferRawDocType<typeof fields>;
type KeptKey = Omit<StoredApiKey, 'lastUsedAt'>;

/** API keys, a document each. */
export class MongoApiKeyStore extends ApiKeyStore {
  private readonly documents: Model<ApiKeyDocument>;

  constructor(private readonly link: DatabaseLink) {
    super();
    this.documents = link.connection.model<ApiKeyDocument>('ApiKey', schema);
  }

  apiKeys(): Promise<StoredApiKey[]> {
    return this.link.run(async () => {
      const documents = await this.documents.find().sort({ _id: -1 }).lean();
      return documents.map(({ key, lastUsedAt }) => ({
        ...(JSON.parse(key) as KeptKey),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
      }));
    });
  }

  saveApiKey(key: StoredApiKey, before: StoredApiKey | null): Promise<boolean> {
    const stored = before && { key: kept(before) };
    return this.link.run(() => replaced(this.documents, key.id, { key: kept(key) }, stored));
  }

  touchApiKey(id: string, atMs: number): Promise<void> {
    const at = new Date(atMs);
    const earlier = { _id: id, $or: [{ lastUsedAt: null }, { lastUsedAt: { $lt: at } }] };
    return this.link.run(async () => {
      await this.documents.updateOne(earlier, { $set: { lastUsedAt: at } });
    });
  }
}

function kept(key: StoredApiKey): string {
  return JSON.stringify({ ...key, lastUsedAt: undefined });
}
