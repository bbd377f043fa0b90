import type { EnvironmentId, ServiceKind } from '@envscope/contracts/index.js';
import type { Environment, Environments } from './environments.js';

/** The environment has no settings for the service; `variables` names what to set. */
export class NotConfigured extends Error {
  constructor(
    readonly service: ServiceKind,
    readonly environment: EnvironmentId,
    readonly variables: readonly string[],
  ) {
    super(`${service} is not configured in ${environment}: set ${variables.join(', ')}`);
    this.name = 'NotConfigured';
  }
}

interface Closable {
  close?(): Promise<void> | void;
}

interface BuildOptions<S> {
  /** Settings with the same key get one client, so that environments with one credential share its budget. */
  readonly shareBy?: (settings: S) => string;
}

/** One client of a service for each environment that configures it; the only look-up by environment there is. */
export class PerEnvironment<C extends object> {
  private constructor(
    private readonly service: ServiceKind,
    private readonly clients: ReadonlyMap<EnvironmentId, C>,
    private readonly missing: ReadonlyMap<EnvironmentId, readonly string[]>,
  ) {}

  /** Makes a client of each environment's settings. */
  static build<K extends ServiceKind, S, C extends object>(
    service: K,
    environments: Environments<{ readonly [P in K]: S }>,
    create: (settings: S, environment: Environment<{ readonly [P in K]: S }>) => C,
    options: BuildOptions<S> = {},
  ): PerEnvironment<C> {
    const clients = new Map<EnvironmentId, C>();
    const missing = new Map<EnvironmentId, readonly string[]>();
    const shared = new Map<string, C>();
    for (const environment of environments) {
      const section = environment.sections[service];
      if (section.state === 'missing') {
        missing.set(environment.id, section.variables);
        continue;
      }
      const key = options.shareBy?.(section.settings) ?? environment.id;
      const client = shared.get(key) ?? create(section.settings, environment);
      shared.set(key, client);
      clients.set(environment.id, client);
    }
    return new PerEnvironment(service, clients, missing);
  }

  /** The environment's client. Throws `NotConfigured` where settings give none. */
  for(environment: EnvironmentId): C {
    const client = this.clients.get(environment);
    if (!client) throw new NotConfigured(this.service, environment, this.missing.get(environment) ?? []);
    return client;
  }

  /** The environments that have a client, with it. */
  entries(): [EnvironmentId, C][] {
    return [...this.clients];
  }

  /** Closes every client once; Nest calls it when the application stops. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled(
      [...new Set<Closable>(this.clients.values())].map(async (client) => client.close?.()),
    );
  }
}
