import type { Incident, TimelineEntry } from '@envscope/contracts/index.js';

/** What people do, at whichever console; everything else comes from the one that judges. */
const BY_PEOPLE: ReadonlySet<TimelineEntry['kind']> = new Set(['acknowledged', 'commented']);

/**
 * One incident of two that grew apart, one version after the stored one: what this console judged, with what people did at
 * another one. What a person resolved there stays resolved.
 */
export function reconcile(ours: Incident, stored: Incident): Incident {
  const version = stored.version + 1;
  if (stored.resolution === 'by-hand') return { ...stored, version };
  const known = new Set(ours.timeline.map(keyOf));
  const missed = stored.timeline.filter((entry) => BY_PEOPLE.has(entry.kind) && !known.has(keyOf(entry)));
  const timeline = [...ours.timeline, ...missed].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return {
    ...ours,
    version,
    timeline,
    acknowledgement: ours.acknowledgement ?? stored.acknowledgement,
    channels: [...new Set([...stored.channels, ...ours.channels])],
  };
}

const keyOf = (entry: TimelineEntry) => `${entry.kind} ${entry.at}`;
