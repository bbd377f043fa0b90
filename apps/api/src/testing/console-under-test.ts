import type { ConsoleConfig, Overview } from '@envscope/contracts/index.js';
import { readSettings } from '@envscope/settings/settings.js';
import { startSandbox, type Sandbox } from '@envscope/testing/servers/sandbox.js';
import { sandboxVariables } from '@envscope/testing/servers/sandbox-variables.js';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../create-app.js';
import type { ReportFault } from '../redacting-logger.js';
import { ApiClient } from './api-client.js';

type Variables = Readonly<Record<string, string>>;

interface Options {
  readonly environments?: readonly string[];
  /** Go over those that point at the sandbox. */
  readonly variables?: Variables | ((sandbox: Sandbox) => Promise<Variables>);
  /** Parsed JSON files by name. */
  readonly files?: Readonly<Record<string, unknown>>;
  readonly reportFault?: ReportFault;
}

/** The whole console, listening, against a sandbox of its own and a store in a folder of its own. */
export class ConsoleUnderTest extends ApiClient {
  private constructor(
    readonly app: NestExpressApplication,
    readonly sandbox: Sandbox,
    url: string,
    readonly folder: string,
  ) {
    super(url);
  }

  static async start({
    environments,
    variables = {},
    files = {},
    reportFault,
  }: Options = {}): Promise<ConsoleUnderTest> {
    const folder = await mkdtemp(join(tmpdir(), 'envscope-'));
    await writeFile(
      join(folder, 'index.html'),
      '<title>Envscope</title><base href="/" /><app-root><!-- glance --></app-root>',
    );
    const sandbox = await startSandbox(environments ? { SANDBOX_ENVIRONMENTS: environments.join(',') } : {});
    const settings = readSettings({
      variables: {
        ...sandboxVariables(sandbox, environments),
        DATA_DIR: join(folder, 'data'),
        LOG_LEVEL: 'error',
        CHECK_TIMEOUT_SECONDS: '2',
        ...(typeof variables === 'function' ? await variables(sandbox) : variables),
      },
      namesInFiles: [],
      files,
    });
    const app = await createApp(settings, { adminDirectory: folder, ...(reportFault && { reportFault }) });
    await app.listen(0, '127.0.0.1');
    return new ConsoleUnderTest(app, sandbox, (await app.getUrl()).replace('[::1]', '127.0.0.1'), folder);
  }

  /** Checks an environment now, as soon as the console admits it. */
  async checkAgain(environment: string): Promise<void> {
    const deadline = Date.now() + 10_000;
    while ((await this.post(`/internal/environments/${environment}/checks`)).status !== 202) {
      if (Date.now() > deadline) throw new Error('The console admits no check');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Resolves when everything was checked once, each endpoint too. */
  async checked(): Promise<Overview> {
    const { environments: configured } = (await this.get<ConsoleConfig>('/internal/config')).body;
    const endpointsIn = (id: string) =>
      configured
        .find((environment) => environment.id === id)
        ?.services.find(({ service }) => service === 'endpoints')?.settings['endpoints'];
    return this.until<Overview>('/internal/overview', ({ environments }) =>
      environments.every(({ environment, services }) =>
        services.every(({ service, observedAt, counts }) => {
          const endpoints = service === 'endpoints' ? endpointsIn(environment) : undefined;
          const checked = Object.values(counts).reduce((sum, count) => sum + count, 0);
          return observedAt !== null && (!Array.isArray(endpoints) || checked === endpoints.length);
        }),
      ),
    );
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.sandbox.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
