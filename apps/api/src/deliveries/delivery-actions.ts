import type { Principal } from '@envscope/access/principal.js';
import { isReadable, readScopeOf } from '../access/read-scope.js';
import {
  Refusal,
  type Delivery,
  type DeliveryPage,
  type Dismissal,
  type DismissReport,
  type DismissRequest,
  type EnvironmentId,
  type Named,
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
import { AuditNotes } from '../audit/audit-notes.js';
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
    private readonly notes: AuditNotes,
  ) {}

  /** Throws `unknown-environment` rather than find nothing where a name is misspelled. */
  async page(query: DeliveriesQuery, asker: Principal): Promise<DeliveryPage> {
    const { environment, channel, state, incident, cursor, limit } = query;
    if (environment !== undefined) knownEnvironment(this.environments, environment);
    const among = readScopeOf(asker);
    const filter = { environment, among, channel, state, incidentId: incident };
    const [{ items, nextCursor }, all] = await Promise.all([
      readPage(limit, (most) => this.alerts.deliveries({ ...filter, before: cursor, limit: most })),
      this.alerts.countDeliveries(),
    ]);
    const counts = among === undefined ? all : all.filter(({ channel }) => this.isReadable(channel, asker));
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
  async replay(id: string, asker: Principal): Promise<ReplayReport> {
    const delivery = await this.known(id, asker);
    const replayed = await this.incidents.replay({ ids: [id] });
    if (replayed === 0) throw new Refusal('delivery-not-dead', { state: delivery.state });
    this.dispatcher.hurry((channel) => channel.id === delivery.channel);
    this.notes.note({ before: { state: delivery.state }, after: { state: 'queued' } });
    return { replayed };
  }

  /** Throws `unknown-environment`. */
  async replayAll({ environment }: ReplayRequest, asker: Principal): Promise<ReplayReport> {
    if (environment !== undefined) knownEnvironment(this.environments, environment);
    const scopes = scopesOf(environment, asker);
    const replayed = await inTurn(scopes, (scope) => this.incidents.replay({ environment: scope }));
    this.dispatcher.hurry((channel) =>
      scopes.some((scope) => (scope ?? channel.environment) === channel.environment),
    );
    this.noteAll({ environment, scopes, after: { replayed } });
    return { replayed };
  }

  /** Throws `unknown-delivery`, or `delivery-not-dead` where there is nothing to dismiss. */
  async dismiss(id: string, { by }: Named<Dismissal>, asker: Principal): Promise<DismissReport> {
    const { state, environment } = await this.known(id, asker);
    const dismissed = await this.incidents.dismiss({ ids: [id] }, by);
    if (dismissed === 0) throw new Refusal('delivery-not-dead', { state });
    this.notes.note({ before: { state }, after: { state: 'dismissed', dismissedBy: by } });
    return this.published(dismissed, environment);
  }

  /** Throws `unknown-environment`. */
  async dismissAll({ by, environment }: Named<DismissRequest>, asker: Principal): Promise<DismissReport> {
    if (environment !== undefined) knownEnvironment(this.environments, environment);
    const scopes = scopesOf(environment, asker);
    const dismissed = await inTurn(scopes, (scope) => this.incidents.dismiss({ environment: scope }, by));
    this.noteAll({ environment, scopes, after: { dismissed } });
    return this.published(dismissed, environment ?? null);
  }

  private isReadable(channelId: string, asker: Principal): boolean {
    const channel = this.dispatcher.states().find(({ id }) => id === channelId);
    return channel !== undefined && asker.may('read', channel.environment);
  }

  /** Throws `unknown-delivery`, also where the asker may not read it, and `not-permitted`. */
  private async known(id: string, asker: Principal): Promise<Delivery> {
    const delivery = await this.store.delivery(id);
    if (!delivery || !isReadable(delivery.environment, asker)) throw new Refusal('unknown-delivery', { id });
    this.notes.note({ environment: delivery.environment });
    asker.demand('deliveries:write', delivery.environment);
    return delivery;
  }

  /** All dead deliveries of some environments: how many they were, and of which where it is not all of them. */
  private noteAll({ environment, scopes, after }: DoneToAll): void {
    const environments = scopes.filter((scope) => scope !== undefined);
    const among = environment === undefined && environments.length > 0 ? { environments } : {};
    this.notes.note({ environment: environment ?? null, after: { ...among, ...after } });
  }

  private published(dismissed: number, environment: EnvironmentId | null): DismissReport {
    this.feed.publish('alert', { topic: 'deliveries', environment, incidentId: null });
    return { dismissed };
  }
}

interface DoneToAll {
  readonly environment: EnvironmentId | undefined;
  readonly scopes: readonly (EnvironmentId | undefined)[];
  readonly after: object;
}

/** The environments that somebody does something in: the named one, or all that they may; undefined: all there are. */
function scopesOf(
  environment: EnvironmentId | undefined,
  asker: Principal,
): readonly (EnvironmentId | undefined)[] {
  if (environment === undefined) return asker.environmentsWith('deliveries:write') ?? [undefined];
  asker.demand('deliveries:write', environment);
  return [environment];
}

async function inTurn<T>(scopes: readonly T[], count: (scope: T) => Promise<number>): Promise<number> {
  let total = 0;
  for (const scope of scopes) total += await count(scope);
  return total;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
