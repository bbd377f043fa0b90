import { httpResource } from '@angular/common/http';
import { computed, Injectable } from '@angular/core';
import {
  ConsoleConfig,
  type ChannelTraits,
  type EnvironmentConfig,
  type EnvironmentId,
  type Figure,
  type MeasurementName,
  type ServiceConfig,
  type ServiceKind,
} from '@envscope/contracts/index.js';
import { API } from '../api/api';
import { lastValue } from '../resources/last-value';
import { reloadOnEvents } from '../live/reload-on-events';

/** What the server says that the console shows: its environments, their services, and mistakes in settings. */
@Injectable({ providedIn: 'root' })
export class Configuration {
  readonly resource = httpResource(() => API.config, { parse: (value) => ConsoleConfig.parse(value) });

  readonly config = lastValue(this.resource);
  readonly environments = computed<readonly EnvironmentConfig[]>(() => this.config()?.environments ?? []);
  readonly channelKinds = computed<readonly ChannelTraits[]>(() => this.config()?.channels ?? []);
  readonly warnings = computed(() => this.config()?.warnings ?? []);

  constructor() {
    // Warnings about channels come from what their services answer; a restart may have brought other environments. What
    // comes before the first answer may concern it.
    reloadOnEvents(
      this.resource,
      ({ service }) => this.config()?.channels.some((kind) => kind.service === service) ?? true,
    );
  }

  environment(id: EnvironmentId): EnvironmentConfig | undefined {
    return this.environments().find((environment) => environment.id === id);
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
