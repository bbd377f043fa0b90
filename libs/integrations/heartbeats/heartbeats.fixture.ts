import type { Beat } from '@envscope/contracts/index.js';

/** When the stories of the specs begin. */
export const STORY_MS = Date.parse('2026-10-02T02:00:00Z');

/** A beat so long after the beginning. */
export function beatAt(afterMs: number, kind: Beat['kind'], differs: Partial<Beat> = {}): Beat {
  return {
    environment: 'prod',
    job: 'backup',
    kind,
    at: new Date(STORY_MS + afterMs).toISOString(),
    run: null,
    exitCode: null,
    log: null,
    ...differs,
  };
}
