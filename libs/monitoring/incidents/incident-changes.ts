import type { EnvironmentId, Incident } from '@envscope/contracts/index.js';
import { concluded, updated } from './incident-members.js';
import { outcomeOf, type IncidentOutcome } from './incident-outcome.js';
import { joined, openedBy } from './incident-opening.js';
import { isUnhealthy, type IncidentContext, type MemberChange } from './member-change.js';
import { incidentsOf, groupFor } from './grouping.js';

/**
 * What the changes of one environment make of its open incidents: one outcome for each incident that they open, change or
 * resolve, however many they are. Incidents of other environments stay out of it.
 */
export function applyChanges(
  open: readonly Incident[],
  environment: EnvironmentId,
  changes: readonly MemberChange[],
  context: IncidentContext,
): readonly IncidentOutcome[] {
  const before = new Map(
    open
      .filter((incident) => incident.environment === environment && incident.resolvedAt === null)
      .map((incident) => [incident.id, incident]),
  );
  const now = new Map(before);
  // What failed first is the first cause.
  for (const change of changes.toSorted((a, b) => a.change.sinceMs - b.change.sinceMs)) {
    for (const incident of applyChange([...now.values()], environment, change, context)) {
      now.set(incident.id, incident);
    }
  }
  return [...now.values()]
    .filter((incident) => incident !== before.get(incident.id))
    .map((incident) => outcomeOf(concluded(before.get(incident.id), incident, context.nowMs)));
}

/** The incidents with the change in them; none where the change is no incident's. */
function applyChange(
  open: readonly Incident[],
  environment: EnvironmentId,
  found: MemberChange,
  context: IncidentContext,
): readonly Incident[] {
  const own = incidentsOf(open, found);
  if (own.length > 0) return own.map((incident) => updated(incident, found, context));
  // A person resolved it before the target was healthy again.
  if (!isUnhealthy(found)) return [];
  const place = groupFor(open, found, context);
  if (place === null) return [openedBy(environment, found, context)];
  return [joined(place.incident, found, place.isDependent, context)];
}
