import type { Connection, Model } from 'mongoose';
import type { Quiet, Rule } from '@envscope/contracts/index.js';
import { quietOverAtMs } from '../quiet-end.js';
import { quietSchema, ruleSchema, type QuietDocument, type RuleDocument } from './alert-documents.js';

/** Rules, a document each. */
export class RuleCollection {
  private readonly rules: Model<RuleDocument>;

  constructor(connection: Connection) {
    this.rules = connection.model<RuleDocument>('Rule', ruleSchema);
  }

  async all(): Promise<Rule[]> {
    const documents = await this.rules.find().sort({ _id: 1 }).lean();
    return documents.map(({ rule }) => JSON.parse(rule) as Rule);
  }

  async put(rule: Rule): Promise<void> {
    await this.rules.updateOne({ _id: rule.id }, { $set: { rule: JSON.stringify(rule) } }, { upsert: true });
  }

  /** False where there is none. */
  async delete(id: string): Promise<boolean> {
    return (await this.rules.deleteOne({ _id: id })).deletedCount > 0;
  }
}

/** Maintenance and silences, a document each. */
export class QuietCollection {
  private readonly quiets: Model<QuietDocument>;

  constructor(connection: Connection) {
    this.quiets = connection.model<QuietDocument>('Quiet', quietSchema);
  }

  async prepare(): Promise<void> {
    await this.quiets.createIndexes();
  }

  /** Newest first, without those that were over before the moment. */
  async since(overSince: Date): Promise<Quiet[]> {
    const documents = await this.quiets
      .find({ $or: [{ overAt: null }, { overAt: { $gte: overSince } }] })
      .sort({ _id: -1 })
      .lean();
    return documents.map(({ quiet }) => JSON.parse(quiet) as Quiet);
  }

  async put(quiet: Quiet): Promise<void> {
    const overAtMs = quietOverAtMs(quiet);
    const overAt = overAtMs === null ? null : new Date(overAtMs);
    const columns = { overAt, quiet: JSON.stringify(quiet) };
    await this.quiets.updateOne({ _id: quiet.id }, { $set: columns }, { upsert: true });
  }

  async prune(before: Date): Promise<void> {
    await this.quiets.deleteMany({ overAt: { $lt: before } });
  }
}
