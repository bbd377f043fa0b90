import { createHash, randomUUID } from 'node:crypto';
import type { ChannelMessage } from './channel.js';

/** A UUID by what a message reports: an incident opens and is resolved once, and of its other events each version is one. */
export function deliveryIdOf({ events }: ChannelMessage): string {
  if (events.length === 0) return randomUUID();
  const reported = events.map(({ kind, incident: { id, version } }) =>
    kind === 'opened' || kind === 'resolved' ? `${id} ${kind}` : `${id} ${kind} ${version}`,
  );
  const hex = createHash('sha256').update(reported.join('\n')).digest('hex');
  // Version 8 of RFC 9562: made of whatever the application likes.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
