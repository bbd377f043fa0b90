import { Schema, type InferRawDocType, type Model } from 'mongoose';
import type { Rule } from '@envscope/contracts/index.js';
import { RuleStore } from '../rule-store.js';
import type { DatabaseLink } from './database-link.js';
import { replaced } from './replacement.js';
import { asTheyCome, text } from './schema-fields.js';

const fields = {
  _id: text,
  /** As JSON. */
  rule: text,
} as const;
const schema = new Schema(fields, { collection: 'rules', ...asTheyCome });

type RuleDocument = InferRawDocType<typeof fields>;

/** Rules, a document each. */
export class MongoRuleStore extends RuleStore {
  private readonly documents: Model<RuleDocument>;

  constructor(private readonly link: DatabaseLink) {
    super();
    this.documents = link.connection.model<RuleDocument>('Rule', schema);
  }

  rules(): Promise<Rule[]> {
    return this.link.run(async () => {
      const documents = await this.documents.find().sort({ _id: 1 }).lean();
      return documents.map(({ rule }) => JSON.parse(rule) as Rule);
    });
  }

  saveRule(rule: Rule, before: Rule | null): Promise<boolean> {
    const stored = before && { rule: JSON.stringify(before) };
    return this.link.run(() => replaced(this.documents, rule.id, { rule: JSON.stringify(rule) }, stored));
  }

  deleteRule(id: string): Promise<boolean> {
    return this.link.run(async () => (await this.documents.deleteOne({ _id: id })).deletedCount > 0);
  }
}
