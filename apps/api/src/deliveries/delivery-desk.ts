import type { DeliveryPage, ReplayReport, ReplayRequest } from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { AlertBook } from '@envscope/monitoring/incidents/alert-book.js';
import { AlertStore } from '@envscope/store/alert-store.js';
import { Inject, Injectable } from '@nestjs/common';
import { DeliveryNotDead, UnknownDelivery } from '../http/domain-errors.js';
import { knownEnvironment } from '../http/known.pipe.js';
import { readPage } from '../http/paging.js';
import type { DeliveriesQuestion } from './questions.js';

/** Shows the log of deliveries and puts dead ones back into their queues. */
@Injectable()
export class DeliveryDesk {
  constructor(
    @Inject(ENVIRONMENTS) private readonly environments: Environments,
    private readonly store: AlertStore,
    private readonly book: AlertBook,
  ) {}

  /** Throws `UnknownEnvironment` rather than find nothing where a name is misspelled. */
  async page(question: DeliveriesQuestion): Promise<DeliveryPage> {
    const { environment, channel, state, incident, cursor, limit } = question;
    if (environment !== undefined) knownEnvironment(this.environments, environment);
    const filter = { environment, channel, state, incidentId: incident };
    const [{ items, nextCursor }, counts] = await Promise.all([
      readPage(limit, (most) => this.store.deliveries({ ...filter, before: cursor, limit: most })),
      this.store.countDeliveries(),
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

  /** Throws `UnknownDelivery`, or `DeliveryNotDead` where there is nothing to replay. */
  async replay(id: string): Promise<ReplayReport> {
    const replayed = await this.book.replay({ ids: [id] });
    if (replayed > 0) return { replayed };
    const delivery = await this.store.delivery(id);
    throw delivery ? new DeliveryNotDead(delivery.state) : new UnknownDelivery(id);
  }

  /** Throws `UnknownEnvironment`. */
  async replayAll({ environment }: ReplayRequest): Promise<ReplayReport> {
    if (environment !== undefined) knownEnvironment(this.environments, environment);
    return { replayed: await this.book.replay({ environment }) };
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
