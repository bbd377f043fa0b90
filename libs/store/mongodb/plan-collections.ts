import type { Connection, Model, QueryFilter } from 'mongoose';
import type { Mute, Rule } from '@envscope/contracts/index.js';
import { muteOverAtMs } from '../mute-end.js';
import { muteSchema, ruleSchema, type MuteDocument, type RuleDocument } from './alert-documents.js';
import { isDuplicateKey } from './duplicate-keys.js';

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

  /** False where the stored rule is not the one before. */
  put(rule: Rule, before: Rule | null): Promise<boolean> {
    const columns = { rule: JSON.stringify(rule) };
    return replaced(this.rules, rule.id, columns, before && { rule: JSON.stringify(before) });
  }

  /** False where there is none. */
  async delete(id: string): Promise<boolean> {
    return (await this.rules.deleteOne({ _id: id })).deletedCount > 0;
  }
}

/** Maintenance and silences, a document each. */
export class MuteCollection {
  private readonly mutes: Model<MuteDocument>;

  constructor(connection: Connection) {
    this.mutes = connection.model<MuteDocument>('Mute', muteSchema);
  }

  async prepare(): Promise<void> {
    await this.mutes.createIndexes();
  }

  /** Newest first, without those that were over before the moment. */
  async since(overSince: Date): Promise<Mute[]> {
    const documents = await this.mutes
      .find({ $or: [{ overAt: null }, { overAt: { $gte: overSince } }] })
      .sort({ _id: -1 })
      .lean();
    return documents.map(({ quiet }) => JSON.parse(quiet) as Mute);
  }

  /** False where the stored one is not the one before. */
  put(mute: Mute, before: Mute | null): Promise<boolean> {
    const overAtMs = muteOverAtMs(mute);
    const overAt = overAtMs === null ? null : new Date(overAtMs);
    const columns = { overAt, quiet: JSON.stringify(mute) };
    return replaced(this.mutes, mute.id, columns, before && { quiet: JSON.stringify(before) });
  }

  async prune(before: Date): Promise<void> {
    await this.mutes.deleteMany({ overAt: { $lt: before } });
  }
}

/** Puts columns in the place of those before, or makes a document where there was none: false where another was faster. */
async function replaced<T extends { _id: string }>(
  model: Model<T>,
  id: string,
  columns: Partial<T>,
  before: Partial<T> | null,
): Promise<boolean> {
  if (before !== null) {
    const same = { _id: id, ...before } as QueryFilter<T>;
    return (await model.updateOne(same, { $set: columns })).matchedCount > 0;
  }
  try {
    await model.collection.insertOne({ _id: id, ...columns } as never);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
