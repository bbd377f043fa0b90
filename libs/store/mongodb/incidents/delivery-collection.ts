import type { Connection, Model, QueryFilter } from 'mongoose';
import { DeliveryState, type Delivery } from '@envscope/contracts/index.js';
import {
  latestEndOf,
  type DeliveryClaim,
  type DeliveryCount,
  type DeliveryQuery,
  type DeadSelection,
} from '../../incident-store.js';
import { deliverySchema, type DeliveryDocument, type WantedDocument } from './incident-documents.js';
import {
  deliveryInPresentWords,
  deliveryStateInPresentWords,
  storedStatesOf,
  type Fields,
} from '../../earlier-words.js';
import { duplicatesOf } from '../contention.js';
import { within } from './within.js';

const UNSETTLED: readonly DeliveryState[] = ['queued', 'sending'];
// Earlier consoles may still write beside this one: what is in their words counts, too.
const STORED_UNSETTLED = storedStatesOf(UNSETTLED);
const STORED_QUEUED = storedStatesOf(['queued']);

/** Deliveries, a document each. */
export class DeliveryCollection {
  private readonly deliveries: Model<DeliveryDocument>;

  constructor(connection: Connection) {
    this.deliveries = connection.model<DeliveryDocument>('Delivery', deliverySchema);
  }

  async prepare(): Promise<void> {
    await this.deliveries.createIndexes();
  }

  /**
   * Takes what was saved with an incident. Several consoles may do that at the same time, and one of them late: a delivery
   * that is here already stays as it is, unless a later version of the incident brought it again.
   */
  async takeOver(wanted: readonly WantedDocument[], term: number | undefined): Promise<void> {
    const newest = new Map(
      wanted.map((each) => documentOf(each, term)).map((document) => [document._id, document]),
    );
    const documents = [...newest.values()];
    const known = await this.insert(documents);
    await Promise.all(
      known.map(({ _id, savedVersion, ...document }) =>
        this.deliveries.updateOne(
          { _id, savedVersion: { $lt: savedVersion } },
          { $set: { savedVersion, ...document } },
        ),
      ),
    );
  }

  async get(id: string): Promise<Delivery | null> {
    const document = await this.deliveries.findById(id).lean();
    return document ? deliveryOf(document) : null;
  }

  unsettled(): Promise<Delivery[]> {
    return this.find({ state: { $in: STORED_UNSETTLED } });
  }

  of(incidentIds: readonly string[]): Promise<Delivery[]> {
    return this.find({ incidentId: { $in: incidentIds } });
  }

  async query({ limit, among, before, state, ...same }: DeliveryQuery): Promise<Delivery[]> {
    const given = Object.entries(same).filter(([, value]) => value !== undefined);
    const conditions = {
      ...Object.fromEntries(given),
      ...(among && { $and: [within(among)] }),
      ...(state === undefined ? {} : storedAs(state)),
      ...(before === undefined ? {} : { _id: { $lt: before } }),
    };
    const documents = await this.deliveries.find(conditions).sort({ _id: -1 }).limit(limit).lean();
    return documents.map(deliveryOf);
  }

  async countByChannel(): Promise<DeliveryCount[]> {
    const groups = await this.deliveries.aggregate<{
      _id: { channel: string; state: string; isDismissed?: boolean };
      count: number;
      settledAt: Date | null;
    }>([
      {
        $group: {
          _id: { channel: '$channel', state: '$state', isDismissed: '$isDismissed' },
          count: { $sum: 1 },
          settledAt: { $max: '$settledAt' },
        },
      },
    ]);
    return [...Map.groupBy(groups, ({ _id }) => _id.channel)].map(([channel, ofChannel]) => {
      const among = (...states: readonly DeliveryState[]) =>
        ofChannel.filter(({ _id }) => storedStatesOf(states).includes(_id.state) && !_id.isDismissed);
      const count = (...states: readonly DeliveryState[]) =>
        among(...states).reduce((sum, group) => sum + group.count, 0);
      const sentAt = among('delivered').flatMap(({ settledAt }) => settledAt?.toISOString() ?? []);
      const lastDeliveredAt = sentAt.toSorted().at(-1) ?? null;
      return { channel, waiting: count(...UNSETTLED), dead: count('dead'), lastDeliveredAt };
    });
  }

  /** From now on gives what is unsettled to no leader of an earlier term. */
  async beginTerm(term: number): Promise<void> {
    await this.deliveries.updateMany({ state: { $in: STORED_UNSETTLED } }, { $max: { term } });
  }

  /** Answers the ids that were claimed. Each document is claimed by itself: of several claimers one wins it. */
  async claim(ids: readonly string[], { owner, untilMs, nowMs, term }: DeliveryClaim): Promise<string[]> {
    const inTerm = term === undefined ? [] : [{ $or: [{ term: null }, { term: { $lte: term } }] }];
    const [claimSince, claimUntil] = [new Date(nowMs), new Date(untilMs)];
    const claimed = { state: 'sending', claimOwner: owner, claimSince, claimUntil };
    await this.deliveries.updateMany(
      {
        _id: { $in: ids },
        $and: [
          {
            $or: [
              { state: { $in: STORED_QUEUED } },
              { state: 'sending', claimOwner: { $in: [owner, null] } },
              { state: 'sending', claimUntil: { $lte: new Date(nowMs) } },
              { state: 'sending', claimUntil: { $gt: new Date(latestEndOf({ untilMs, nowMs })) } },
            ],
          },
          ...inTerm,
        ],
      },
      { $set: claimed },
    );
    const won = await this.deliveries
      .find({ _id: { $in: ids }, ...claimed })
      .select('_id')
      .lean();
    return won.map(({ _id }) => _id);
  }

  /** Answers the ids that the owner held. */
  async settle(owner: string, deliveries: readonly Delivery[]): Promise<string[]> {
    const settled = await Promise.all(
      deliveries.map(async (delivery) => {
        const held = { _id: delivery.id, state: 'sending', claimOwner: owner };
        const { matchedCount } = await this.deliveries.updateOne(held, { $set: columnsOf(delivery) });
        return matchedCount > 0 ? [delivery.id] : [];
      }),
    );
    return settled.flat();
  }

  replay(which: DeadSelection, nowMs: number): Promise<number> {
    return this.changeDead(which, {
      state: 'queued',
      queuedAt: new Date(nowMs).toISOString(),
      settledAt: null,
      deathCause: null,
      claim: null,
    });
  }

  dismiss(which: DeadSelection, by: string): Promise<number> {
    return this.changeDead(which, { state: 'dismissed', dismissedBy: by });
  }

  private async changeDead({ ids, environment }: DeadSelection, change: Partial<Delivery>): Promise<number> {
    const dead = await this.find({
      ...storedAs('dead'),
      ...(ids === undefined ? {} : { _id: { $in: ids } }),
      ...(environment === undefined ? {} : { environment }),
    });
    const changed = await Promise.all(
      dead.map(async (delivery) => {
        const stillDead = { _id: delivery.id, ...storedAs('dead') };
        const columns = columnsOf({ ...delivery, ...change });
        return (await this.deliveries.updateOne(stillDead, { $set: columns })).matchedCount;
      }),
    );
    return changed.reduce((sum, count) => sum + count, 0);
  }

  /** Incidents of which something is still to be delivered. */
  incidentsUnsettled(): Promise<string[]> {
    return this.deliveries.distinct('incidentId', { state: { $in: STORED_UNSETTLED } });
  }

  async deleteOf(incidentIds: readonly string[]): Promise<void> {
    await this.deliveries.deleteMany({ incidentId: { $in: incidentIds } });
  }

  /** Answers those that are there already. */
  private async insert(documents: DeliveryDocument[]): Promise<DeliveryDocument[]> {
    try {
      const writes = documents.map((document) => ({ insertOne: { document } }));
      await this.deliveries.bulkWrite(writes, { ordered: false });
      return [];
    } catch (error) {
      const known = duplicatesOf(error);
      if (known.length === 0) throw error;
      return documents.filter((_, position) => known.includes(position));
    }
  }

  private async find(filter: QueryFilter<DeliveryDocument>): Promise<Delivery[]> {
    const documents = await this.deliveries.find(filter).sort({ _id: 1 }).lean();
    return documents.map(deliveryOf);
  }
}

/** What is dismissed is dead with a mark: an earlier console beside this one does not know the word. */
function storedAs(state: DeliveryState): QueryFilter<DeliveryDocument> {
  if (state === 'dismissed') return { isDismissed: true };
  if (state === 'dead') return { state, isDismissed: { $ne: true } };
  return { state: { $in: storedStatesOf([state]) } };
}

function documentOf({ version, delivery }: WantedDocument, term: number | undefined): DeliveryDocument {
  const wanted = parsed(delivery);
  const inTerm = term === undefined ? {} : { term };
  return { _id: wanted.id, savedVersion: version, ...columnsOf(wanted), ...inTerm };
}

function columnsOf(delivery: Delivery): Omit<DeliveryDocument, '_id' | 'savedVersion' | 'term'> {
  const { incidentId, environment, channel, settledAt, claim } = delivery;
  const isDismissed = delivery.state === 'dismissed';
  const state = isDismissed ? 'dead' : delivery.state;
  return {
    incidentId,
    environment,
    channel,
    state,
    settledAt: settledAt === null ? null : new Date(settledAt),
    claimOwner: claim?.owner ?? null,
    claimSince: claim === null ? null : new Date(claim.since),
    claimUntil: claim === null ? null : new Date(claim.until),
    delivery: JSON.stringify({ ...delivery, state }),
    ...(isDismissed && { isDismissed }),
  };
}

function deliveryOf(document: DeliveryDocument): Delivery {
  const { state, isDismissed, claimOwner, claimSince, claimUntil, delivery } = document;
  const isClaimed = claimOwner && claimSince && claimUntil;
  return {
    ...parsed(delivery),
    state: isDismissed ? 'dismissed' : DeliveryState.parse(deliveryStateInPresentWords(state)),
    claim: isClaimed
      ? { owner: claimOwner, since: claimSince.toISOString(), until: claimUntil.toISOString() }
      : null,
  };
}

function parsed(delivery: string): Delivery {
  return deliveryInPresentWords(JSON.parse(delivery) as Fields) as unknown as Delivery;
}
