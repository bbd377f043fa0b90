import type { Connection, Model } from 'mongoose';
import type { Lease } from '../alert-store.js';
import { leaseSchema, type LeaseDocument } from './alert-documents.js';
import { isDuplicateKey } from './duplicate-keys.js';

const LEAD = 'lead';

/** The lease of which one console has the lead, a document of its own. */
export class LeaseHolder {
  private readonly leases: Model<LeaseDocument>;

  constructor(connection: Connection) {
    this.leases = connection.model<LeaseDocument>('Lease', leaseSchema);
  }

  /** False while another holds it. */
  async hold({ owner, untilMs, nowMs }: Lease): Promise<boolean> {
    const mine = { _id: LEAD, $or: [{ owner }, { until: { $lte: new Date(nowMs) } }] };
    try {
      await this.leases.updateOne(mine, { $set: { owner, until: new Date(untilMs) } }, { upsert: true });
      return true;
    } catch (error) {
      // There is a lease, and it is not ours to take.
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async release(owner: string): Promise<void> {
    await this.leases.deleteOne({ _id: LEAD, owner });
  }
}
