import { Component, computed, inject, input } from '@angular/core';
import { type Delivery, DeliveryList, type Incident } from '@envscope/contracts/index.js';
import { API } from '../../../api/api';
import { PagedFrame } from '../../../resources/paged-frame';
import { pagedList } from '../../../resources/paged-list';
import { Words } from '../../../language/words';
import { reloadOnAlerts } from '../../../live/reload-on-events';
import { TableFrame } from '../../../ui/tables/table-frame';

/** The notifications about an incident: to which channel, and whether they arrived. */
@Component({
  selector: 'app-incident-deliveries',
  imports: [PagedFrame, TableFrame],
  templateUrl: 'incident-deliveries.html',
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-3);
    }
    button {
      justify-self: start;
    }
    .none {
      color: var(--ink-muted);
      font-size: var(--text-s);
    }
    [data-state='dead'] .state {
      color: var(--state-down-ink);
      font-weight: 600;
    }
    [data-state='delivered'] .state {
      color: var(--state-up-ink);
      font-weight: 600;
    }
  `,
})
export class IncidentDeliveries {
  readonly incident = input.required<Pick<Incident, 'id' | 'mutedBy'>>();

  protected readonly words = inject(Words);

  private readonly id = computed(() => this.incident().id);
  protected readonly list = pagedList({
    of: () => this.id(),
    ask: (id) => ({ url: API.incidentDeliveries(id) }),
    parse: (answer) => DeliveryList.parse(answer),
    items: ({ deliveries }) => deliveries,
  });

  /** Newest first. */
  protected readonly rows = computed(() => (this.list.items() ?? []).map((delivery) => this.rowOf(delivery)));

  constructor() {
    // A change of the incident wants messages; that they were sent changes the messages alone.
    reloadOnAlerts(
      this.list.resource,
      ({ topic, incidentId }) =>
        (topic === 'incidents' || topic === 'deliveries') &&
        (incidentId === null || incidentId === this.id()),
    );
  }

  private rowOf(delivery: Delivery) {
    const { id, kind, state, channel, attemptCount, settledAt, createdAt } = delivery;
    return {
      id,
      state,
      channel,
      kind: this.words.say(`alerts.deliveryKind.${kind}`),
      stateWord: this.words.say(`alerts.deliveryState.${state}`),
      attempts: this.words.number(attemptCount),
      remark: this.remarkOf(delivery),
      when: this.words.instant(settledAt ?? createdAt),
      moment: this.words.moment(settledAt ?? createdAt),
    };
  }

  /** Why it has not arrived, or what is special about how it did. */
  private remarkOf(delivery: Delivery): string | null {
    const { state, deathCause, attempts, isPossiblyRepeated, digestSize } = delivery;
    if (deathCause !== null) return this.words.say(`alerts.deathCause.${deathCause}`);
    const last = attempts.at(-1);
    if ((state === 'queued' || state === 'sending') && last) {
      return last.reason ? this.words.reason(last.reason) : this.words.say(`alerts.outcome.${last.outcome}`);
    }
    if (isPossiblyRepeated) return this.words.say('incidents.mark.possiblyRepeated');
    if (digestSize > 1) return this.words.say('incidents.detail.together', { count: digestSize - 1 });
    return null;
  }
}
