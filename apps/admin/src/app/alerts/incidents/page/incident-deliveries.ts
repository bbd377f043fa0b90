import { Component, computed, inject, input } from '@angular/core';
import {
  type Delivery,
  DeliveryList,
  type Incident,
  type IncidentSubject,
} from '@envscope/contracts/index.js';
import { API } from '../../../api/api';
import { PagedFrame } from '../../../resources/paged-frame';
import { pagedList } from '../../../resources/paged-list';
import { Words } from '../../../language/words';
import { reloadOnAlerts } from '../../../live/reload-on-events';
import { Skeleton } from '../../../ui/layout/skeleton';
import { Cell } from '../../../ui/tables/cell';
import { DataTable } from '../../../ui/tables/data-table';
import type { TableOf } from '../../../ui/tables/table-of';
import { channelNames } from '../../channels/channel-names';
import { kindOfNotification } from '../incident-name';

const tableOf = (service: IncidentSubject, nameOf: (channel: string) => string): TableOf<Delivery> => ({
  key: ({ id }) => id,
  first: Infinity,
  columns: [
    {
      label: 'incidents.detail.message',
      value: ({ kind }, words) => kindOfNotification(kind, service, words),
    },
    { label: 'shell.word.channel', value: ({ channel }) => nameOf(channel) },
    { label: 'shell.word.state', cell: 'state' },
    { label: 'incidents.detail.attempts', value: ({ attemptCount }) => attemptCount, shape: 'number' },
    { label: 'shell.word.when', cell: 'when', shape: 'steady' },
  ],
});

/** The notifications about an incident: to which channel, and whether they arrived. */
@Component({
  selector: 'app-incident-deliveries',
  imports: [Cell, DataTable, PagedFrame, Skeleton],
  template: `
    @if (channels.isAwaited()) {
      <div aria-busy="true"><app-skeleton height="4rem" /></div>
    } @else {
      <app-paged-frame height="4rem" [list]="list" [more]="words.say('incidents.detail.olderMessages')">
        <app-data-table
          [table]="table()"
          [rows]="deliveries()"
          [label]="words.say('incidents.detail.deliveries')"
          [empty]="words.say(whyNone())"
        >
          <ng-template appCell="state" [appCellOf]="deliveries()" let-delivery>
            <strong [class]="delivery.state">{{ words.say(stateKey(delivery)) }}</strong>
            @if (remarkOf(delivery); as remark) {
              <span class="minor"> · {{ remark }}</span>
            }
          </ng-template>
          <ng-template appCell="when" [appCellOf]="deliveries()" let-delivery>
            @let at = delivery.settledAt ?? delivery.createdAt;
            <span [title]="words.moment(at)">{{ words.instant(at) }}</span>
          </ng-template>
        </app-data-table>
      </app-paged-frame>
    }
  `,
  styles: `
    strong {
      font-weight: inherit;
    }
    .dead {
      color: var(--state-down-ink);
      font-weight: 600;
    }
    .delivered {
      color: var(--state-up-ink);
      font-weight: 600;
    }
  `,
})
export class IncidentDeliveries {
  readonly incident = input.required<Pick<Incident, 'id' | 'service' | 'mutedBy' | 'resolvedAt'>>();

  protected readonly words = inject(Words);

  protected readonly channels = channelNames();
  protected readonly table = computed(() => tableOf(this.incident().service, this.channels.of));

  private readonly id = computed(() => this.incident().id);
  protected readonly list = pagedList({
    of: () => this.id(),
    ask: (id) => ({ url: API.incidentDeliveries(id) }),
    parse: (answer) => DeliveryList.parse(answer),
    items: ({ deliveries }) => deliveries,
  });

  /** Newest first. */
  protected readonly deliveries = computed(() => this.list.items() ?? []);

  protected readonly whyNone = computed(() => {
    const { service, mutedBy, resolvedAt } = this.incident();
    if (service === 'console' && resolvedAt === null) return 'incidents.detail.notNotifiedYet';
    return mutedBy ? 'incidents.detail.notNotifiedMuted' : 'incidents.detail.notNotified';
  });

  constructor() {
    // A change of the incident wants messages; that they were sent changes the messages alone.
    reloadOnAlerts(
      this.list.resource,
      ({ topic, incidentId }) =>
        (topic === 'incidents' || topic === 'deliveries') &&
        (incidentId === null || incidentId === this.id()),
    );
  }

  protected stateKey({ state }: Delivery) {
    return `alerts.deliveryState.${state}` as const;
  }

  /** Why it has not arrived, or what is special about how it did. */
  protected remarkOf(delivery: Delivery): string | null {
    const { state, deathCause, attempts, isPossiblyRepeated, digestSize } = delivery;
    if (deathCause !== null) return this.words.say(`alerts.deathCause.${deathCause}`);
    const last = attempts.at(-1);
    if ((state === 'queued' || state === 'sending') && last) {
      return last.reason ? this.words.reason(last.reason) : this.words.say(`alerts.outcome.${last.outcome}`);
    }
    if (isPossiblyRepeated) return this.words.say('incidents.mark.possiblyRepeated');
    if (digestSize > 1) return this.words.say('shell.word.inDigest', { count: digestSize - 1 });
    return null;
  }
}
