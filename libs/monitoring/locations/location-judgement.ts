import {
  byUrgency,
  type CheckStatus,
  type LocationResult,
  type ObservedResult,
  type Quorum,
  type Reason,
} from '@envscope/contracts/index.js';

/** What a location said of a target, with the whole result where this run of the console has heard it. */
export interface LocationView extends LocationResult {
  readonly result: ObservedResult | null;
}

/** What the locations together say of a target. */
export interface JointResult {
  readonly status: CheckStatus;
  readonly reason: Reason | null;
  /** Whose figures and details stand for it. */
  readonly representative: LocationView | undefined;
}

const VOTES: ReadonlySet<CheckStatus | null> = new Set<CheckStatus>(['up', 'degraded', 'down']);

/**
 * Judges a target by what each location saw, in the settings' order.
 *
 * A location votes while its result is fresh and says something of the target; one that is `unknown` does not. The target is
 * down where a quorum of the voters says so, degraded where fewer do, and degraded where a quorum finds it degraded or down.
 * What a location that is awaited could still turn is `unknown`, for a reason that nobody concludes anything from.
 */
export function judgeTogether(views: readonly LocationView[], quorum: Quorum): JointResult {
  const fresh = views.filter(({ standing }) => standing === 'fresh');
  const voters = fresh.filter(({ status }) => VOTES.has(status));
  const awaited = views.filter(({ standing }) => standing === 'awaited');
  if (voters.length === 0) return withoutVote(fresh);

  const needed = neededOf(quorum, voters.length + awaited.length);
  const down = voters.filter(({ status }) => status === 'down');
  const degraded = voters.filter(({ status }) => status === 'degraded');
  const bad = down.length + degraded.length;
  const isOpen = (count: number) => count > 0 && count < needed && count + awaited.length >= needed;
  const seen = (code: LocationCode) => reasonOf(code, down, voters, views);

  if (down.length >= needed)
    return { status: 'down', reason: seen('down-from-locations'), representative: down[0] };
  if (isOpen(down.length) || isOpen(bad))
    return { status: 'unknown', reason: pending(awaited), representative: undefined };
  if (down.length > 0) {
    const others = middleOf(voters.filter(({ status }) => status !== 'down'));
    return { status: 'degraded', reason: seen('down-from-some'), representative: others };
  }
  if (bad >= needed) {
    const representative = middleOf(degraded);
    return { status: 'degraded', reason: representative?.reason ?? null, representative };
  }
  return {
    status: 'up',
    reason: null,
    representative: middleOf(voters.filter(({ status }) => status === 'up')),
  };
}

/** How many of so many make a quorum; at most all of them, so that a location that is away cannot keep an outage secret. */
export function neededOf(quorum: Quorum, count: number): number {
  if (quorum === 'all') return count;
  if (quorum === 'majority') return Math.floor(count / 2) + 1;
  return Math.min(quorum, count);
}

type LocationCode = 'down-from-locations' | 'down-from-some';

/** Nobody could determine anything: what the most urgent of them says. */
function withoutVote(fresh: readonly LocationView[]): JointResult {
  const [first] = fresh.toSorted((a, b) => byUrgency(a.status ?? 'unknown', b.status ?? 'unknown'));
  return { status: first?.status ?? 'unknown', reason: first?.reason ?? null, representative: first };
}

/** The one in the middle by latency, the lower of two; those that measured none stand last. */
function middleOf(views: readonly LocationView[]): LocationView | undefined {
  const heard = views.filter(({ result }) => result !== null);
  const latencyOf = ({ latencyMs }: LocationView) => latencyMs ?? Infinity;
  const sorted = heard.toSorted((a, b) => Math.sign(latencyOf(a) - latencyOf(b)) || 0);
  return sorted[Math.ceil(sorted.length / 2) - 1];
}

/** Who says that it is down, how many of those that vote that is, what the first of them found, and who is silent. */
function reasonOf(
  code: LocationCode,
  down: readonly LocationView[],
  voters: readonly LocationView[],
  views: readonly LocationView[],
): Reason {
  const cause = down[0]?.reason;
  const silent = views.filter(({ standing }) => standing === 'silent');
  const since = silent.flatMap(({ reportedAt }) => reportedAt ?? []).toSorted();
  return {
    code,
    params: {
      ...cause?.params,
      ...(cause && { causeCode: cause.code }),
      ...(silent.length > 0 && { silentLocations: listOf(silent) }),
      ...(since[0] !== undefined && since.length === silent.length && { silentSinceAt: since[0] }),
      locations: listOf(down),
      downCount: down.length,
      voterCount: voters.length,
    },
  };
}

function pending(awaited: readonly LocationView[]): Reason {
  return { code: 'locations-pending', params: { locations: listOf(awaited) } };
}

const listOf = (views: readonly LocationView[]) => views.map(({ location }) => location).join(', ');
