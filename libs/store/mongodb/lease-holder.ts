import type { Connection, Model } from 'mongoose';
import type { HeldLease, Lease } from '../alert-store.js';
import { leaseSchema, type LeaseDocument } from './alert-documents.js';
import { isDuplicateKey } from './duplicate-keys.js';

/** Id of the one document. */
export const LEAD = 'lead';

/** The lease of which one console has the lead, a document of its own. */
export class LeaseHolder {
  private readonly leases: Model<LeaseDocument>;

  constructor(connection: Connection) {
    this.leases = connection.model<LeaseDocument>('Lease', leaseSchema);
  }

  /** Answers who holds it then. Each step is one write of one document: of several askers one gets it. */
  async hold(lease: Lease): Promise<HeldLease> {
    const held = (await this.renew(lease)) ?? (await this.take(lease)) ?? (await this.make(lease));
    return held ?? (await this.present()) ?? { owner: '', term: 0, untilMs: 0 };
  }

  /** It stays, so that terms only grow: it is over at once. */
  async release(owner: string): Promise<void> {
    await this.leases.updateOne({ _id: LEAD, owner }, { $set: { until: new Date(0) } });
  }

  private async renew({ owner, untilMs }: Lease): Promise<HeldLease | null> {
    const until = new Date(untilMs);
    const mine = { _id: LEAD, owner, until: { $gt: new Date(0) }, term: { $gt: 0 } };
    return heldBy(
      await this.leases.findOneAndUpdate(mine, { $set: { until } }, { returnDocument: 'after' }).lean(),
    );
  }

  private async take({ owner, untilMs, nowMs, lapsed }: Lease): Promise<HeldLease | null> {
    const over = [
      { until: { $lte: new Date(nowMs) } },
      ...(lapsed ? [{ owner: lapsed.owner, until: new Date(lapsed.untilMs) }] : []),
    ];
    const taken = { $set: { owner, until: new Date(untilMs) }, $inc: { term: 1 } };
    return heldBy(
      await this.leases.findOneAndUpdate({ _id: LEAD, $or: over }, taken, { returnDocument: 'after' }).lean(),
    );
  }

  /** Its first term is greater than that of any lease that somebody has deleted. */
  private async make({ owner, untilMs, nowMs }: Lease): Promise<HeldLease | null> {
    if (await this.present()) return null;
    try {
      await this.leases.create({ _id: LEAD, owner, until: new Date(untilMs), term: nowMs });
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
