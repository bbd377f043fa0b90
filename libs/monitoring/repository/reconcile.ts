import type { Incident, TimelineEntry } from '@envscope/contracts/index.js';
import { shortened } from '../incidents/incident-outcome.js';

/**
 * One incident of two that grew apart, one version after the stored one: what this console found, with what people did at
 * another one. What a person resolved there stays resolved. Whatever either of them wrote into its timeline is in it.
 */
export function reconcile(ours: Incident, stored: Incident): Incident {
  const known = new Set(stored.timeline.map(keyOf));
  const missed = ours.timeline.filter((entry) => !known.has(keyOf(entry)));
  const timeline = [...stored.timeline, ...missed].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const version = stored.version + 1;
  const whole = shortened(timeline, Math.max(ours.omitted, stored.omitted));
  if (stored.resolution === 'by-hand') return { ...stored, version, ...whole };
  return {
    ...ours,
    version,
    ...whole,
    acknowledgement: stored.acknowledgement ?? ours.acknowledgement,
    channels: [...new Set([...stored.channels, ...ours.channels])],
  };
}

/** The same for the same entry wherever it is read; older consoles did not number what people did. */
function keyOf(entry: TimelineEntry): string {
  return 'id' in entry && entry.id !== undefined ? entry.id : JSON.stringify(entry);
}
