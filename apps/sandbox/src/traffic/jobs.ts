import { setTimeout } from 'node:timers/promises';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How often a report that nobody took is sent again, and how long after, as `curl --retry` would. */
const TRIES = 6;
const AGAIN_AFTER_MS = 10 * SECOND_MS;

/** A job of the demo's application, run by its cron once a day: first so long after the sandbox has started. */
interface CronJob {
  readonly environment: string;
  readonly name: string;
  readonly beginsMs: number;
  /** Null: it only says that it succeeded. */
  readonly takesMs: number | null;
}

const JOBS: readonly CronJob[] = [
  { environment: 'prod', name: 'nightly-backup', beginsMs: 3 * MINUTE_MS, takesMs: 75 * SECOND_MS },
  // Late when the demo begins; whoever stays sees it come after all.
  { environment: 'prod', name: 'report-mail', beginsMs: 9 * MINUTE_MS, takesMs: null },
];

/** The reports that are due within a stretch of the sandbox's time, in their order. */
export function reportsBetween(
  fromMs: number,
  toMs: number,
): { readonly path: string; readonly atMs: number }[] {
  const ofDay = JOBS.flatMap(({ environment, name, beginsMs, takesMs }) => {
    const path = `sandbox-${environment}-${name}`;
    if (takesMs === null) return [{ path, atMs: beginsMs }];
    return [
      { path: `${path}/start`, atMs: beginsMs },
      { path: `${path}/0`, atMs: beginsMs + takesMs },
    ];
  });
  return ofDay
    .map(({ path, atMs }) => ({
      path,
      atMs: atMs + Math.max(0, Math.ceil((fromMs - atMs) / DAY_MS)) * DAY_MS,
    }))
    .filter(({ atMs }) => atMs >= fromMs && atMs < toMs)
    .toSorted((a, b) => a.atMs - b.atMs);
}

/** Has the demo's jobs report to the console at this address, each with the token that the committed settings give it. */
export function startJobs(consoleUrl: string, startedAtMs: number): { stop(): void } {
  const stopping = new AbortController();
  let reportedMs = 0;
  const timer = setInterval(() => {
    const elapsedMs = Date.now() - startedAtMs;
    for (const { path } of reportsBetween(reportedMs, elapsedMs))
      void report(`${consoleUrl}/api/heartbeats/${path}`, stopping.signal);
    reportedMs = Math.max(reportedMs, elapsedMs);
  }, SECOND_MS).unref();
  return {
    stop: () => {
      clearInterval(timer);
      stopping.abort();
    },
  };
}

/** A console that cannot be reached, or whose store fails, is asked again; one that does not know the job is not. */
async function report(url: string, signal: AbortSignal): Promise<void> {
  for (let tried = 1; tried <= TRIES && !signal.aborted; tried += 1) {
    const answer = await fetch(url, { method: 'POST', signal }).catch(() => null);
    if (answer !== null && answer.status < 500) return;
    await setTimeout(AGAIN_AFTER_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
