import type { LocationResult, ObservedResult, Quorum, Snapshot } from '@envscope/contracts/index.js';
import { judgeTogether, type LocationView } from './location-judgement.js';

/**
 * What all locations together say of a target, as one result. Its latency, figures and detail are those of one of them, the one
 * in the middle by latency, so that they belong together; of the newest report where none of these was heard by this run.
 */
export function joinResults(
  views: readonly LocationView[],
  quorum: Quorum,
  newest: ObservedResult,
  checkedAt: string,
): ObservedResult {
  const { status, reason, representative } = judgeTogether(views, quorum);
  const { target, label, detail, latencyMs, measurements } = representative?.result ?? newest;
  // What is not determined has no figures.
  const figures = status === 'unknown' ? { latencyMs: null, measurements: {} } : { latencyMs, measurements };
  const shown = { status, latencyMs: figures.latencyMs, checkedAt, locations: views.map(shownOf) };
  return {
    target,
    ...(label === undefined ? {} : { label }),
    checkedAt,
    ...figures,
    ...judged(status, reason),
    detail: { ...detail, ...shown } satisfies Snapshot,
  };
}

/** A status with a reason where it needs one. */
function judged(
  status: ObservedResult['status'],
  reason: ObservedResult['reason'],
): Pick<ObservedResult, 'status' | 'reason'> & ObservedStatus {
  if (status === 'up' || status === 'paused') return { status, reason: null };
  return { status, reason: reason ?? { code: 'internal-fault', params: {} } };
}

type ObservedStatus =
  | { readonly status: 'up' | 'paused'; readonly reason: null }
  | {
      readonly status: Exclude<ObservedResult['status'], 'up' | 'paused'>;
      readonly reason: NonNullable<ObservedResult['reason']>;
    };

function shownOf({
  location,
  standing,
  status,
  latencyMs,
  reason,
  reportedAt,
}: LocationView): LocationResult {
  return { location, standing, status, latencyMs, reason, reportedAt };
}
