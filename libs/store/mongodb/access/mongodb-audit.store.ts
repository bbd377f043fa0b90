import { setTimeout } from 'node:timers/promises';
import { Schema, type InferRawDocType, type Model, type QueryFilter } from 'mongoose';
import type { AuditEntry } from '@envscope/contracts/index.js';
import { chained, pruningOf } from '../../access/audit-chain.js';
import { AuditStore, type AuditDraft, type AuditQuery } from '../../access/audit-store.js';
import { isContended } from '../contention.js';
import type { DatabaseLink } from '../database-link.js';
import { asTheyCome, moment, text, textOrNull } from '../schema-fields.js';

/** Of consoles that add at the same time one is ahead at each place, so that each of as many gets its turn. */
const MOST_TRIES = 100;
const LONGEST_PAUSE_MS = 20;

const fields = {
  /** The place in the chain, which only one entry can take. */
  _id: { type: Number, required: true },
  id: text,
  at: moment,
  actor: text,
  action: text,
  environment: textOrNull,
  /** As JSON. */
  entry: text,
} as const;

const schema = new Schema(fields, { collection: 'auditEntries', _id: false, id: false, ...asTheyCome })
  .index({ id: 1 }, { unique: true })
  .index({ at: 1 })
  .index({ actor: 1, _id: 1 })
  .index({ action: 1, _id: 1 })
  .index({ environment: 1, _id: 1 });

type AuditDocument = InferRawDocType<typeof fields>;

/** Audit entries, a document each. */
export class MongoAuditStore extends AuditStore {
  private readonly documents: Model<AuditDocument>;
  /** Entries of this console go one after the other: only other consoles can be ahead. */
  private adding: Promise<unknown> = Promise.resolve();

  constructor(private readonly link: DatabaseLink) {
    super();
    this.documents = link.connection.model<AuditDocument>('AuditEntry', schema);
  }

  /** Makes the indexes. */
  async prepare(): Promise<void> {
    await this.documents.createIndexes();
  }

  appendAudit(draft: AuditDraft): Promise<AuditEntry> {
    const added = this.adding.then(() => this.link.run(() => this.add(draft)));
    this.adding = added.catch(() => undefined);
    return added;
  }

  auditEntries({ actor, action, environment, limit, ...query }: AuditQuery): Promise<AuditEntry[]> {
    const { fromMs, toMs, before, after } = query;
    const conditions = {
      ...given({ actor, action, environment }),
      ...range('at', { $gte: dateOf(fromMs), $lt: dateOf(toMs) }),
      ...range('_id', { $lt: before, $gt: after }),
    } as QueryFilter<AuditDocument>;
    return this.link.run(async () => {
      const found = this.documents.find(conditions).sort({ _id: after === undefined ? -1 : 1 });
      return (await found.limit(limit).lean()).map(entryOf);
    });
  }

  async pruneAudit(beforeMs: number, nowMs: number): Promise<AuditEntry | null> {
    const through = await this.link.run(() => this.lastBefore(beforeMs));
    if (!through) return null;
    // Before anything goes: where the console ends between the two, all is still there.
    const pruning = await this.appendAudit(pruningOf(through, nowMs));
    await this.link.run(() => this.documents.deleteMany({ _id: { $lte: through.sequence } }));
    return pruning;
  }

  private async lastBefore(beforeMs: number): Promise<AuditEntry | null> {
    const old = { at: { $gte: new Date(beforeMs) } };
    const kept = await this.documents.findOne(old).sort({ _id: 1 }).lean();
    const last = await this.documents
      .findOne(kept ? { _id: { $lt: kept._id } } : {})
      .sort({ _id: -1 })
      .lean();
    return last && entryOf(last);
  }

  private async add(draft: AuditDraft): Promise<AuditEntry> {
    for (let tries = 1; ; tries += 1) {
      const last = await this.documents.findOne().sort({ _id: -1 }).lean();
      const entry = chained(draft, last && entryOf(last));
      try {
        await this.documents.collection.insertOne(documentOf(entry) as never);
        return entry;
      } catch (error) {
        if (!isContended(error)) throw error;
        const known = await this.documents.findOne({ id: draft.id }).lean();
        if (known) return entryOf(known);
        if (tries === MOST_TRIES) throw error;
        await setTimeout(Math.random() * LONGEST_PAUSE_MS);
      }
    }
  }
}

function documentOf(entry: AuditEntry): AuditDocument {
  const { sequence, id, at, actor, action, environment } = entry;
  return {
    _id: sequence,
    id,
    at: new Date(at),
    actor: actor.id,
    action,
    environment,
    entry: JSON.stringify(entry),
  };
}

const entryOf = ({ entry }: Pick<AuditDocument, 'entry'>) => JSON.parse(entry) as AuditEntry;

const dateOf = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms));

const given = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

function range(field: string, bounds: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const set = given(bounds);
  return Object.keys(set).length > 0 ? { [field]: set } : {};
}
