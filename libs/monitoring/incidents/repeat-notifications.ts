import type { Incident } from '@envscope/contracts/index.js';
import type { ElapsedSince } from '../clock/clock-watch.js';
import { advance, type IncidentOutcome } from './incident-outcome.js';

/**
 * Whether the last notification of the unacknowledged incident was `everyMs` ago. Never where `everyMs` is 0, nor while it is
 * muted or flapping.
 */
export function isRepeatDue(incident: Incident, elapsedSince: ElapsedSince, everyMs: number): boolean {
  const { resolvedAt, acknowledgement, mutedBy, isFlapping, channels } = incident;
  const isWaitedFor = resolvedAt === null && acknowledgement === null && channels.length > 0;
  if (everyMs === 0 || !isWaitedFor || mutedBy !== null || isFlapping) return false;
  return elapsedSince(lastNotifiedMs(incident)) >= everyMs;
}

/** Repeats the notification of the incident. */
export function repeatNotification(incident: Incident, atMs: number): IncidentOutcome {
  const at = new Date(atMs).toISOString();
  const after = advance(incident, atMs, [{ kind: 'repeated', at }], { lastRepeatedAt: at });
  return { incident: after, notify: ['repeat'] };
}

/** The notification at the end of a mute needs no repetition a moment later. */
function lastNotifiedMs({ openedAt, lastRepeatedAt, timeline }: Incident): number {
  const unmuted = timeline.findLast(({ kind }) => kind === 'unmuted');
  return Math.max(...[openedAt, lastRepeatedAt ?? openedAt, unmuted?.at ?? openedAt].map(Date.parse));
}
