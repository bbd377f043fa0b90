import { type DeliveryKind, type Incident, type TimelineEntry } from '@envscope/contracts/index.js';

/** An incident after a change, and what has to be told of it: nothing where `told` is empty. */
export interface IncidentOutcome {
  /** As it is now, one version later; version 1 for a new one. */
  readonly incident: Incident;
  /** In the order in which it has to be told. */
  readonly notify: readonly DeliveryKind[];
}

/** What a change makes different beside the timeline; version, `updatedAt` and `omitted` follow by themselves. */
export type IncidentPatch = Partial<Omit<Incident, 'id' | 'version' | 'updatedAt' | 'timeline' | 'omitted'>>;

/** The first entries tell how it began, the newest how it stands; what a long incident leaves out lies between, and is nobody's word. */
const FIRST_KEPT = 20;
const NEWEST_KEPT = 180;

/** The incident one version later, with what happened at its timeline's end. */
export function advance(
  incident: Incident,
  atMs: number,
  happened: readonly TimelineEntry[],
  patch: IncidentPatch = {},
): Incident {
  return {
    ...incident,
    ...patch,
    version: incident.version + 1,
    updatedAt: new Date(atMs).toISOString(),
    ...shortened([...incident.timeline, ...happened], incident.omitted),
  };
}

/** A timeline as it is kept, of which so many entries are left out already. */
export function shortened(
  timeline: readonly TimelineEntry[],
  omitted: number,
): Pick<Incident, 'timeline' | 'omitted'> {
  const surplus = Math.max(0, timeline.length - FIRST_KEPT - NEWEST_KEPT);
  const mayGo = timeline.filter((entry, at) => at >= FIRST_KEPT && !isOfPeople(entry));
  const gone = new Set(mayGo.slice(0, surplus));
  return { timeline: timeline.filter((entry) => !gone.has(entry)), omitted: omitted + gone.size };
}

/** What people did and said stays: they were told that it is kept. There is a bound on how much that is. */
function isOfPeople({ kind }: TimelineEntry): boolean {
  return kind === 'commented' || kind === 'acknowledged' || kind === 'resolved';
}

/** What has to be told of an incident that has just changed. */
export function outcomeOf(incident: Incident): IncidentOutcome {
  return { incident, notify: notificationsOf(incident) };
}

function notificationsOf({ channels, resolvedAt, mutedBy }: Incident): DeliveryKind[] {
  const isTold = channels.length > 0;
  // Muted or not: an alert that people saw must not stay open for ever. One that nobody saw needs no end.
  if (resolvedAt !== null) return isTold ? ['changed', 'resolved'] : [];
  if (mutedBy !== null) return [];
  return isTold ? ['changed'] : ['opened'];
}
