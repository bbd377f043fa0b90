import type { HeartbeatJob, JobRun } from '@envscope/contracts/index.js';
import type { Words } from '../../language/words';

/** How a run ended, in words. */
export function outcomeWords(
  { outcome, exitCode }: Pick<JobRun, 'outcome' | 'exitCode'>,
  words: Words,
): string {
  return outcome === 'failure' && exitCode !== null
    ? words.say('services.heartbeats.failureCode', { exitCode })
    : words.say(`services.heartbeats.outcomes.${outcome}`);
}

/** When runs of a job are expected, in words. */
export function scheduleWords({ cron, timeZone, everyMs }: HeartbeatJob, words: Words): string {
  return cron === null
    ? words.say('services.heartbeats.every', { duration: words.duration(everyMs ?? 0) })
    : words.say('services.heartbeats.cron', { cron, timeZone: timeZone ?? '' });
}

/** The last moment that is known of a run. */
export function momentOf({ startedAt, endedAt }: Pick<JobRun, 'startedAt' | 'endedAt'>): string {
  return endedAt ?? startedAt ?? '';
}
