import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { ChannelList, DeliveryPage, DeliveryState, IncidentPage } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { lastValue } from '../../data/last-value';
import { pagedList } from '../../data/paged-list';
import { ProblemNotice } from '../../data/problem-notice';
import { Configuration } from '../../configuration/configuration';
import { nameOfIncident } from '../../alerts/incidents/incident-name';
import { Words } from '../../language/words';
import { reloadOnAlerts } from '../../live/reload-on-events';
import { titlePage } from '../../ui/layout/page-title';
import { Button } from '../../ui/buttons/button';
import { Choice } from '../../ui/forms/choice';
import { Skeleton } from '../../ui/layout/skeleton';
import { nameOfChannel } from '../channels/channel-words';
import { DeadLetters } from './dead-letters';
import { type DeliveryFilter, filterOf, isSameFilter, paramsOf } from './delivery-filter';
import { DeliveryRow } from './delivery-row';

/** Incidents that can be named in the log; an older one is only linked to. */
const MOST_NAMED = 200;

/** The log of all messages: what each told, where it went, and what the channel answered. The address has the filter. */
@Component({
  selector: 'app-deliveries-page',
  imports: [Button, Choice, DeadLetters, DeliveryRow, ProblemNotice, Skeleton],
  templateUrl: 'deliveries-page.html',
  styleUrl: '../page.scss',
  styles: `
    ol {
      border: 1px solid var(--line);
      border-radius: var(--radius-3);
      background: var(--surface);
      overflow: hidden;
    }
    li + li {
      border-block-start: 1px solid var(--line);
    }
    .more {
      justify-self: start;
    }
  `,
})
export class DeliveriesPage {
  /** From the address. */
  readonly environment = input<string>();
  readonly channel = input<string>();
  readonly state = input<string>();
  readonly incident = input<string>();

  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);
  private readonly router = inject(Router);

  protected readonly filter = computed(
    () =>
      filterOf({
        environment: this.environment(),
        channel: this.channel(),
        state: this.state(),
        incident: this.incident(),
      }),
    { equal: isSameFilter },
  );
  private readonly list = pagedList({
    of: () => this.filter(),
    ask: (filter) => ({ url: API.deliveries, params: paramsOf(filter) }),
    parse: (answer) => DeliveryPage.parse(answer),
  });
  protected readonly resource = this.list.resource;
  protected readonly isReadingMore = this.list.isReadingMore;
  protected readonly reading = computed(() => {
    const read = this.list.reading();
    return (
      read && {
        deliveries: read.pages.flatMap(({ deliveries }) => deliveries),
        counts: read.pages[0]?.counts ?? { waiting: 0, dead: 0 },
        hasMore: read.hasMore,
      }
    );
  });

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
          nameOfChannel(channel, this.words),
        ]),
      ),
  );
  private readonly incidentNames = computed(
    () =>
      new Map(
        (this.incidentPage()?.incidents ?? []).map((incident) => [
          incident.id,
          nameOfIncident(incident, this.words),
        ]),
      ),
  );

  protected readonly rows = computed(() =>
    (this.reading()?.deliveries ?? []).map((delivery) => ({
      delivery,
      incident:
        this.incidentNames().get(delivery.incidentId) ?? this.words.say('alerting.deliveries.incident'),
      channel: this.channelNames().get(delivery.channel) ?? delivery.channel,
    })),
  );

  protected readonly isFiltered = computed(() => Object.keys(paramsOf(this.filter())).length > 0);
  protected readonly environments = computed(() => [
    { value: '', text: this.words.say('alerting.everyEnvironment') },
    ...this.configuration.environments().map(({ id, name }) => ({ value: id, text: this.words.name(name) })),
  ]);
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
    titlePage(() => this.words.say('alerting.deliveries.title'));
  }

  /** Filters by another value from now on; by none where it is empty. */
  protected choose(name: keyof DeliveryFilter, value: string): void {
    // Channels are an environment's own.
    const channel = name === 'environment' ? { channel: null } : {};
    void this.router.navigate([], {
      queryParams: { ...channel, [name]: value === '' ? null : value },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  protected clear(): void {
    void this.router.navigate([], { replaceUrl: true });
  }

  protected readMore(): void {
    this.list.readMore();
  }

  /** With its environment's name, since each has its Discord. */
  private channelChoice(id: string): string {
    const environment = this.channelList()?.channels.find((channel) => channel.id === id)?.environment ?? '';
    const config = this.configuration.environment(environment);
    const name = config ? this.words.name(config.name) : environment;
    return `${name}: ${this.channelNames().get(id) ?? id}`;
  }
}
