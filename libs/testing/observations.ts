import type { Observation, ObservedResult } from '@envscope/contracts/index.js';

/** The moment at which the stories of specs begin: a full hour. */
export const STORY_START_MS = Date.UTC(2026, 9, 2, 9);

type Except<T, K extends PropertyKey> = T extends unknown ? Omit<T, Extract<K, keyof T>> : never;

/** What a spec says of a result; the rest is that of a healthy `default` target. */
type ResultOverrides = Partial<Except<ObservedResult, 'checkedAt'>> & { readonly atMs?: number };

/** A result at `atMs`, healthy unless overridden; one that is not `up` or `paused` gets a reason by itself. */
function resultOf({ atMs = STORY_START_MS, ...overrides }: ResultOverrides = {}): ObservedResult {
  const seen = {
    target: 'default',
    checkedAt: new Date(atMs).toISOString(),
    latencyMs: 12,
    measurements: {},
  };
  const { status = 'up', reason, ...rest } = overrides;
  if (status === 'up' || status === 'paused') return { ...seen, ...rest, status, reason: null };
  return { ...seen, ...rest, status, reason: reason ?? { code: 'timeout', params: { timeoutMs: 10_000 } } };
}

/** What a spec says of an observation; the rest is that of a healthy Redis in `dev`. */
export type ObservationDraft = Partial<Except<Observation, 'observedAt' | 'results'>> & {
  readonly atMs?: number;
  /** Their moments are the observation's own unless overridden. */
  readonly results?: readonly ResultOverrides[];
};

/** An observation at `atMs` with one healthy result, unless overridden. */
export function observationOf({
  atMs = STORY_START_MS,
  results = [{}],
  ...overrides
}: ObservationDraft = {}): Observation {
  return {
    environment: 'dev',
    service: 'redis',
    observedAt: new Date(atMs).toISOString(),
    covers: 'service',
    snapshot: null,
    ...overrides,
    results: results.map((result) => resultOf({ atMs, ...result })),
  };
}
