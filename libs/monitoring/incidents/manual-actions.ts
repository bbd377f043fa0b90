import { randomUUID } from 'node:crypto';
import {
  CONSOLE_SCOPE,
  Refusal,
  type Incident,
  type IncidentAction,
  type IncidentComment,
  type Named,
} from '@envscope/contracts/index.js';
import { advance, outcomeOf, type IncidentOutcome } from './incident-outcome.js';

/** A person takes care of it. Throws `incident-resolved` and `already-acknowledged`. */
export function acknowledge(
  incident: Incident,
  { by, note }: Named<IncidentAction>,
  atMs: number,
): IncidentOutcome {
  refuseResolved(incident);
  refuseAcknowledged(incident);
  const at = new Date(atMs).toISOString();
  return outcomeOf(
    advance(incident, atMs, [{ kind: 'acknowledged', id: randomUUID(), at, by, note }], {
      acknowledgement: { by, note, at },
    }),
  );
}

/** Of one incident; what is said is never left out of a long timeline. */
export const MOST_COMMENTS = 150;

/** A person comments on it. Throws `incident-resolved` and `too-many-comments`. */
export function comment(
  incident: Incident,
  { by, note }: Named<IncidentComment>,
  atMs: number,
): IncidentOutcome {
  refuseResolved(incident);
  const said = incident.timeline.filter(({ kind }) => kind === 'commented').length;
  if (said >= MOST_COMMENTS) throw new Refusal('too-many-comments', { most: MOST_COMMENTS });
  const at = new Date(atMs).toISOString();
  return outcomeOf(advance(incident, atMs, [{ kind: 'commented', id: randomUUID(), at, by, note }]));
}

/**
 * A person resolves it. Members stay as they are: a target that is still unhealthy opens a new incident only when its state
 * changes again. The console's own resolves itself. Throws `incident-resolved` and `incident-of-console`.
 */
export function resolveByHand(
  incident: Incident,
  { by, note }: Named<IncidentAction>,
  atMs: number,
): IncidentOutcome {
  refuseResolved(incident);
  if (incident.environment === CONSOLE_SCOPE) throw new Refusal('incident-of-console', { id: incident.id });
  const at = new Date(atMs).toISOString();
  return outcomeOf(
    advance(incident, atMs, [{ kind: 'resolved', id: randomUUID(), at, how: 'by-hand', by, note }], {
      targetState: 'healthy',
      resolvedAt: at,
      resolution: 'by-hand',
      isFlapping: false,
    }),
  );
}

/** Throws `incident-resolved` where nothing can be done about it any more. */
export function refuseResolved({ id, version, resolvedAt, resolution, timeline }: Incident): void {
  if (resolvedAt === null) return;
  const end = timeline.findLast(({ kind }) => kind === 'resolved');
  const by = end?.kind === 'resolved' ? end.by : null;
  throw new Refusal('incident-resolved', {
    id,
    version,
    state: 'resolved',
    at: resolvedAt,
    how: resolution ?? 'recovered',
    ...(by !== null && { by }),
  });
}

function refuseAcknowledged({ id, version, acknowledgement }: Incident): void {
  if (acknowledgement === null) return;
  const { by, at } = acknowledgement;
  throw new Refusal('already-acknowledged', { id, version, state: 'acknowledged', by, at });
}
