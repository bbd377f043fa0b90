import type { IncidentStore } from '@envscope/store/incident-store.js';
import type { ConsolePart, Role } from '../console-part.js';
import type { LiveFeed } from './live-feed.js';

/** Publishes at a follower that the leader has changed incidents or deliveries: pages read them anew. */
export class StoredAlerts implements ConsolePart {
  private published = '';

  constructor(
    private readonly store: Pick<IncidentStore, 'openIncidents' | 'countDeliveries'>,
    private readonly feed: Pick<LiveFeed, 'publish'>,
  ) {}

  async follow(role: Role): Promise<void> {
    if (role === 'leader') return;
    const [open, counts] = await Promise.all([this.store.openIncidents(), this.store.countDeliveries()]);
    const now = JSON.stringify([open.map(({ id, version }) => `${id} ${version}`), counts]);
    if (now === this.published) return;
    this.published = now;
    this.feed.publish('alert', { topic: 'incidents', environment: null, incidentId: null });
    this.feed.publish('alert', { topic: 'deliveries', environment: null, incidentId: null });
  }
}
