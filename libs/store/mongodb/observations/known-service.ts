import type { Observation, ObservedResult, Snapshot } from '@envscope/contracts/index.js';
import { NewestOfService } from '../../newest-of-service.js';
import type { LatestObservation } from '../../observation-store.js';
import type { LatestResultDocument, LatestServiceDocument } from './observation-documents.js';

/** What documents say of one service. */
export interface KnownService {
  readonly newest: NewestOfService;
  /** Of the service's document; null where no console has written it that counts. */
  readonly revision: number | null;
  /** What a console of format 3 has observed since: the results stand in the service's document, and have none of their own. */
  readonly earlier: Observation | null;
}

/** What the documents of a service, where there are any, say of it. */
export function knownOf(
  document: LatestServiceDocument | undefined,
  results: readonly Omit<LatestResultDocument, 'result'>[],
): KnownService {
  const targets = results.map(
    ({ target, observedAt, status }) => [target, { observedMs: observedAt.getTime(), status }] as const,
  );
  if (!document) return { newest: new NewestOfService(undefined, targets), revision: null, earlier: null };
  const { observedAt, covers, wholeAt, snapshotAt, status, statusSince, revision } = document;
  const facts = {
    observedMs: observedAt.getTime(),
    covers: covers ?? 'service',
    wholeMs: wholeAt?.getTime() ?? null,
    snapshotMs: snapshotAt?.getTime() ?? null,
    status,
    statusSince,
  };
  return {
    newest: new NewestOfService(facts, targets),
    revision: revision ?? null,
    earlier: earlierOf(document),
  };
}

/** The newest observation that the documents of a service hold; none where it has no results. */
export function latestOf(
  document: LatestServiceDocument,
  documents: readonly LatestResultDocument[],
  nowMs: number,
): LatestObservation[] {
  const { newest, earlier } = knownOf(document, documents);
  const results = new Map(
    documents.map(({ target, result }) => [target, JSON.parse(result) as ObservedResult]),
  );
  const replaced = earlier && newest.take(earlier, nowMs);
  for (const target of replaced?.gone ?? []) results.delete(target);
  for (const result of replaced?.results ?? []) results.set(result.target, result);
  if (!newest.facts || results.size === 0) return [];
  const { environment, service, snapshot } = document;
  const { observedMs, covers, statusSince } = newest.facts;
  const observation = {
    environment,
    service,
    observedAt: new Date(observedMs).toISOString(),
    covers,
    results: [...results.values()],
    snapshot: snapshot ? (JSON.parse(snapshot) as Snapshot) : null,
  };
  return [{ observation, statusSince }];
}

/** What stands in the place of an observation that a console of format 3 reads: it takes no result from it. */
export function envelopeOf(of: Pick<Observation, 'environment' | 'service'>, observedAt: Date): string {
  const { environment, service } = of;
  return JSON.stringify({ environment, service, observedAt: observedAt.toISOString(), results: [] });
}

function earlierOf({ observation }: LatestServiceDocument): Observation | null {
  const earlier = JSON.parse(observation) as Omit<Observation, 'covers' | 'snapshot'>;
  return earlier.results.length === 0 ? null : { covers: 'service', ...earlier, snapshot: null };
}
