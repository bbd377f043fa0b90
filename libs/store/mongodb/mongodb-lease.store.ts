import { Schema, type InferRawDocType, type Model } from 'mongoose';
import { LeaseStore, type HeldLease, type Lease } from '../lease-store.js';
import type { DatabaseLink } from './database-link.js';
import { isDuplicateKey } from './contention.js';
import { asTheyCome, moment, text } from './schema-fields.js';

/** Id of the one document. */
export const LEAD = 'lead';

const fields = {
  _id: text,
  owner: text,
  until: moment,
  term: { type: Number },
  /** The term, where a console of this format took it; earlier consoles leave it as it was. */
  presentTerm: { type: Number },
} as const;
const schema = new Schema(fields, { collection: 'leases', ...asTheyCome });

type LeaseDocument = InferRawDocType<typeof fields>;

/** The lease by which one console has the lead, a document of its own. */
export class MongoLeaseStore extends LeaseStore {
  readonly isShared = true;
  private readonly leases: Model<LeaseDocument>;

  constructor(private readonly link: DatabaseLink) {
    super();
    this.leases = link.connection.model<LeaseDocument>('Lease', schema);
  }

  /** Each step is one write of one document: of several askers one gets it. */
  holdLease(lease: Lease): Promise<HeldLease> {
    return this.link.run(async () => {
      const held = (await this.renew(lease)) ?? (await this.take(lease)) ?? (await this.make(lease));
      return held ?? (await this.present()) ?? { owner: '', term: 0, untilMs: 0 };
    });
  }

  /** It stays, so that terms only grow: it is over at once. */
  releaseLease(owner: string): Promise<void> {
    return this.link.run(async () => {
      await this.leases.updateOne({ _id: LEAD, owner }, { $set: { until: new Date(0) } });
    });
  }

  private async renew({ owner, untilMs }: Lease): Promise<HeldLease | null> {
    const until = new Date(untilMs);
    const mine = { _id: LEAD, owner, until: { $gt: new Date(0) }, term: { $gt: 0 } };
    return heldBy(
      await this.leases.findOneAndUpdate(mine, { $set: { until } }, { returnDocument: 'after' }).lean(),
    );
  }

  /** It can be taken when it is over, and from an earlier console at any time: that one misreads what this one writes. */
  private async take({ owner, untilMs, nowMs, lapsed }: Lease): Promise<HeldLease | null> {
    const held = await this.leases.findById(LEAD).lean();
    if (!held) return null;
    const isEarlier = held.presentTerm !== held.term;
    const over = [
      { until: { $lte: new Date(nowMs) } },
      ...(lapsed ? [{ owner: lapsed.owner, until: new Date(lapsed.untilMs) }] : []),
    ];
    const term = (held.term ?? 0) + 1;
    return heldBy(
      await this.leases
        .findOneAndUpdate(
          { _id: LEAD, term: held.term ?? null, ...(isEarlier ? {} : { $or: over }) },
          { $set: { owner, until: new Date(untilMs), term, presentTerm: term } },
          { returnDocument: 'after' },
        )
        .lean(),
    );
  }

  /** Its first term is greater than that of any lease that somebody has deleted. */
  private async make({ owner, untilMs, nowMs }: Lease): Promise<HeldLease | null> {
    if (await this.present()) return null;
    try {
      await this.leases.create({
        _id: LEAD,
        owner,
        until: new Date(untilMs),
        term: nowMs,
        presentTerm: nowMs,
      });
      return { owner, term: nowMs, untilMs };
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  private async present(): Promise<HeldLease | null> {
    return heldBy(await this.leases.findById(LEAD).lean());
  }
}

function heldBy(document: LeaseDocument | null): HeldLease | null {
  if (!document) return null;
  const { owner, until, term } = document;
  return { owner, term: term ?? 0, untilMs: until.getTime() };
}
