import type { Connection, Model, QueryFilter } from 'mongoose';
import type { EnvironmentId, Incident, IncidentState } from '@envscope/contracts/index.js';
import type { Firing, IncidentChange, IncidentQuery, SaveOutcome } from '../../incident-store.js';
import { incidentSchema, type IncidentDocument, type WantedDocument } from './incident-documents.js';
import { incidentInPresentWords, type Fields } from '../../earlier-words.js';
import { isDuplicateKey } from '../contention.js';
import { within } from './within.js';
import { LEAD } from '../mongodb-lease.store.js';

const FILTERS: Record<IncidentState, QueryFilter<IncidentDocument>> = {
  open: { resolvedAt: null, isAcknowledged: false },
  acknowledged: { resolvedAt: null, isAcknowledged: true },
  resolved: { resolvedAt: { $ne: null } },
  unresolved: { resolvedAt: null },
};

/** Incidents, a document each, with the deliveries that were saved with them and have not been moved yet. */
export class IncidentCollection {
  private readonly incidents: Model<IncidentDocument>;
  private readonly leases: ReturnType<typeof leasesOf>;

  constructor(connection: Connection) {
    this.leases = leasesOf(connection);
    this.incidents = connection.model<IncidentDocument>('Incident', incidentSchema);
  }

  async prepare(): Promise<void> {
    await this.incidents.createIndexes();
  }

  /** One write of one document, the only kind that a standalone server makes atomic: the deliveries are moved later. */
  async save({ incident, deliveries }: IncidentChange, term: number | undefined): Promise<SaveOutcome> {
    const { version } = incident;
    const wanted = deliveries.map((delivery) => ({ version, delivery: JSON.stringify(delivery) }));
    const isWritten =
      version === 1 ? await this.insert(incident, wanted, term) : await this.advance(incident, wanted, term);
    if (isWritten || (await this.holds(incident))) return 'saved';
    return term !== undefined && (await this.isOutdated(incident, term)) ? 'outdated' : 'conflict';
  }

  /** From now on refuses what earlier terms write to open incidents. */
  async beginTerm(term: number): Promise<void> {
    await this.incidents.updateMany(FILTERS.unresolved, { $max: { term } });
  }

  async get(id: string): Promise<Incident | null> {
    const document = await this.incidents.findById(id).select('incident').lean();
    return document ? incidentOf(document) : null;
  }

  async open(): Promise<Incident[]> {
    const documents = await this.incidents
      .find(FILTERS.unresolved)
      .select('incident')
      .sort({ _id: 1 })
      .lean();
    return documents.map(incidentOf);
  }

  async query({ limit, among, before, state, fromMs, toMs, ...same }: IncidentQuery): Promise<Incident[]> {
    const conditions: QueryFilter<IncidentDocument>[] = [
      present(same),
      within(among),
      state === undefined ? {} : FILTERS[state],
      fromMs === undefined ? {} : { $or: [{ resolvedAt: null }, { resolvedAt: { $gte: new Date(fromMs) } }] },
      toMs === undefined ? {} : { openedAt: { $lt: new Date(toMs) } },
      before === undefined ? {} : { _id: { $lt: before } },
    ];
    const documents = await this.incidents
      .find({ $and: conditions })
      .select('incident')
      .sort({ _id: -1 })
      .limit(limit)
      .lean();
    return documents.map(incidentOf);
  }

  async countUnresolved(among?: readonly EnvironmentId[]): Promise<{ open: number; acknowledged: number }> {
    const [open, acknowledged] = await Promise.all([
      this.incidents.countDocuments({ ...FILTERS.open, ...within(among) }),
      this.incidents.countDocuments({ ...FILTERS.acknowledged, ...within(among) }),
    ]);
    return { open, acknowledged };
  }

  async firings(sinceMs: number, among?: readonly EnvironmentId[]): Promise<Firing[]> {
    const countIf = (condition: object) => ({ $sum: { $cond: [condition, 1, 0] } });
    const groups = await this.incidents.aggregate<Omit<Firing, 'lastOpenedAt'> & { lastOpenedAt: Date }>([
      { $match: { ruleId: { $ne: null }, ...within(among) } },
      {
        $group: {
          _id: '$ruleId',
          count: countIf({ $gte: ['$openedAt', new Date(sinceMs)] }),
          firing: countIf({ $eq: ['$resolvedAt', null] }),
          lastOpenedAt: { $max: '$openedAt' },
        },
      },
      { $project: { _id: 0, ruleId: '$_id', count: 1, firing: 1, lastOpenedAt: 1 } },
    ]);
    return groups.map((group) => ({ ...group, lastOpenedAt: group.lastOpenedAt.toISOString() }));
  }

  /** Incidents with deliveries that were not moved. */
  withWanted(): Promise<{ _id: string; version: number; term?: number; wanted?: WantedDocument[] }[]> {
    return this.incidents.find({ hasWanted: true }).select(['version', 'term', 'wanted']).lean();
  }

  /** To be called when they were moved. An incident that has changed meanwhile may want more, and keeps all. */
  async forgetWanted(id: string, version: number): Promise<void> {
    await this.incidents.updateOne({ _id: id, version }, { $unset: { wanted: '', hasWanted: '' } });
  }

  async resolvedBefore(before: Date): Promise<string[]> {
    const documents = await this.incidents
      .find({ resolvedAt: { $lt: before } })
      .select('_id')
      .lean();
    return documents.map(({ _id }) => _id);
  }

  async delete(ids: readonly string[]): Promise<void> {
    await this.incidents.deleteMany({ _id: { $in: ids }, hasWanted: { $ne: true } });
  }

  private async insert(
    incident: Incident,
    wanted: WantedDocument[],
    term: number | undefined,
  ): Promise<boolean> {
    const some = wanted.length > 0 ? { wanted, hasWanted: true } : {};
    const document = { _id: incident.id, ...columnsOf(incident), ...some };
    try {
      if (term === undefined) await this.incidents.create(document);
      else await this.insertInTerm({ ...document, term });
      return term === undefined || (await this.holds(incident));
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /**
   * The server makes the document of the lease that it finds: a leader that stands still between asking and writing cannot
   * come too late. Where the term is over nothing is made.
   */
  private async insertInTerm(document: IncidentDocument): Promise<void> {
    const { term } = document;
    await this.leases
      .aggregate([
        { $match: { _id: LEAD, term } },
        { $replaceWith: { $literal: document } },
        {
          $merge: {
            into: this.incidents.collection.name,
            on: '_id',
            whenMatched: 'fail',
            whenNotMatched: 'insert',
          },
        },
      ])
      .toArray();
  }

  private async isOutdated({ id, version }: Incident, term: number): Promise<boolean> {
    const stored = await this.incidents.findById(id).select('term').lean();
    if (stored) return (stored.term ?? 0) > term;
    return version === 1 && (await this.leases.findOne({ _id: LEAD, term })) === null;
  }

  private async advance(
    incident: Incident,
    wanted: WantedDocument[],
    term: number | undefined,
  ): Promise<boolean> {
    const some = wanted.length > 0;
    const inTerm = term === undefined ? {} : { $or: [{ term: null }, { term: { $lte: term } }] };
    const { matchedCount } = await this.incidents.updateOne(
      { _id: incident.id, version: incident.version - 1, ...inTerm },
      {
        $set: {
          ...columnsOf(incident),
          ...(some ? { hasWanted: true } : {}),
          ...(term === undefined ? {} : { term }),
        },
        ...(some ? { $push: { wanted: { $each: wanted } } } : {}),
      },
    );
    return matchedCount > 0;
  }

  private async holds(incident: Incident): Promise<boolean> {
    return (await this.incidents.exists({ _id: incident.id, incident: JSON.stringify(incident) })) !== null;
  }
}

/** The driver's own collection: the server must see the documents just as they are given. */
function leasesOf(connection: Connection) {
  return connection.collection<{ _id: string; term?: number }>('leases');
}

function columnsOf(incident: Incident): Omit<IncidentDocument, '_id' | 'term' | 'wanted' | 'hasWanted'> {
  const { version, environment, service, severity, rule, openedAt, resolvedAt, acknowledgement } = incident;
  return {
    version,
    environment,
    service,
    severity,
    ruleId: rule?.id ?? null,
    openedAt: new Date(openedAt),
    resolvedAt: resolvedAt === null ? null : new Date(resolvedAt),
    isAcknowledged: acknowledgement !== null,
    incident: JSON.stringify(incident),
  };
}

/** Earlier consoles may still write beside this one: their words are read as today's. */
function incidentOf({ incident }: Pick<IncidentDocument, 'incident'>): Incident {
  return incidentInPresentWords(JSON.parse(incident) as Fields) as unknown as Incident;
}

/** What a query says, without what it leaves open. */
function present(conditions: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined));
}
