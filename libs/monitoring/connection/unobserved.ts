import type { Observation, ObservedResult, Reason } from '@envscope/contracts/index.js';

/** The observation of a console that is blind since then: neither a failure nor a success of anything. */
export function unobserved(observation: Observation, sinceAt: string): Observation {
  const reason: Reason = { code: 'not-observed', params: { sinceAt } };
  return { ...observation, results: observation.results.map((result) => blank(result, reason)) };
}

function blank({ target, label, checkedAt, detail }: ObservedResult, reason: Reason): ObservedResult {
  return {
    target,
    ...(label === undefined ? {} : { label }),
    checkedAt,
    latencyMs: null,
    measurements: {},
    status: 'unknown',
    reason,
    // What pages show of it has a status of its own.
    ...(detail === undefined
      ? {}
      : { detail: 'status' in detail ? { ...detail, status: 'unknown' } : detail }),
  };
}
