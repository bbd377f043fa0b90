import { randomUUID } from 'node:crypto';
import type { Incident, IncidentAction, IncidentComment } from '@envscope/contracts/index.js';
import { AlreadyAcknowledged, IncidentOver, TooManyComments } from './incident-errors.js';
import { advance, outcomeOf, type IncidentOutcome } from './incident-outcome.js';

/** Somebody looks after it. Throws `IncidentOver` and `AlreadyAcknowledged`. */
export function acknowledge(incident: Incident, { by, note }: IncidentAction, atMs: number): IncidentOutcome {
  refuseResolved(incident);
  if (incident.acknowledgement !== null) throw new AlreadyAcknowledged(incident, incident.acknowledgement);
  const at = new Date(atMs).toISOString();
  return outcomeOf(
    advance(incident, atMs, [{ kind: 'acknowledged', id: randomUUID(), at, by, note }], {
      acknowledgement: { by, note, at },
    }),
  );
}

/** Of one incident; what is said is never left out of a long timeline. */
export const MOST_COMMENTS = 150;

/** Somebody has something to say of it. Throws `IncidentOver`, `TooManyComments`. */
export function comment(incident: Incident, { by, note }: IncidentComment, atMs: number): IncidentOutcome {
  refuseResolved(incident);
  const said = incident.timeline.filter(({ kind }) => kind === 'commented').length;
  if (said >= MOST_COMMENTS) throw new TooManyComments(MOST_COMMENTS);
  const at = new Date(atMs).toISOString();
  return outcomeOf(advance(incident, atMs, [{ kind: 'commented', id: randomUUID(), at, by, note }]));
}

/**
 * Somebody says that it is over. Members stay as they are: a target that is still in trouble opens a new incident only when
 * its verdict changes again. Throws `IncidentOver`.
 */
export function resolveByHand(
  incident: Incident,
  { by, note }: IncidentAction,
  atMs: number,
): IncidentOutcome {
  refuseResolved(incident);
  const at = new Date(atMs).toISOString();
  return outcomeOf(
    advance(incident, atMs, [{ kind: 'resolved', id: randomUUID(), at, how: 'by-hand', by, note }], {
      verdict: 'healthy',
      resolvedAt: at,
      resolution: 'by-hand',
      isFlapping: false,
    }),
  );
}

function refuseResolved(incident: Incident): void {
  if (incident.resolvedAt !== null) throw new IncidentOver(incident, incident.resolvedAt);
}
