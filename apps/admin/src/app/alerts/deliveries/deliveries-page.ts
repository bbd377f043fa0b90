import { httpResource } from '@angular/common/http';
import { Component, computed, type ElementRef, inject, viewChild } from '@angular/core';
import { ChannelList, DeliveryPage, DeliveryState, IncidentPage } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { addressFilter, paramsOf } from '../../resources/address-filter';
import { KeptFocus } from '../../resources/kept-focus';
import { lastValue } from '../../resources/last-value';
import { PagedFrame } from '../../resources/paged-frame';
import { pagedList } from '../../resources/paged-list';
import { Configuration } from '../../configuration/configuration';
import { kindOfNotification, nameOfIncident } from '../incidents/incident-name';
import { Words } from '../../language/words';
import { reloadOnAlerts } from '../../live/reload-on-events';
import { titlePage } from '../../ui/layout/page-title';
import { Button } from '../../ui/buttons/button';
import { Choice } from '../../ui/forms/choice';
import { Skeleton } from '../../ui/layout/skeleton';
import { nameOfChannel } from '../channels/channel-words';
import { DeadLetters } from './dead-letters';
import { type DeliveryFilter, filterOf } from './delivery-filter';
import { DeliveryRow } from './delivery-row';

/** Incidents that can be named in the log; an older one is only linked to. */
const MOST_NAMED = 200;

/** The log of all notifications: kind, incident, channel, and what the channel answered. The address has the filter. */
@Component({
  selector: 'app-deliveries-page',
  imports: [Button, Choice, DeadLetters, DeliveryRow, PagedFrame, Skeleton],
  templateUrl: 'deliveries-page.html',
  styleUrl: '../../../styles/page.scss',
})
export class DeliveriesPage {
  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);

  protected readonly address = addressFilter<DeliveryFilter>(
    ['environment', 'channel', 'state', 'incident'],
    filterOf,
  );
  protected readonly filter = this.address.filter;
  protected readonly list = pagedList({
    of: () => this.filter(),
    ask: (filter) => ({ url: API.deliveries, params: paramsOf(filter) }),
    parse: (answer) => DeliveryPage.parse(answer),
    items: ({ deliveries }) => deliveries,
  });
  protected readonly resource = this.list.resource;
  private readonly title = viewChild<ElementRef<HTMLElement>>('title');
  private readonly focus = new KeptFocus(this.list.items, this.title);
  protected readonly counts = computed(() => this.list.firstPage()?.counts);

  private readonly channels = httpResource(() => API.channels, {
    parse: (value) => ChannelList.parse(value),
  });
  private readonly incidents = httpResource(() => ({ url: API.incidents, params: { limit: MOST_NAMED } }), {
    parse: (value) => IncidentPage.parse(value),
  });
  private readonly channelList = lastValue(this.channels);
  private readonly incidentPage = lastValue(this.incidents);

  private readonly channelNames = computed(
    () =>
      new Map(
        (this.channelList()?.channels ?? []).map((channel) => [
          channel.id,
          nameOfChannel(channel, this.words, this.configuration),
        ]),
      ),
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
        incident: incident
          ? nameOfIncident(incident, this.words)
          : this.words.say('alerting.deliveries.incident'),
        channel: this.channelNames().get(delivery.channel) ?? delivery.channel,
      };
    }),
  );

  protected readonly environments = computed(() => [
    { value: '', text: this.words.say('alerting.everyEnvironment') },
    ...this.configuration.environmentOptions(),
  ]);
  /** Whether there is a choice among them is not known yet: nothing below it is shown before. */
  protected readonly areChannelsAwaited = computed(
    () => !this.channels.hasValue() && this.channels.isLoading(),
  );
  protected readonly channelChoices = computed(() => {
    const { environment } = this.filter();
    const channels = this.channelList()?.channels ?? [];
    return [
      { value: '', text: this.words.say('alerting.deliveries.everyChannel') },
      ...channels
        .filter((channel) => environment === undefined || channel.environment === environment)
        .map(({ id }) => ({ value: id, text: this.channelChoice(id) })),
    ];
  });
  protected readonly states = computed(() => [
    { value: '', text: this.words.say('alerting.deliveries.everyState') },
    ...DeliveryState.options.map((value) => ({
      value,
      text: this.words.say(`alerts.deliveryState.${value}`),
    })),
  ]);

  constructor() {
    reloadOnAlerts(this.resource, ({ topic, environment }) => {
      const wanted = this.filter().environment ?? null;
      return topic === 'deliveries' && (wanted === null || environment === null || wanted === environment);
    });
    reloadOnAlerts(this.incidents, ({ topic }) => topic === 'incidents');
    titlePage(() => this.words.say('shell.alerting.deliveries'));
  }

  protected choose(name: keyof DeliveryFilter, value: string): void {
    // Channels are an environment's own.
    this.address.choose(name, value, name === 'environment' ? { channel: null } : {});
  }

  /** With its environment's name, since each has its Discord. */
  private channelChoice(id: string): string {
    const environment = this.channelList()?.channels.find((channel) => channel.id === id)?.environment ?? '';
    return `${this.configuration.nameOf(environment)}: ${this.channelNames().get(id) ?? id}`;
  }

  protected readAnew(): void {
    this.focus.keep();
    this.resource.reload();
  }
}
