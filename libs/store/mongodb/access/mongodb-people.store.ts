import { Schema, type InferRawDocType, type Model, type QueryFilter } from 'mongoose';
import { MOST_SET_UP_TOKENS, PeopleStore } from '../../access/people-store.js';
import type { PersonRecord } from '../../access/person-record.js';
import { isDuplicateKey } from '../contention.js';
import type { DatabaseLink } from '../database-link.js';
import { replaced } from '../replacement.js';
import { asTheyCome, text, textOrNull } from '../schema-fields.js';

const fields = {
  _id: text,
  email: textOrNull,
  identity: textOrNull,
  /** As JSON. */
  person: text,
} as const;

/** No two documents have the same text in the field; many have none. */
const distinct = (field: string) => ({
  unique: true,
  partialFilterExpression: { [field]: { $type: 'string' } },
});

const schema = new Schema(fields, { collection: 'people', ...asTheyCome })
  .index({ email: 1 }, distinct('email'))
  .index({ identity: 1 }, distinct('identity'));

const tokenFields = { _id: text, hashes: [String] } as const;
const tokenSchema = new Schema(tokenFields, { collection: 'setups', ...asTheyCome });

/** Id of the one document that holds the set-up tokens: whoever takes one of them takes it whole. */
const TOKENS = 'tokens';

type PersonDocument = InferRawDocType<typeof fields>;
interface TokenDocument {
  _id: string;
  hashes: string[];
}

/** People, a document each. */
export class MongoPeopleStore extends PeopleStore {
  private readonly documents: Model<PersonDocument>;
  private readonly tokens: Model<TokenDocument>;

  constructor(private readonly link: DatabaseLink) {
    super();
    this.documents = link.connection.model<PersonDocument>('Person', schema);
    this.tokens = link.connection.model<TokenDocument>('SetUpTokens', tokenSchema);
  }

  /** Makes the indexes. */
  async prepare(): Promise<void> {
    await this.documents.createIndexes();
  }

  people(): Promise<PersonRecord[]> {
    return this.link.run(async () => (await this.documents.find().sort({ _id: 1 }).lean()).map(recordOf));
  }

  person(id: string): Promise<PersonRecord | null> {
    return this.one({ _id: id });
  }

  personOfEmail(email: string): Promise<PersonRecord | null> {
    return this.one({ email });
  }

  personOfIdentity(identity: string): Promise<PersonRecord | null> {
    return this.one({ identity });
  }

  savePerson(person: PersonRecord, before: PersonRecord | null): Promise<boolean> {
    const { id, email, identity } = person;
    const columns = { email, identity, person: JSON.stringify(person) };
    const stored = before && { person: JSON.stringify(before) };
    return this.link.run(async () => {
      try {
        return await replaced(this.documents, id, columns, stored);
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    });
  }

  deletePerson(id: string): Promise<boolean> {
    return this.link.run(async () => (await this.documents.deleteOne({ _id: id })).deletedCount > 0);
  }

  keepSetUpToken(hash: string): Promise<void> {
    return this.link.run(async () => {
      const added = { $push: { hashes: { $each: [hash], $slice: -MOST_SET_UP_TOKENS } } };
      try {
        await this.tokens.updateOne({ _id: TOKENS }, added, { upsert: true });
      } catch (error) {
        // Two consoles that start at once may both find no document to add to.
        if (!isDuplicateKey(error)) throw error;
        await this.tokens.updateOne({ _id: TOKENS }, added);
      }
    });
  }

  hasSetUpToken(hash: string): Promise<boolean> {
    return this.link.run(async () => (await this.tokens.exists({ _id: TOKENS, hashes: hash })) !== null);
  }

  takeSetUpToken(hash: string): Promise<boolean> {
    return this.link.run(async () => {
      const { deletedCount } = await this.tokens.deleteOne({ _id: TOKENS, hashes: hash });
      return deletedCount > 0;
    });
  }

  private one(filter: QueryFilter<PersonDocument>): Promise<PersonRecord | null> {
    return this.link.run(async () => {
      const document = await this.documents.findOne(filter).lean();
      return document && recordOf(document);
    });
  }
}

const recordOf = ({ person }: { person: string }): PersonRecord => JSON.parse(person) as PersonRecord;
