import type {
  ChannelConfig,
  ConfigWarning,
  ConsoleConfig,
  EnvironmentConfig,
  ServiceConfig,
  ServiceKind,
  ServiceTraits,
} from '@envscope/contracts/index.js';
import {
  ENVIRONMENTS,
  type Environment,
  type Environments,
  type Section,
} from '@envscope/environments/environments.js';
import {
  CHANNEL_DEFINITIONS,
  type ChannelDefinition,
} from '@envscope/integrations/kernel/channels/definition.js';
import {
  maximumOf,
  SERVICE_MANIFESTS,
  type ServiceManifest,
  type ServiceManifests,
} from '@envscope/integrations/kernel/service.js';
import { Network } from '@envscope/integrations/network/network.js';
import { StatusBoard } from '@envscope/monitoring/checks/status-board.js';
import { ConsoleCondition } from '@envscope/monitoring/feed/console-condition.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { localFileOf } from '@envscope/settings/files/env-file.js';
import { exampleOf } from '@envscope/settings/listing/listed-variables.js';
import type { Sections } from '@envscope/settings/sections.js';
import { CONSOLE_SETTINGS, SETTINGS_WARNINGS } from '@envscope/settings/settings.module.js';
import type { SettingsWarning } from '@envscope/settings/warnings.js';
import { Inject, Injectable } from '@nestjs/common';
import manifest from '../../../../package.json' with { type: 'json' };
import { UntrustedProxy } from '../http/clients/untrusted-proxy.js';
import { proxiesOf, proxyOf } from './proxies-in-use.js';
import { configWarnings } from './config-warnings.js';
import { isSandboxAddress } from './sandbox-address.js';

const PROXY_NOT_TRUSTED: ConfigWarning = {
  code: 'proxy-not-trusted',
  service: null,
  channel: null,
  environments: [],
  variables: ['TRUST_PROXY'],
  params: {},
};

/** Gives the browser everything that it renders its tabs from. */
@Injectable()
export class ConfigView {
  constructor(
    @Inject(ENVIRONMENTS) private readonly environments: Environments<Sections>,
    @Inject(SERVICE_MANIFESTS) private readonly manifests: ServiceManifests,
    @Inject(CHANNEL_DEFINITIONS) private readonly channelKinds: readonly ChannelDefinition[],
    @Inject(CONSOLE_SETTINGS) private readonly settings: ConsoleSettings,
    @Inject(SETTINGS_WARNINGS) private readonly settingsWarnings: readonly SettingsWarning[],
    private readonly board: StatusBoard,
    private readonly network: Network,
    private readonly condition: ConsoleCondition,
    private readonly proxy: UntrustedProxy,
  ) {}

  show(): ConsoleConfig {
    const environments = this.environments.map((environment) => this.environment(environment));
    return {
      version: manifest.version,
      environments,
      services: Object.values(this.manifests).map(traitsOf),
      channels: this.channelKinds.map(({ kind, name, service }) => ({ kind, name, service })),
      warnings: this.warnings(),
      condition: this.condition.event,
      checkIntervalMs: this.settings.checkIntervalMs,
      settingsFile: localFileOf(this.settings.appEnv),
      proxies: this.proxies(),
      features: {
        isSandbox: environments.some(({ services, channels }) =>
          [...services, ...channels].some(({ isSandbox }) => isSandbox),
        ),
        hasSignIn: false,
        hasAlerts: true,
      },
    };
  }

  private proxies(): ConsoleConfig['proxies'] {
    const { heartbeatUrl, sentryDsn } = this.settings;
    return {
      heartbeat: proxyOf(this.network, heartbeatUrl),
      errorReports: proxyOf(this.network, sentryDsn),
    };
  }

  private warnings(): ConfigWarning[] {
    const learned = configWarnings(
      this.environments,
      this.channelKinds,
      (id, service) => this.board.of(id, service)?.snapshot ?? null,
    );
    const read = this.settingsWarnings.map(({ code, variable, params, service, environment }) => ({
      code,
      service: service ?? null,
      channel: null,
      environments: environment === undefined ? [] : [environment],
      variables: [variable],
      params: { ...params },
    }));
    return [...learned, ...read, ...(this.proxy.isSeen ? [PROXY_NOT_TRUSTED] : [])];
  }

  private environment({ id, name, color, sections, channels }: Environment<Sections>): EnvironmentConfig {
    const services = (Object.keys(sections) as ServiceKind[]).map((service) =>
      this.service(id, service, sections),
    );
    return {
      id,
      name,
      color,
      services,
      channels: channels.map((section) => ({ kind: section.kind, ...this.shown(id, section) })),
    };
  }

  private service(
    id: string,
    service: ServiceKind,
    sections: Environment<Sections>['sections'],
  ): ServiceConfig {
    const section = sections[service];
    const { settings, ...shown } = this.shown(id, section);
    return {
      service,
      intervalMs: section.intervalMs,
      ...shown,
      settings: section.state === 'missing' ? settings : { ...settings, ...this.learned(id, service) },
      vendorUrl: section.state === 'missing' ? null : section.description.vendorUrl,
    };
  }

  /** What people may know of the settings of a service or of a kind of channel. */
  private shown(id: string, section: Section<unknown>): Omit<ChannelConfig, 'kind'> {
    if (section.state === 'missing') {
      const missing = section.variables.map((name) => ({ name, example: exampleOf(name, id) ?? '' }));
      return { isConfigured: false, credential: 'none', missing, settings: {}, isSandbox: false };
    }
    const { settings, addresses, calls = [] } = section.description;
    const proxies = proxiesOf(this.network, calls);
    return {
      isConfigured: true,
      credential: section.credential,
      missing: [],
      settings: { ...settings, ...(proxies.length > 0 ? { proxy: proxies } : {}) },
      isSandbox: addresses.some((address) => isSandboxAddress(address, this.settings.sandboxPort)),
    };
  }

  private learned(id: string, service: ServiceKind): ServiceConfig['settings'] {
    const snapshot = this.board.of(id, service)?.snapshot ?? {};
    const learned: ServiceConfig['settings'] = {};
    for (const name of this.manifests[service].learnedSettings ?? []) {
      const value = snapshot[name];
      if (typeof value === 'string') learned[name] = value;
    }
    return learned;
  }
}

function traitsOf({ kind, layer, isVital, targets, figures }: ServiceManifest): ServiceTraits {
  return {
    service: kind,
    layer,
    isVital,
    targets,
    figures: Object.entries(figures).map(([measurement, figure]) => {
      const { unit, rule, isOfParts = false } = figure;
      const limit = rule ? { condition: rule.condition, threshold: rule.threshold } : null;
      return { measurement, unit, maximum: maximumOf(figure), isOfParts, limit };
    }),
  };
}
