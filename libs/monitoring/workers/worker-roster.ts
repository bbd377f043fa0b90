import type { LocationId, WorkerStanding } from '@envscope/contracts/index.js';
import type { WorkerReport } from './messages.js';

interface Known {
  readonly report: WorkerReport;
  /** When it was heard of first, by the steady clock … */
  readonly sinceMs: number;
  /** … and last. */
  readonly heardMs: number;
}

/** A worker says something every ten seconds at least: after this long it was heard of, if it is there. */
export const HEARD_OF_WITHIN_MS = 15_000;
const SILENT_AFTER_MS = 30_000;
/** Then it was taken away on purpose, or has another name now. */
const FORGOTTEN_AFTER_MS = 3_600_000;
/** More are not kept: a worker that starts again and again has a new id each time. */
const MOST_WORKERS = 200;

/** Which workers there are, by what they said. */
export class WorkerRoster {
  private readonly known = new Map<string, Known>();

  constructor(private readonly steady: () => number) {}

  note(report: WorkerReport): void {
    const { id, name } = report.worker;
    // A worker of the same name that starts anew takes its own place.
    for (const [other, { report: earlier }] of this.known)
      if (other !== id && earlier.worker.name === name && earlier.location === report.location)
        this.known.delete(other);
    const heardMs = this.steady();
    const { sinceMs = heardMs } = this.known.get(id) ?? {};
    this.known.delete(id);
    this.known.set(id, { report, sinceMs, heardMs });
    const [oldest] = this.known.keys();
    if (this.known.size > MOST_WORKERS && oldest !== undefined) this.known.delete(oldest);
  }

  /** Those that were heard of within the last hour, by location and name. */
  list(nowMs: number): WorkerStanding[] {
    return [...this.known.values()]
      .filter(({ heardMs }) => this.steady() - heardMs <= FORGOTTEN_AFTER_MS)
      .map(({ report, sinceMs, heardMs }) => {
        const silentMs = this.steady() - heardMs;
        const isSilent = silentMs > SILENT_AFTER_MS;
        const at = (steadyMs: number) => new Date(Math.round(nowMs - this.steady() + steadyMs)).toISOString();
        return {
          name: report.worker.name,
          location: report.location,
          heardSince: at(sinceMs),
          heardAt: at(heardMs),
          isSilent,
          checksPerMinute: isSilent ? 0 : report.checksPerMinute,
          blindSince: report.blindSince,
          unknownTargets: report.unknown.count,
          unknownNames: report.unknown.names,
          isOfSameSettings: report.isOfSameSettings,
        };
      })
      .toSorted((a, b) => (a.location ?? '').localeCompare(b.location ?? '') || a.name.localeCompare(b.name));
  }

  /** Whether any worker of the location was heard of lately. */
  isStaffed(location: LocationId | undefined): boolean {
    return [...this.known.values()].some(
      ({ report, heardMs }) =>
        report.location === (location ?? null) && this.steady() - heardMs <= SILENT_AFTER_MS,
    );
  }
}
