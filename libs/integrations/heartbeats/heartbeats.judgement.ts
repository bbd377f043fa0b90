import type { DeafTime, JobRun, Measurements } from '@envscope/contracts/index.js';
import {
  degraded,
  down,
  measured,
  unknown,
  up,
  type Finding,
} from '@envscope/integrations/kernel/checks/finding.js';
import { beganMsOf } from './heartbeats.runs.js';
import { heartbeatsService } from './heartbeats.service.js';
import type { Job } from './heartbeats.settings.js';

/** What is known of a job. */
export interface JobRecord {
  /** Oldest first. */
  readonly runs: readonly JobRun[];
  /** When nobody could listen, oldest first. */
  readonly deafTimes: readonly DeafTime[];
}

type Terms = Pick<Job, 'schedule' | 'graceMs' | 'timeoutMs'>;

/** The end of a log that stands in a reason: the rest is on the service's page. */
const LOG_LINES = 3;
const LOG_CHARACTERS = 200;

/** The status of a job at a moment, epoch milliseconds; the most severe of what is wrong with it wins. */
export function judge(job: Terms, record: JobRecord, nowMs: number): Finding {
  const newest = record.runs.at(-1);
  if (!newest) return unknown('job-never-ran');
  const failure = lastEnded(record.runs);
  if (failure?.outcome === 'failure') return failed(failure);
  const open = record.runs.filter(({ outcome }) => outcome === 'running');
  return open.length > 0 ? judgeOpen(job, record, open, nowMs) : judgeDue(job, record, nowMs);
}

/** When the next run is due, epoch milliseconds; null before the first heartbeat. */
export function dueMsOf({ schedule, graceMs }: Terms, { runs, deafTimes }: JobRecord): number | null {
  if (runs.length === 0) return null;
  const dueMs = schedule.dueAfterRun(Math.max(...runs.map(beganMsOf)));
  // What could have been heard of in a deaf time is not held against the job: it begins anew after it.
  return deafTimes.reduce(
    (due, { fromMs, untilMs }) =>
      fromMs < due + 2 * graceMs && untilMs > due - graceMs ? schedule.dueAfterSilence(untilMs) : due,
    dueMs,
  );
}

/** The figures that become history: of the newest run that has them. `nowMs` is epoch milliseconds. */
export function measure({ runs }: Pick<JobRecord, 'runs'>, nowMs: number): Measurements {
  const success = lastSuccess(runs);
  return measured(heartbeatsService, {
    durationMs: runs.findLast(({ durationMs }) => durationMs !== null)?.durationMs,
    sinceSuccessMs: success && Math.max(0, nowMs - Date.parse(success.endedAt ?? '')),
  });
}

/** The newest run that succeeded. */
export function lastSuccess(runs: readonly JobRun[]): JobRun | undefined {
  return newestEnd(runs.filter(({ outcome }) => outcome === 'success'));
}

function lastEnded(runs: readonly JobRun[]): JobRun | undefined {
  return newestEnd(runs.filter(({ outcome }) => outcome === 'success' || outcome === 'failure'));
}

function newestEnd(runs: readonly JobRun[]): JobRun | undefined {
  return runs.reduce<JobRun | undefined>(
    (newest, run) => (newest && (newest.endedAt ?? '') > (run.endedAt ?? '') ? newest : run),
    undefined,
  );
}

function failed({ exitCode, log }: JobRun): Finding {
  const tail = endOf(log);
  return down('job-failed', { ...(exitCode !== null && { exitCode }), ...(tail !== '' && { log: tail }) });
}

/** The last lines in one, cut at their beginning. */
function endOf(log: string | null): string {
  const lines = (log ?? '').split('\n').flatMap((line) => line.trim() || []);
  const text = lines.slice(-LOG_LINES).join(' ⏎ ');
  return text.length > LOG_CHARACTERS ? `…${text.slice(1 - LOG_CHARACTERS).toWellFormed()}` : text;
}

function judgeOpen({ timeoutMs }: Terms, record: JobRecord, open: readonly JobRun[], nowMs: number): Finding {
  const sinceMs = Math.min(...open.map(beganMsOf));
  const ranMs = nowMs - sinceMs;
  const isHeard = !record.deafTimes.some(
    ({ fromMs, untilMs }) => untilMs > sinceMs && fromMs < sinceMs + 2 * timeoutMs,
  );
  if (ranMs > timeoutMs) {
    if (!isHeard) return unknown('job-unobserved');
    const params = { sinceAt: new Date(sinceMs).toISOString(), limitMs: timeoutMs };
    return ranMs > 2 * timeoutMs ? down('job-running-long', params) : degraded('job-running-long', params);
  }
  const before = record.runs.at(-2);
  const isOvertaken = before?.outcome === 'unfinished' && before.run === null && !isDeafSince(record, before);
  if (open.length > 1 || isOvertaken) return degraded('job-overlapping');
  return up();
}

function isDeafSince({ deafTimes }: JobRecord, run: JobRun): boolean {
  return deafTimes.some(({ untilMs }) => untilMs > beganMsOf(run));
}

function judgeDue(job: Terms, record: JobRecord, nowMs: number): Finding {
  const { graceMs } = job;
  const dueMs = dueMsOf(job, record) ?? Infinity;
  const params = { dueAt: Number.isFinite(dueMs) ? new Date(dueMs).toISOString() : '' };
  if (nowMs > dueMs + 2 * graceMs) return down('job-missed', params);
  if (nowMs > dueMs + graceMs) return degraded('job-late', params);
  const heardMs = Math.max(...record.runs.map(beganMsOf));
  // A run that was due meanwhile may have reported to nobody: what is believed of the job stays.
  return nowMs > job.schedule.dueAfterRun(heardMs) + graceMs ? unknown('job-unobserved') : up();
}
