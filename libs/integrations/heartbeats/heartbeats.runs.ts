import type { Beat, JobRun } from '@envscope/contracts/index.js';

/** A start that comes again within this time was sent again, since its answer was lost. */
const REPEATED_MS = 15_000;

/** The runs that a job's beats tell of, oldest first, as the beats have to be. */
export function runsOf(beats: readonly Beat[]): JobRun[] {
  const runs: JobRun[] = [];
  for (const beat of beats) {
    if (beat.kind === 'start') begin(runs, beat);
    else end(runs, beat);
  }
  return runs;
}

/** When a run was first heard of; epoch milliseconds. */
export function beganMsOf({ startedAt, endedAt }: JobRun): number {
  return Date.parse(startedAt ?? endedAt ?? '');
}

function begin(runs: JobRun[], { at, run, log }: Beat): void {
  const open = runs.findLastIndex((each) => each.outcome === 'running' && each.run === run);
  const known = runs[open];
  if (known) {
    const isRepeated = run !== null || Date.parse(at) - beganMsOf(known) < REPEATED_MS;
    if (isRepeated) return;
    // Without a name its end could not be distinguished from that of the new one.
    runs[open] = { ...known, outcome: 'unfinished' };
  }
  runs.push({
    ...{ outcome: 'running', startedAt: at, endedAt: null, durationMs: null, exitCode: null, run, log },
  });
}

function end(runs: JobRun[], { at, kind, run, exitCode, log }: Beat): void {
  const outcome = kind === 'failure' ? 'failure' : 'success';
  const index = runs.findLastIndex((each) => each.run === run && isOpen(each));
  const open = runs[index];
  const startedAt = open?.startedAt ?? null;
  const durationMs = startedAt === null ? null : Math.max(0, Date.parse(at) - Date.parse(startedAt));
  const ended = { outcome, startedAt, endedAt: at, durationMs, exitCode, run, log } as const;
  if (open) runs[index] = ended;
  else runs.push(ended);
  if (outcome === 'success') giveUpBefore(runs, ended);
}

/** A named run that another one overtook may yet report its end. */
function isOpen({ outcome, run }: JobRun): boolean {
  return outcome === 'running' || (outcome === 'unfinished' && run !== null);
}

/** Nobody waits for the end of a run once a later one has succeeded. */
function giveUpBefore(runs: JobRun[], ended: JobRun): void {
  for (const [index, run] of runs.entries())
    if (run.outcome === 'running' && beganMsOf(run) < beganMsOf(ended))
      runs[index] = { ...run, outcome: 'unfinished' };
}
