import type { EnvironmentId, LocationId } from '@envscope/contracts/index.js';
import { paceOf, SETTLED_AFTER_MS, staleAfterMs } from '../evaluate/policy.js';
import type { PlannedCheck } from '../schedule/check-plan.js';
import type { WorkerReport } from './messages.js';

/** A place from which targets are checked, and how long nothing has come from there. */
export interface WatchedLocation {
  /** Null: workers without a location. */
  readonly location: LocationId | null;
  /** Checks in each interval, by environment. */
  readonly checks: ReadonlyMap<EnvironmentId, number>;
  /** When something came from there, by the steady clock; null where nothing did since this console listens. */
  readonly broughtMs: number | null;
  /** Since when nothing has come, by the steady clock; null where that is not long yet. */
  readonly silentSinceMs: number | null;
  /** Since when something has come without such a silence, by the steady clock; null where nothing does. */
  readonly steadySinceMs: number | null;
  /** Whether something has come for so long that no silence is to be expected. */
  readonly hasSettled: boolean;
}

/** A worker that is started anew, or replaced, is no silence. */
const LEAST_SILENCE_MS = 120_000;

/** Watches whether something comes from each place that targets are checked from: that a worker is there brings nothing yet. */
export class LocationWatch {
  private readonly places: ReadonlyMap<LocationId | null, Place>;
  private listeningMs: number;

  constructor(
    spread: readonly PlannedCheck[],
    private readonly steady: () => number,
  ) {
    const pairs = spread.flatMap((check) => placesOf(check).map((location) => ({ location, check })));
    this.places = new Map(
      [...Map.groupBy(pairs, ({ location }) => location)].map(([location, of]) => [
        location,
        new Place(of.map(({ check }) => check)),
      ]),
    );
    this.listeningMs = steady();
  }

  /** Time in which nobody listened is no silence, and proves nothing either: both begin anew. */
  forgive(): void {
    this.listeningMs = this.steady();
    for (const place of this.places.values()) place.steadySinceMs = null;
  }

  note({ location, results }: WorkerReport): void {
    const hasSeen = results.some(({ observation }) =>
      // A worker without network has seen nothing.
      observation.results.some(({ reason }) => reason?.code !== 'not-observed'),
    );
    if (hasSeen) this.places.get(location)?.bring(this.steady());
  }

  list(): WatchedLocation[] {
    const nowMs = this.steady();
    return [...this.places].map(([location, { checks, broughtMs, steadySinceMs, silentAfterMs }]) => {
      const sinceMs = Math.max(broughtMs ?? -Infinity, this.listeningMs);
      const isSilent = nowMs - sinceMs > silentAfterMs;
      const settledAfterMs = Math.max(SETTLED_AFTER_MS, silentAfterMs);
      const bringingSinceMs = isSilent ? null : steadySinceMs;
      return {
        location,
        checks,
        broughtMs,
        silentSinceMs: isSilent ? sinceMs : null,
        steadySinceMs: bringingSinceMs,
        hasSettled: bringingSinceMs !== null && nowMs - bringingSinceMs >= settledAfterMs,
      };
    });
  }
}

/** What is remembered of one place. */
class Place {
  readonly checks: ReadonlyMap<EnvironmentId, number>;
  readonly silentAfterMs: number;
  broughtMs: number | null = null;
  /** Since when nothing was missing for long; null where nothing has come since somebody listens. */
  steadySinceMs: number | null = null;

  constructor(checks: readonly PlannedCheck[]) {
    this.checks = countByEnvironment(checks);
    this.silentAfterMs = silentAfterMs(checks);
  }

  bring(nowMs: number): void {
    const wasSilent = this.broughtMs !== null && nowMs - this.broughtMs > this.silentAfterMs;
    if (wasSilent || this.steadySinceMs === null) this.steadySinceMs = nowMs;
    this.broughtMs = nowMs;
  }
}

/** How many checks there are of each environment. */
export function countByEnvironment(checks: readonly PlannedCheck[]): ReadonlyMap<EnvironmentId, number> {
  const grouped = Map.groupBy(checks, ({ environment }) => environment);
  return new Map([...grouped].map(([environment, own]) => [environment, own.length]));
}

function placesOf({ locations }: PlannedCheck): readonly (LocationId | null)[] {
  return locations.length > 0 ? locations : [null];
}

/** Then no result of the target that is checked most often holds any more. */
function silentAfterMs(checks: readonly PlannedCheck[]): number {
  const held = checks.flatMap(({ terms }) => (terms ? staleAfterMs(paceOf(terms)) : []));
  return Math.max(LEAST_SILENCE_MS, Math.min(...held));
}
