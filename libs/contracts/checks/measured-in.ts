// Types alone are imported: a database thread loads this and needs no schema.
import type { Observation, ObservedPart, ObservedResult } from './observation.js';

/** Everything of an observation that has figures: its results, and its parts as results would be. */
export function measuredIn({ results, parts = [], observedAt }: Observation): readonly ObservedResult[] {
  const asResult = (part: ObservedPart): ObservedResult => ({
    ...part,
    status: 'up',
    checkedAt: observedAt,
    latencyMs: part.latencyMs ?? null,
    reason: null,
  });
  return parts.length === 0 ? results : [...results, ...parts.map(asResult)];
}
