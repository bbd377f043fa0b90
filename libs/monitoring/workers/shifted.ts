import type { Observation } from '@envscope/contracts/index.js';

/** The observation with its moments as another clock showed them, which is ahead by so much. */
export function shifted(observation: Observation, byMs: number): Observation {
  if (byMs === 0) return observation;
  const shift = (at: string) => new Date(Date.parse(at) + byMs).toISOString();
  return {
    ...observation,
    observedAt: shift(observation.observedAt),
    results: observation.results.map((result) => {
      const { checkedAt, detail } = result;
      // Pages show the moment of an endpoint's check from its detail.
      const isRepeated = detail?.['checkedAt'] === checkedAt;
      return {
        ...result,
        checkedAt: shift(checkedAt),
        ...(isRepeated ? { detail: { ...detail, checkedAt: shift(checkedAt) } } : {}),
      };
    }),
  };
}
