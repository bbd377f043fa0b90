import type {
  ConfigWarning,
  ConsoleConfig,
  EnvironmentConfig,
  ServiceConfig,
  ServiceKind,
  ServiceTraits,
} from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environment, type Environments } from '@envscope/environments/environments.js';
import {
  maximumOf,
  SERVICE_MANIFESTS,
  type ServiceManifest,
  type ServiceManifests,
} from '@envscope/integrations/kernel/service.js';
import { Network } from '@envscope/integrations/network/network.js';
import { StatusBoard } from '@envscope/monitoring/checks/status-board.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import type { Sections } from '@envscope/settings/sections.js';
import { CONSOLE_SETTINGS, SETTINGS_WARNINGS } from '@envscope/settings/settings.module.js';
import type { SettingsWarning } from '@envscope/settings/warnings.js';
import { Inject, Injectable } from '@nestjs/common';
import manifest from '../../../../package.json' with { type: 'json' };
import { proxiesOf, proxyOf } from './proxies-in-use.js';
import { configWarnings } from './config-warnings.js';

/** The sandbox listens on its port and some after it. */
const SANDBOX_PORTS = 40;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]):(\d+)$/;

/** What a service's own answer adds to its public settings. */
const LEARNED: Partial<Record<ServiceKind, readonly string[]>> = { discord: ['webhookName', 'channelId'] };

/** Gives the browser everything that it renders its tabs from. */
@Injectable()
export class ConfigView {
  constructor(
    @Inject(ENVIRONMENTS) private readonly environments: Environments<Sections>,
    @Inject(SERVICE_MANIFESTS) private readonly manifests: ServiceManifests,
    @Inject(CONSOLE_SETTINGS) private readonly settings: ConsoleSettings,
    @Inject(SETTINGS_WARNINGS) private readonly settingsWarnings: readonly SettingsWarning[],
    private readonly board: StatusBoard,
    private readonly network: Network,
  ) {}

  show(): ConsoleConfig {
    const environments = this.environments.map((environment) => this.environment(environment));
    return {
      version: manifest.version,
      environments,
      services: Object.values(this.manifests).map(traitsOf),
      warnings: this.warnings(),
      checkIntervalMs: this.settings.checkIntervalMs,
      proxies: this.proxies(),
      features: {
        isSandbox: environments.some(({ services }) => services.some(({ isSandbox }) => isSandbox)),
        hasSignIn: false,
        hasAlerts: true,
      },
    };
  }

  private proxies(): ConsoleConfig['proxies'] {
    const { heartbeatUrl, sentryDsn } = this.settings;
    const webhooks = this.environments.flatMap(({ id, alerting: { webhook } }) =>
      webhook === null ? [] : [[id, proxyOf(this.network, webhook.url)] as const],
    );
    return {
      heartbeat: proxyOf(this.network, heartbeatUrl),
      errorReports: proxyOf(this.network, sentryDsn),
      alertWebhooks: Object.fromEntries(webhooks),
    };
  }

  private warnings(): ConfigWarning[] {
    const learned = configWarnings(this.environments, (id) => this.board.of(id, 'discord')?.snapshot ?? null);
    const read = this.settingsWarnings.map(({ code, variable, params, service, environment }) => ({
      code,
      service: service ?? null,
      environments: environment === undefined ? [] : [environment],
      variables: [variable],
      params: { ...params },
    }));
    return [...learned, ...read];
  }

  private environment({ id, name, color, sections }: Environment<Sections>): EnvironmentConfig {
    const services = (Object.keys(sections) as ServiceKind[]).map((service) =>
      this.service(id, service, sections),
    );
    return { id, name, color, services };
  }

  private service(
    id: string,
    service: ServiceKind,
    sections: Environment<Sections>['sections'],
  ): ServiceConfig {
    const section = sections[service];
    const { intervalMs } = section;
    if (section.state === 'missing') {
      return {
        service,
        intervalMs,
        isConfigured: false,
        credential: 'none',
        missing: [...section.variables],
        settings: {},
        vendorUrl: null,
        isSandbox: false,
      };
    }
    const { settings, vendorUrl, addresses, calls = [] } = section.description;
    const proxies = proxiesOf(this.network, calls);
    return {
      service,
      intervalMs,
      isConfigured: true,
      credential: section.credential,
      missing: [],
      settings: {
        ...settings,
        ...this.learned(id, service),
        ...(proxies.length > 0 ? { proxy: proxies } : {}),
      },
      vendorUrl,
      isSandbox: addresses.some((address) => this.isSandbox(address)),
    };
  }

  private learned(id: string, service: ServiceKind): ServiceConfig['settings'] {
    const snapshot = this.board.of(id, service)?.snapshot ?? {};
    const learned: ServiceConfig['settings'] = {};
    for (const name of LEARNED[service] ?? []) {
      const value = snapshot[name];
      if (typeof value === 'string') learned[name] = value;
    }
    return learned;
  }

  private isSandbox(address: string): boolean {
    const port = Number(LOOPBACK.exec(address)?.[2]);
    const first = this.settings.sandboxPort;
    return first !== undefined && port >= first && port < first + SANDBOX_PORTS;
  }
}

function traitsOf({ kind, layer, isVital, figures }: ServiceManifest): ServiceTraits {
  return {
    service: kind,
    layer,
    isVital,
    figures: Object.entries(figures).map(([measurement, figure]) => {
      const { unit, rule } = figure;
      const limit = rule ? { condition: rule.condition, threshold: rule.threshold } : null;
      return { measurement, unit, maximum: maximumOf(figure), limit };
    }),
  };
}
