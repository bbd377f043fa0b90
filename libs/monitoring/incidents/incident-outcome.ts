import type { DeliveryKind, Incident, TimelineEntry } from '@envscope/contracts/index.js';

/** An incident after a change, and the notifications that follow. */
export interface IncidentOutcome {
  /** As it is now, one version later; version 1 for a new one. */
  readonly incident: Incident;
  /** In the order in which they are sent; empty where nobody is notified. */
  readonly notify: readonly DeliveryKind[];
}

/** What a change makes different beside the timeline; version, `updatedAt` and `omitted` follow by themselves. */
export type IncidentPatch = Partial<Omit<Incident, 'id' | 'version' | 'updatedAt' | 'timeline' | 'omitted'>>;

/** The first entries show how it began, the newest how it is now. A long incident leaves out entries in between, but never a person's. */
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

/** What people did and said stays: the console promised to keep it. The number of comments is limited. */
function isOfPeople({ kind }: TimelineEntry): boolean {
  return kind === 'commented' || kind === 'acknowledged' || kind === 'resolved';
}

/** The outcome of a change: the incident, and its notifications. */
export function outcomeOf(incident: Incident): IncidentOutcome {
  return { incident, notify: notificationsOf(incident) };
}

function notificationsOf({ service, channels, resolvedAt, mutedBy }: Incident): DeliveryKind[] {
  // While the console has no network nobody can be reached: that one notifies once, when it is over.
  if (service === 'console') return [];
  const isNotified = channels.length > 0;
  // Muted or not: an alert that people saw must not stay open for ever. One that nobody saw needs no end.
  if (resolvedAt !== null) return isNotified ? ['changed', 'resolved'] : [];
  if (mutedBy !== null) return [];
  return isNotified ? ['changed'] : ['opened'];
}
