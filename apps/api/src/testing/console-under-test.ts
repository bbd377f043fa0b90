import type { Overview } from '@envscope/contracts/index.js';
import { readSettings } from '@envscope/settings/settings.js';
import { startSandbox, type Sandbox } from '@envscope/testing/sandbox.js';
import { sandboxVariables } from '@envscope/testing/sandbox-variables.js';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../create-app.js';

interface Options {
  readonly environments?: readonly string[];
  /** Go over those that point at the sandbox. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** The whole console, listening, against a sandbox of its own and a store in a folder of its own. */
export class ConsoleUnderTest {
  private constructor(
    readonly app: NestExpressApplication,
    readonly sandbox: Sandbox,
    readonly url: string,
    readonly folder: string,
  ) {}

  static async start({ environments, variables = {} }: Options = {}): Promise<ConsoleUnderTest> {
    const folder = await mkdtemp(join(tmpdir(), 'envscope-'));
    await writeFile(join(folder, 'index.html'), '<title>Envscope</title>');
    const sandbox = await startSandbox(environments ? { SANDBOX_ENVIRONMENTS: environments.join(',') } : {});
    const settings = readSettings({
      variables: {
        ...sandboxVariables(sandbox, environments),
        DATA_DIR: join(folder, 'data'),
        LOG_LEVEL: 'error',
        CHECK_TIMEOUT_SECONDS: '2',
        ...variables,
      },
      namesInFiles: [],
      files: {},
    });
    const app = await createApp(settings, { adminDirectory: folder });
    await app.listen(0, '127.0.0.1');
    return new ConsoleUnderTest(app, sandbox, (await app.getUrl()).replace('[::1]', '127.0.0.1'), folder);
  }

  /** Answers of the API, parsed. */
  async get<T = unknown>(
    path: string,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: T }> {
    const answer = await fetch(`${this.url}/api${path}`, { headers });
    return { status: answer.status, body: (await answer.json()) as T };
  }

  async post<T = unknown>(path: string, body?: object): Promise<{ status: number; body: T }> {
    const answer = await fetch(`${this.url}/api${path}`, {
      method: 'POST',
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    return { status: answer.status, body: (await answer.json()) as T };
  }

  /** Resolves when the answer is what is waited for; rejects with the last one after 20 s. */
  async until<T>(path: string, isThere: (body: T) => boolean): Promise<T> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const { body } = await this.get<T>(path);
      if (isThere(body)) return body;
      if (Date.now() > deadline) throw new Error(`Waited in vain for ${path}: ${JSON.stringify(body)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Looks at an environment now, as soon as the console admits it. */
  async lookAgain(environment: string): Promise<void> {
    const deadline = Date.now() + 10_000;
    while ((await this.post(`/internal/environments/${environment}/checks`)).status !== 202) {
      if (Date.now() > deadline) throw new Error('The console admits no check');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Resolves when everything was looked at once. */
  looked(): Promise<Overview> {
    return this.until<Overview>('/internal/overview', ({ environments }) =>
      environments.every(({ services }) => services.every(({ observedAt }) => observedAt !== null)),
    );
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.sandbox.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
