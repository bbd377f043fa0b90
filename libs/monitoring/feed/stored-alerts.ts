import type { IncidentStore } from '@envscope/store/incident-store.js';
import type { ConsolePart, Role } from '../console-part.js';
import { isOfConsole, outageOf } from '../connection/console-incident.js';
import type { ConsoleCondition } from './console-condition.js';
import type { LiveFeed } from './live-feed.js';

/** Publishes at a follower that the leader has changed incidents or deliveries: pages read them anew. */
export class StoredAlerts implements ConsolePart {
  private published = '';

  constructor(
    private readonly store: Pick<IncidentStore, 'openIncidents' | 'countDeliveries'>,
    private readonly feed: Pick<LiveFeed, 'publish'>,
    private readonly condition: Pick<ConsoleCondition, 'reportOutage'>,
  ) {}

  async follow(role: Role): Promise<void> {
    if (role === 'leader') return;
    const [open, counts] = await Promise.all([this.store.openIncidents(), this.store.countDeliveries()]);
    const now = JSON.stringify([open.map(({ id, version }) => `${id} ${version}`), counts]);
    const own = open.find(isOfConsole);
    this.condition.reportOutage(own ? outageOf(own) : null);
    if (now === this.published) return;
    this.published = now;
    this.feed.publish('alert', { topic: 'incidents', environment: null, incidentId: null });
    this.feed.publish('alert', { topic: 'deliveries', environment: null, incidentId: null });
  }
}
