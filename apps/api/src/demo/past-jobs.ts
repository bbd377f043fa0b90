import type { Beat, EnvironmentId } from '@envscope/contracts/index.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A fortnight of nights. */
const NIGHTS = 14;
const LATEST_MS = 6 * HOUR_MS;
const FAILED_NIGHT = 5;
/** Just later than its grace lets it be. */
const LATE_MS = DAY_MS + HOUR_MS + 5 * MINUTE_MS;

const FAILURE_LOG = [
  'pg_dump: dumping contents of table "public.orders"',
  'pg_dump: error: could not write to output file: No space left on device',
  'backup failed after 11 minutes',
].join('\n');

/** The job of a demo that works, and the one that is late. */
export const DEMO_JOBS = { backup: 'nightly-backup', late: 'report-mail' } as const;

/** What the jobs of a demo's environment have reported before it begins, oldest first. */
export function pastBeats(environment: EnvironmentId, nowMs: number): Beat[] {
  const of = (job: string, agoMs: number, kind: Beat['kind'], differs: Partial<Beat> = {}): Beat => ({
    ...{
      environment,
      job,
      kind,
      at: new Date(nowMs - agoMs).toISOString(),
      run: null,
      exitCode: null,
      log: null,
    },
    ...differs,
  });
  const nights = Array.from({ length: NIGHTS }, (_, index) => NIGHTS - 1 - index).flatMap((night) => {
    const beganMs = LATEST_MS + night * DAY_MS;
    const isFailed = night === FAILED_NIGHT;
    const tookMs = isFailed ? 11 * MINUTE_MS : (18 + ((night * 7) % 9) + (NIGHTS - night) / 3) * MINUTE_MS;
    const end = isFailed
      ? of(DEMO_JOBS.backup, beganMs - tookMs, 'failure', { exitCode: 1, log: FAILURE_LOG })
      : of(DEMO_JOBS.backup, beganMs - tookMs, 'success', { exitCode: 0 });
    return [of(DEMO_JOBS.backup, beganMs, 'start'), end];
  });
  const late = [2, 1, 0].map((days) => of(DEMO_JOBS.late, LATE_MS + days * DAY_MS, 'success'));
  return [...nights, ...late];
}
