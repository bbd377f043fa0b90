import type {
  CheckStatus,
  LocationId,
  LocationStanding,
  WorkersReport,
  WorkerStanding,
} from '@envscope/contracts/index.js';
import type { PlainKey } from '../language/words';

/** One location as the page shows it, with its workers. */
export interface LocationView {
  /** Null: workers without a location. */
  readonly location: LocationId | null;
  /** Null where no target is checked from there. */
  readonly standing: LocationStanding | null;
  readonly workers: readonly WorkerStanding[];
  readonly status: CheckStatus;
  readonly word: PlainKey;
  /** Why nothing comes from there though workers respond; null where something does, or none responds. */
  readonly why: PlainKey | null;
}

/** The locations that targets are checked from, then those where only workers are. */
export function locationViews(report: WorkersReport): LocationView[] {
  const byLocation = Map.groupBy(report.workers, ({ location }) => location);
  const planned = report.locations.map((standing) => ({ location: standing.location, standing }));
  const others = [...byLocation.keys()]
    .filter((location) => planned.every((known) => known.location !== location))
    .map((location) => ({ location, standing: null }));
  return [...planned, ...others].map(({ location, standing }) => {
    const workers = byLocation.get(location) ?? [];
    return { location, standing, workers, ...judged(report.queue, standing, workers) };
  });
}

/** Whether something of the worker needs a person. */
export function isImpaired({ blindSince, unknownTargets, isOfSameSettings }: WorkerStanding): boolean {
  return blindSince !== null || unknownTargets > 0 || !isOfSameSettings;
}

function judged(
  queue: WorkersReport['queue'],
  standing: LocationStanding | null,
  workers: readonly WorkerStanding[],
): Pick<LocationView, 'status' | 'word' | 'why'> {
  const responding = workers.filter(({ isSilent }) => !isSilent);
  if (queue === 'away') return { status: 'unknown', word: 'workers.location.unheard', why: null };
  if (standing === null) return { status: 'paused', word: 'workers.location.idle', why: null };
  const { isStaffed, silentSince, broughtAt } = standing;
  if (isStaffed === null) {
    const word = broughtAt === null ? 'workers.location.waiting' : 'workers.location.unheard';
    return { status: 'unknown', word, why: null };
  }
  if (!isStaffed) return { status: 'down', word: 'workers.location.unstaffed', why: null };
  if (silentSince !== null)
    return { status: 'down', word: 'workers.location.silent', why: whyNothing(responding) };
  if (responding.some(isImpaired))
    return { status: 'degraded', word: 'workers.location.impaired', why: null };
  if (broughtAt === null) return { status: 'unknown', word: 'workers.location.waiting', why: null };
  return { status: 'up', word: 'workers.location.working', why: null };
}

function whyNothing(responding: readonly WorkerStanding[]): PlainKey {
  if (responding.every(({ blindSince }) => blindSince !== null)) return 'workers.location.blind';
  if (responding.every(({ unknownTargets }) => unknownTargets > 0)) return 'workers.location.lacking';
  return 'workers.location.why';
}
