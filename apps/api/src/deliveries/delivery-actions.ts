import {
  Refusal,
  type Delivery,
  type DeliveryPage,
  type Dismissal,
  type DismissReport,
  type DismissRequest,
  type EnvironmentId,
  type ReplayReport,
  type ReplayRequest,
} from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { Dispatcher } from '@envscope/monitoring/deliveries/dispatcher.js';
import { LiveFeed } from '@envscope/monitoring/feed/live-feed.js';
import { IncidentRepository } from '@envscope/monitoring/repository/incident-repository.js';
import { AlertReader } from '@envscope/monitoring/repository/alert-reader.js';
import { IncidentStore } from '@envscope/store/incident-store.js';
import { Inject, Injectable } from '@nestjs/common';
import { knownEnvironment } from '../http/input/known.pipe.js';
import { readPage } from '../http/input/paging.js';
import type { DeliveriesQuery } from './queries.js';

/** Shows the log of deliveries, and does with dead ones what people want: queued again, or dismissed. */
@Injectable()
export class DeliveryActions {
  constructor(
    @Inject(ENVIRONMENTS) private readonly environments: Environments,
    private readonly store: IncidentStore,
    private readonly alerts: AlertReader,
    private readonly incidents: IncidentRepository,
    private readonly dispatcher: Dispatcher,
    private readonly feed: LiveFeed,
  ) {}

  /** Throws `unknown-environment` rather than find nothing where a name is misspelled. */
  async page(query: DeliveriesQuery): Promise<DeliveryPage> {
    const { environment, channel, state, incident, cursor, limit } = query;
    if (environment !== undefined) knownEnvironment(this.environments, environment);
    const filter = { environment, channel, state, incidentId: incident };
    const [{ items, nextCursor }, counts] = await Promise.all([
      readPage(limit, (most) => this.alerts.deliveries({ ...filter, before: cursor, limit: most })),
      this.alerts.countDeliveries(),
    ]);
    return {
      deliveries: items,
      nextCursor,
      counts: {
        waiting: sum(counts.map(({ waiting }) => waiting)),
        dead: sum(counts.map(({ dead }) => dead)),
      },
    };
  }

  /** Throws `unknown-delivery`, or `delivery-not-dead` where there is nothing to replay. */
  async replay(id: string): Promise<ReplayReport> {
    const delivery = await this.known(id);
    const replayed = await this.incidents.replay({ ids: [id] });
    if (replayed === 0) throw new Refusal('delivery-not-dead', { state: delivery.state });
    this.dispatcher.hurry((channel) => channel.id === delivery.channel);
    return { replayed };
  }

  /** Throws `unknown-environment`. */
  async replayAll({ environment }: ReplayRequest): Promise<ReplayReport> {
    if (environment !== undefined) knownEnvironment(this.environments, environment);
    const replayed = await this.incidents.replay({ environment });
    this.dispatcher.hurry((channel) => environment === undefined || channel.environment === environment);
    return { replayed };
  }

  /** Throws `unknown-delivery`, or `delivery-not-dead` where there is nothing to dismiss. */
  async dismiss(id: string, { by }: Dismissal): Promise<DismissReport> {
    const { state, environment } = await this.known(id);
    const dismissed = await this.incidents.dismiss({ ids: [id] }, by);
    if (dismissed === 0) throw new Refusal('delivery-not-dead', { state });
    return this.published(dismissed, environment);
  }

  /** Throws `unknown-environment`. */
  async dismissAll({ by, environment }: DismissRequest): Promise<DismissReport> {
    if (environment !== undefined) knownEnvironment(this.environments, environment);
    return this.published(await this.incidents.dismiss({ environment }, by), environment ?? null);
  }

  private async known(id: string): Promise<Delivery> {
    const delivery = await this.store.delivery(id);
    if (!delivery) throw new Refusal('unknown-delivery', { id });
    return delivery;
  }

  private published(dismissed: number, environment: EnvironmentId | null): DismissReport {
    this.feed.publish('alert', { topic: 'deliveries', environment, incidentId: null });
    return { dismissed };
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
