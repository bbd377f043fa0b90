import type { HeartbeatJob, HeartbeatsSnapshot } from '@envscope/contracts/index.js';

function job(name: string, differs: Partial<HeartbeatJob> = {}): HeartbeatJob {
  return {
    name,
    status: 'up',
    cron: null,
    timeZone: null,
    everyMs: 21_600_000,
    graceMs: 2_160_000,
    timeoutMs: 3_600_000,
    lastRun: {
      outcome: 'success',
      startedAt: '2026-11-23T05:00:00.000Z',
      endedAt: '2026-11-23T05:04:00.000Z',
      durationMs: 240_000,
      exitCode: 0,
      run: null,
    },
    lastSuccessAt: '2026-11-23T05:04:00.000Z',
    dueAt: '2026-11-23T11:00:00.000Z',
    checkedAt: '2026-11-23T07:00:00.000Z',
    ...differs,
  };
}

/** One job has failed, one is well, one has never reported. */
export const HEARTBEATS: HeartbeatsSnapshot = {
  jobs: [
    job('nightly-backup', {
      status: 'down',
      cron: '0 2 * * *',
      timeZone: 'Asia/Seoul',
      everyMs: null,
      lastRun: {
        outcome: 'failure',
        startedAt: null,
        endedAt: '2026-11-23T06:00:00.000Z',
        durationMs: null,
        exitCode: 3,
        run: 'night-1',
      },
    }),
    job('never', { status: 'unknown', lastRun: null, lastSuccessAt: null, dueAt: null }),
    job('report'),
  ],
  sampledAt: '2026-11-23T07:00:00.000Z',
};
