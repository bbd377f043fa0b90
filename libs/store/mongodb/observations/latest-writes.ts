import type { AnyBulkWriteOperation } from 'mongoose';
import type { Observation, ObservedResult, TargetId } from '@envscope/contracts/index.js';
import { envelopeOf, type KnownService } from './known-service.js';
import type { LatestResultDocument, LatestServiceDocument } from './observation-documents.js';

/** What observations of one service change in its documents. */
export interface LatestWrites {
  readonly results: readonly AnyBulkWriteOperation<LatestResultDocument>[];
  readonly service: AnyBulkWriteOperation<LatestServiceDocument>;
  /** What the documents say once all of it is written. */
  readonly after: KnownService;
}

/**
 * Lets what is known of a service take its observations, in their order. Each write finds its document only where that is
 * as it is known to be, or older: a unique index refuses it where another console was faster. Their order does not matter.
 */
export function latestWrites(
  { newest, revision, earlier }: KnownService,
  observed: readonly [Observation, ...Observation[]],
  nowMs: number,
): LatestWrites {
  const { environment, service } = observed[0];
  const replaceable = (at: Date) => ({
    $or: [{ observedAt: { $lte: at } }, { observedAt: { $gt: new Date(nowMs) } }],
  });
  const present = new Map<TargetId, { at: Date; result: ObservedResult }>();
  const removals: AnyBulkWriteOperation<LatestResultDocument>[] = [];
  let newSnapshot = {};
  for (const observation of earlier ? [earlier, ...observed] : observed) {
    const { results, gone, isSnapshotNew } = newest.take(observation, nowMs);
    const at = new Date(observation.observedAt);
    for (const result of results) present.set(result.target, { at, result });
    for (const target of gone) present.delete(target);
    if (gone.length > 0) {
      const filter = { environment, service, target: { $in: [...gone] }, ...replaceable(at) };
      removals.push({ deleteMany: { filter } });
    }
    if (isSnapshotNew) newSnapshot = { snapshotAt: at, snapshot: JSON.stringify(observation.snapshot) };
  }
  const replacements = [...present].map(([target, { at, result }]) => {
    const $set = { observedAt: at, status: result.status, result: JSON.stringify(result) };
    return {
      updateOne: {
        filter: { environment, service, target, ...replaceable(at) },
        update: { $set },
        upsert: true,
      },
    };
  });
  const after = { newest, revision: (revision ?? 0) + 1, earlier: null };
  const $set = { ...fieldsOf(newest, observed[0]), ...newSnapshot, revision: after.revision };
  return {
    results: [...removals, ...replacements],
    service: {
      updateOne: { filter: { environment, service, revision }, update: { $set }, upsert: true },
    },
    after,
  };
}

function fieldsOf({ facts }: KnownService['newest'], observation: Observation) {
  if (!facts) return {};
  const { observedMs, covers, wholeMs, status, statusSince } = facts;
  const observedAt = new Date(observedMs);
  return {
    observedAt,
    covers,
    wholeAt: wholeMs === null ? null : new Date(wholeMs),
    status,
    statusSince,
    observation: envelopeOf(observation, observedAt),
  };
}
