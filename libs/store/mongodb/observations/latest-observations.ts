import type { Connection, Model } from 'mongoose';
import { worstOf, type Observation } from '@envscope/contracts/index.js';
import type { LatestObservation } from '../../observation-store.js';
import { latestSchema, type LatestDocument } from './observation-documents.js';
import { isDuplicateKey } from '../duplicate-keys.js';

type WithoutSnapshot = Omit<Observation, 'snapshot'>;

/** The newest observation of every service in every environment, a document each. */
export class LatestObservations {
  private readonly newest: Model<LatestDocument>;

  constructor(
    connection: Connection,
    private readonly now: () => number,
  ) {
    this.newest = connection.model<LatestDocument>('LatestObservation', latestSchema);
  }

  async prepare(): Promise<void> {
    await this.newest.createIndexes();
  }

  async all(): Promise<LatestObservation[]> {
    const documents = await this.newest.find().sort({ environment: 1, service: 1 }).lean();
    return documents.map(({ observation, snapshot, statusSince }) => ({
      observation: {
        covers: 'service',
        ...(JSON.parse(observation) as Omit<WithoutSnapshot, 'covers'>),
        snapshot: snapshot ? (JSON.parse(snapshot) as Observation['snapshot']) : null,
      },
      statusSince,
    }));
  }

  /**
   * Puts the observation in the place of an older one, or of one from before the clock was set back, which is later than now;
   * one that comes late changes nothing.
   */
  async replace({ snapshot, ...observation }: Observation): Promise<void> {
    if (!(await this.advance(observation)) && !(await this.insert(observation))) {
      // Another console has made the document meanwhile, or the observation came late.
      await this.advance(observation);
    }
    if (snapshot === null) return;
    const { environment, service } = observation;
    const at = new Date(observation.observedAt);
    await this.newest.updateOne(
      { environment, service, $or: [{ snapshotAt: null }, ...this.replaceable('snapshotAt', at)] },
      { $set: { snapshotAt: at, snapshot: JSON.stringify(snapshot) } },
    );
  }

  /** Forgets what was last observed before the moment. */
  async prune(before: Date): Promise<void> {
    await this.newest.deleteMany({ observedAt: { $lt: before } });
  }

  /** False where there is no document with an older observation. */
  private async advance(newer: WithoutSnapshot): Promise<boolean> {
    const { environment, service, observedAt, status, statusSince, observation } = documentOf(newer);
    const older = { environment, service, $or: this.replaceable('observedAt', observedAt) };
    const same = await this.newest.updateOne(
      { ...older, status },
      { $set: { observedAt, observation }, $min: { statusSince } },
    );
    if (same.matchedCount > 0) return true;
    const changed = await this.newest.updateOne(
      { ...older, status: { $ne: status } },
      { $set: { observedAt, observation, status, statusSince } },
    );
    return changed.matchedCount > 0;
  }

  /** What a document's moment is like where that of something new may take its place. */
  private replaceable(field: 'observedAt' | 'snapshotAt', at: Date) {
    return [{ [field]: { $lte: at } }, { [field]: { $gt: new Date(this.now()) } }];
  }

  /** False where there is a document. */
  private async insert(observation: WithoutSnapshot): Promise<boolean> {
    try {
      await this.newest.create(documentOf(observation));
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}

function documentOf(observation: WithoutSnapshot) {
  const { environment, service, observedAt, results } = observation;
  return {
    environment,
    service,
    observedAt: new Date(observedAt),
    status: worstOf(results.map(({ status }) => status)),
    statusSince: observedAt,
    observation: JSON.stringify(observation),
  };
}
