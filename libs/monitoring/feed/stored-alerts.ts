import type { IncidentStore } from '@envscope/store/incident-store.js';
import type { ConsolePart, Role } from '../console-part.js';
import { isOfConnection, outageOf } from '../connection/console-incident.js';
import { queueAwayIn, silentLocationsIn } from '../workers/worker-incident.js';
import type { ConsoleCondition } from './console-condition.js';
import type { LiveFeed } from './live-feed.js';

/** Publishes at a follower that the leader has changed incidents or deliveries: pages read them anew. */
export class StoredAlerts implements ConsolePart {
  private published = '';

  constructor(
    private readonly store: Pick<IncidentStore, 'openIncidents' | 'countDeliveries'>,
    private readonly feed: Pick<LiveFeed, 'publish'>,
    private readonly condition: Pick<
      ConsoleCondition,
      'reportOutage' | 'reportQueue' | 'reportSilentLocations'
    >,
  ) {}

  /** Whoever leads finds out by itself whether the queue is away. */
  start(): void {
    this.condition.reportQueue(null);
  }

  async follow(role: Role): Promise<void> {
    if (role === 'leader') return;
    const [open, counts] = await Promise.all([this.store.openIncidents(), this.store.countDeliveries()]);
    const now = JSON.stringify([open.map(({ id, version }) => `${id} ${version}`), counts]);
    const own = open.find(isOfConnection);
    this.condition.reportOutage(own ? outageOf(own) : null);
    this.condition.reportQueue(queueAwayIn(open));
    this.condition.reportSilentLocations(silentLocationsIn(open));
    if (now === this.published) return;
    this.published = now;
    this.feed.publish('alert', { topic: 'incidents', environment: null, incidentId: null });
    this.feed.publish('alert', { topic: 'deliveries', environment: null, incidentId: null });
  }
}
