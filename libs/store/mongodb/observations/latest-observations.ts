import type { Connection, Model } from 'mongoose';
import type { Observation } from '@envscope/contracts/index.js';
import type { LatestObservation } from '../../observation-store.js';
import { contendedOf } from '../contention.js';
import { knownOf, latestOf, type KnownService } from './known-service.js';
import { latestWrites } from './latest-writes.js';
import {
  latestResultSchema,
  latestServiceSchema,
  type LatestResultDocument,
  type LatestServiceDocument,
} from './observation-documents.js';

/** Another console that still writes is about to learn that it leads no more: more often than this is no coincidence. */
const MOST_ATTEMPTS = 5;

/** Observations of one service, in their order. */
interface ObservedService {
  readonly key: string;
  readonly observed: readonly [Observation, ...Observation[]];
}

/**
 * What was observed last: a document for each target's result, and one for what is known of its service. What was read or
 * written is remembered, so that most appends read nothing; a revision says where another console has written since.
 */
export class LatestObservations {
  private readonly services: Model<LatestServiceDocument>;
  private readonly results: Model<LatestResultDocument>;
  private readonly known = new Map<string, KnownService>();

  constructor(
    connection: Connection,
    private readonly now: () => number,
  ) {
    this.services = connection.model<LatestServiceDocument>('LatestObservation', latestServiceSchema);
    this.results = connection.model<LatestResultDocument>('LatestResult', latestResultSchema);
  }

  async prepare(): Promise<void> {
    await Promise.all([this.services.createIndexes(), this.results.createIndexes()]);
  }

  async all(): Promise<LatestObservation[]> {
    const [services, results] = await Promise.all([
      this.services.find().sort({ environment: 1, service: 1 }).lean(),
      this.results.find().sort({ _id: 1 }).lean(),
    ]);
    const ofService = Map.groupBy(results, keyOf);
    return services.flatMap((service) => latestOf(service, ofService.get(keyOf(service)) ?? [], this.now()));
  }

  /** Puts what is new in the place of what was known; what comes late changes nothing. */
  async replace(observations: readonly Observation[]): Promise<void> {
    const groups = [...Map.groupBy(observations, keyOf)].flatMap(([key, [first, ...others]]) =>
      first ? [{ key, observed: [first, ...others] as const }] : [],
    );
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      await this.learn(groups.filter(({ key }) => !this.known.has(key)));
      if (await this.write(groups)) return;
    }
    throw new Error('Another console writes what this one observes');
  }

  /** Forgets what was last observed before the moment. */
  async prune(before: Date): Promise<void> {
    this.known.clear();
    await this.results.deleteMany({ observedAt: { $lt: before } });
    await this.services.deleteMany({ observedAt: { $lt: before } });
  }

  private async learn(groups: readonly ObservedService[]): Promise<void> {
    if (groups.length === 0) return;
    const which = {
      $or: groups.map(({ observed: [{ environment, service }] }) => ({ environment, service })),
    };
    const [services, results] = await Promise.all([
      this.services.find(which).lean(),
      this.results.find(which).select({ result: 0 }).lean(),
    ]);
    const ofService = Map.groupBy(results, keyOf);
    for (const { key } of groups) {
      const document = services.find((each) => keyOf(each) === key);
      this.known.set(key, knownOf(document, ofService.get(key) ?? []));
    }
  }

  /** False where another console was faster; then what it wrote is yet to be learnt. */
  private async write(groups: readonly ObservedService[]): Promise<boolean> {
    const nowMs = this.now();
    const writes = groups.flatMap(({ key, observed }) => {
      const known = this.known.get(key);
      // What fails half-way is learnt anew.
      this.known.delete(key);
      return known ? [{ key, ...latestWrites(known, observed, nowMs) }] : [];
    });
    const isWritten =
      (await isTaken(
        this.results.bulkWrite(
          writes.flatMap(({ results }) => results),
          UNORDERED,
        ),
      )) &&
      (await isTaken(
        this.services.bulkWrite(
          writes.map(({ service }) => service),
          UNORDERED,
        ),
      ));
    if (isWritten) for (const { key, after } of writes) this.known.set(key, after);
    return isWritten;
  }
}

const UNORDERED = { ordered: false } as const;

/** False where another console was at some of the documents: what they hold may not be as it was known to be. */
async function isTaken(writing: Promise<unknown>): Promise<boolean> {
  try {
    await writing;
    return true;
  } catch (error) {
    if (contendedOf(error).length === 0) throw error;
    return false;
  }
}

function keyOf({ environment, service }: { environment: string; service: string }): string {
  return `${environment} ${service}`;
}
