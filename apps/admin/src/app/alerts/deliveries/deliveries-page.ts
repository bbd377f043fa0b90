import { httpResource } from '@angular/common/http';
import { Component, computed, type ElementRef, inject, linkedSignal, viewChild } from '@angular/core';
import { DeliveryPage, DeliveryState, type IncidentId, IncidentPage } from '@envscope/contracts/index.js';
import { API, LARGEST_PAGE } from '../../api/api';
import { addressFilter, paramsOf } from '../../resources/address-filter';
import { FilterBar, type FilterChoice } from '../../filters/filter-bar';
import { KeptFocus } from '../../resources/kept-focus';
import { lastValue } from '../../resources/last-value';
import { PagedFrame } from '../../resources/paged-frame';
import { pagedList } from '../../resources/paged-list';
import { Configuration } from '../../configuration/configuration';
import { nameOfIncident } from '@envscope/texts/incident-name.js';
import { kindOfNotification } from '../incidents/incident-name';
import { Words } from '../../language/words';
import { reloadOnAlerts } from '../../live/reload-on-events';
import { titlePage } from '../../ui/layout/page-title';
import { NoMatch } from '../../ui/layout/no-match';
import { Skeleton } from '../../ui/layout/skeleton';
import { channelNames } from '../channels/channel-names';
import { DeadLetters } from './dead-letters';
import { type DeliveryFilter, filterOf } from './delivery-filter';
import { DeliveryRow } from './delivery-row';

type Counts = DeliveryPage['counts'];

/** The log of all notifications: kind, incident, channel, and what the channel answered. The address has the filter. */
@Component({
  selector: 'app-deliveries-page',
  imports: [DeadLetters, DeliveryRow, FilterBar, NoMatch, PagedFrame, Skeleton],
  templateUrl: 'deliveries-page.html',
  styleUrl: '../../../styles/page.scss',
})
export class DeliveriesPage {
  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);

  protected readonly address = addressFilter<DeliveryFilter>(
    ['environment', 'channel', 'state', 'incident'],
    filterOf,
    { channel: 'environment' },
  );
  protected readonly filter = this.address.filter;
  protected readonly list = pagedList({
    of: () => this.filter(),
    ask: (filter) => ({ url: API.deliveries, params: paramsOf(filter) }),
    parse: (answer) => DeliveryPage.parse(answer),
    items: ({ deliveries }) => deliveries,
  });
  protected readonly resource = this.list.resource;
  private readonly bar = viewChild<FilterBar<DeliveryFilter>>(FilterBar);
  private readonly title = viewChild<ElementRef<HTMLElement>>('title');
  private readonly focus = new KeptFocus(this.list.items, this.title);
  /** Of all notifications, whatever the filter shows: kept while it reads others. */
  protected readonly counts = linkedSignal<Counts | undefined, Counts | undefined>({
    source: () => this.list.firstPage()?.counts,
    computation: (counts, previous) => counts ?? previous?.value,
  });

  protected readonly channels = channelNames();
  /** An older one is only linked to. */
  private readonly incidents = httpResource(() => ({ url: API.incidents, params: { limit: LARGEST_PAGE } }), {
    parse: (value) => IncidentPage.parse(value),
  });
  private readonly incidentPage = lastValue(this.incidents);
  /** Whether something that the first rows need may come yet: nothing is drawn before, so that nothing moves. */
  protected readonly isAwaited = computed(
    () =>
      this.channels.isAwaited() ||
      this.incidents.status() === 'loading' ||
      (this.counts() === undefined && this.resource.status() === 'loading'),
  );

  private readonly knownIncidents = computed(
    () => new Map((this.incidentPage()?.incidents ?? []).map((incident) => [incident.id, incident])),
  );

  protected readonly rows = computed(() =>
    (this.list.items() ?? []).map((delivery) => {
      const incident = this.knownIncidents().get(delivery.incidentId);
      return {
        delivery,
        kind: kindOfNotification(delivery.kind, incident?.service, this.words),
        incident: this.nameOf(delivery.incidentId),
        channel: this.channels.of(delivery.channel),
      };
    }),
  );

  protected readonly choices = computed((): FilterChoice<keyof DeliveryFilter>[] => [
    ...this.channelChoice(),
    {
      name: 'state',
      label: this.words.say('shell.word.state'),
      all: this.words.say('alerting.deliveries.everyState'),
      options: DeliveryState.options.map((value) => ({
        value,
        text: this.words.say(`alerts.deliveryState.${value}`),
      })),
    },
  ]);
  /** What it is called whose notifications alone are shown; null where all are. */
  protected readonly incident = computed(() => {
    const { incident: id } = this.filter();
    if (id === undefined) return null;
    return this.knownIncidents().has(id)
      ? this.words.say('alerting.deliveries.ofIncident', { name: this.nameOf(id) })
      : this.nameOf(id);
  });

  constructor() {
    reloadOnAlerts(this.resource, ({ topic, environment }) => {
      const wanted = this.filter().environment ?? null;
      return topic === 'deliveries' && (wanted === null || environment === null || wanted === environment);
    });
    reloadOnAlerts(this.incidents, ({ topic }) => topic === 'incidents');
    titlePage(() => this.words.say('shell.alerting.deliveries'));
  }

  protected clear(): void {
    this.bar()?.clear();
  }

  protected readAnew(): void {
    this.focus.keep();
    this.resource.reload();
  }

  /** Of an environment with one channel there is nothing to choose. */
  private channelChoice(): FilterChoice<'channel'>[] {
    const { environment } = this.filter();
    const channels = this.channels
      .channels()
      .filter((channel) => environment === undefined || channel.environment === environment);
    if (channels.length < 2) return [];
    return [
      {
        name: 'channel',
        label: this.words.say('shell.word.channel'),
        all: this.words.say('alerting.deliveries.everyChannel'),
        // With its environment's name, since each has its Discord.
        options: channels.map(({ id, environment }) => ({
          value: id,
          text: `${this.configuration.nameOf(environment)}: ${this.channels.of(id)}`,
        })),
      },
    ];
  }

  private nameOf(id: IncidentId): string {
    const incident = this.knownIncidents().get(id);
    return incident ? nameOfIncident(incident, this.words) : this.words.say('alerting.deliveries.incident');
  }
}
