import { httpResource } from '@angular/common/http';
import { computed, effect, inject, Injectable } from '@angular/core';
import {
  CONSOLE_SCOPE,
  ConsoleConfig,
  type ChannelTraits,
  type EnvironmentConfig,
  type EnvironmentId,
  type Figure,
  type IncidentScope,
  type MeasurementName,
  type ServiceConfig,
  type ServiceKind,
} from '@envscope/contracts/index.js';
import { API } from '../api/api';
import { Words } from '../language/words';
import { paintsOf } from './environment-paint';
import { lastValue } from '../resources/last-value';
import { LiveFeed } from '../live/live-feed';
import { reloadOnChanges } from '../live/reload-on-events';

/** What the server says that the console shows: its environments, their services, and mistakes in settings. */
@Injectable({ providedIn: 'root' })
export class Configuration {
  private readonly words = inject(Words);

  readonly resource = httpResource(() => API.config, { parse: (value) => ConsoleConfig.parse(value) });

  readonly config = lastValue(this.resource);
  readonly environments = computed<readonly EnvironmentConfig[]>(() => this.config()?.environments ?? []);
  readonly channelKinds = computed<readonly ChannelTraits[]>(() => this.config()?.channels ?? []);
  readonly warnings = computed(() => this.config()?.warnings ?? []);

  /** Whether nothing that is configured is real. */
  readonly isAllSandbox = computed(() =>
    this.environments().every(({ services }) =>
      services.every(({ isConfigured, isSandbox }) => isSandbox || !isConfigured),
    ),
  );

  /** Those first that weigh most: settings name them from development to production. */
  readonly byWeight = computed(() => this.environments().toReversed());

  private readonly paints = computed(() => paintsOf(this.environments()));

  /** To choose from. */
  readonly environmentOptions = computed(() =>
    this.environments().map(({ id }) => ({ value: id, text: this.nameOf(id) })),
  );

  constructor() {
    const feed = inject(LiveFeed);
    effect(() => {
      const condition = this.config()?.condition;
      if (condition) feed.begin(condition);
    });
    // Warnings about channels come from what their services answer; a restart may have brought other environments. What
    // comes before the first answer may concern it.
    reloadOnChanges(
      this.resource,
      ({ service }) => this.config()?.channels.some((kind) => kind.service === service) ?? true,
    );
  }

  environment(id: EnvironmentId): EnvironmentConfig | undefined {
    return this.environments().find((environment) => environment.id === id);
  }

  /** What an environment is painted with: its colour, with a pattern where an environment before it has the same. */
  paintOf(id: EnvironmentId): string | undefined {
    return this.paints().get(id);
  }

  /** What people call an environment, or the console where an incident is its own; its key where the console does not know it. */
  nameOf(id: IncidentScope): string {
    if (id === CONSOLE_SCOPE) return this.words.say('shell.word.console');
    const name = this.environment(id)?.name;
    return name ? this.words.name(name) : id;
  }

  /** What the service's manifest says of a figure. */
  figure(service: ServiceKind, measurement: MeasurementName): Figure | undefined {
    const traits = this.config()?.services.find((known) => known.service === service);
    return traits?.figures.find((figure) => figure.measurement === measurement);
  }

  service(environment: EnvironmentId, service: string): ServiceConfig | undefined {
    return this.environment(environment)?.services.find((config) => config.service === service);
  }
}
