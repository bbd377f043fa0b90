import type { Sandbox } from '../../libs/testing/servers/sandbox.ts';
import { sandboxVariables } from '../../libs/testing/servers/sandbox-variables.ts';
import type { ConsoleProcess } from '../stage/console-process.ts';
import { Stage } from '../stage/stage.ts';

/** An endpoint of the sandbox's application that a console watches. */
export interface Endpoint {
  readonly environment: string;
  readonly name: string;
}

/** A hundred over three environments. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...endpointsOf('dev', 34),
  ...endpointsOf('staging', 33),
  ...endpointsOf('prod', 33),
];

/** Each with a webhook and a channel of its own. */
export const ENVIRONMENTS = ['dev', 'staging', 'prod'];

/** The quickest pace that settings admit. */
export const CHECK_INTERVAL_MS = 5_000;

/** A sandbox under a storm, and the consoles that watch it on one store. */
export class StormStage {
  private readonly stage: Stage;
  /** Those that listen, by address, the oldest first. */
  private readonly consoles = new Map<string, ConsoleProcess>();

  private constructor(stage: Stage) {
    this.stage = stage;
  }

  /** The variables go over those that every storm has. */
  static async open(variables: Readonly<Record<string, string>> = {}): Promise<StormStage> {
    const all = (sandbox: Sandbox) => ({ ...variablesOf(sandbox), ...variables });
    return new StormStage(await Stage.open({ name: 'storm', variables: all }));
  }

  get sandbox(): Sandbox {
    return this.stage.sandbox;
  }

  /** Where consoles listen, the oldest first. */
  get urls(): readonly string[] {
    return [...this.consoles.keys()];
  }

  /** Starts one more console, with variables of its own. Resolves when it listens; rejects once the stage is closed. */
  async launch(variables: Readonly<Record<string, string>> = {}): Promise<void> {
    const console = this.stage.launch(variables);
    this.consoles.set(await console.url, console);
  }

  /** Ends the oldest console by SIGKILL. Resolves when its process is gone. */
  async kill(): Promise<void> {
    const [[url, console] = []] = this.consoles;
    if (!url) return;
    this.consoles.delete(url);
    await console?.kill();
  }

  /** Has the console at the address stand still, as on a machine that is suspended, or go on. */
  suspend(url: string): void {
    this.consoles.get(url)?.suspend();
  }
  resume(url: string): void {
    this.consoles.get(url)?.resume();
  }

  /** Has an endpoint answer so from now on. Resolves with the moment, epoch milliseconds. */
  async answer({ environment, name }: Endpoint, status: number): Promise<number> {
    const atMs = Date.now();
    await this.sandbox.put(`/app/${environment}/health/${name}`, { status });
    return atMs;
  }

  /** Leaves no process and no file behind. */
  close(): Promise<void> {
    return this.stage.close();
  }
}

function endpointsOf(environment: string, count: number): Endpoint[] {
  return Array.from({ length: count }, (_, index) => {
    return { environment, name: `${environment}${String(index + 1).padStart(2, '0')}` };
  });
}

/** Who watches what and whom it notifies; each endpoint by itself. */
function variablesOf(sandbox: Sandbox): Record<string, string> {
  const all = sandboxVariables(sandbox, ENVIRONMENTS);
  const shared = {
    ENVIRONMENTS: ENVIRONMENTS.join(','),
    CHECK_INTERVAL_SECONDS: String(CHECK_INTERVAL_MS / 1_000),
    CHECK_TIMEOUT_SECONDS: '2',
    ALERT_GROUP_SECONDS: '0',
  };
  const own = ENVIRONMENTS.flatMap((environment) => {
    const suffix = environment.toUpperCase();
    const pairs = ENDPOINTS.filter((endpoint) => endpoint.environment === environment).map(
      ({ name }) => `${name}=${sandbox.http}/app/${environment}/health/${name}`,
    );
    const webhook = `DISCORD_WEBHOOK_URL_${suffix}`;
    return [
      [`ENDPOINTS_${suffix}`, pairs.join(',')],
      [webhook, all[webhook] ?? ''],
    ];
  });
  return { ...shared, ...(Object.fromEntries(own) as Record<string, string>) };
}
