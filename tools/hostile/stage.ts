import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sandbox } from '../../libs/testing/servers/sandbox.ts';
import { sandboxVariables } from '../../libs/testing/servers/sandbox-variables.ts';
import { launchConsole } from '../console.mjs';

/** The built console against a sandbox, with everything that it logs. */
export class Stage {
  readonly url: string;
  /** Values that no answer and no log line may hold. */
  readonly secrets: readonly string[];
  private readonly sandbox: Sandbox;
  private readonly folder: string;
  private readonly console: ReturnType<typeof launchConsole>;
  private readonly log: readonly string[];

  private constructor(
    sandbox: Sandbox,
    folder: string,
    console: ReturnType<typeof launchConsole>,
    url: string,
    secrets: readonly string[],
    log: readonly string[],
  ) {
    [this.sandbox, this.folder, this.console] = [sandbox, folder, console];
    [this.url, this.secrets, this.log] = [url, secrets, log];
  }

  static async open(): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'envscope-hostile-'));
    const sandbox = await Sandbox.start();
    const variables = sandboxVariables(sandbox);
    // Plain lines, since they are searched.
    const own = { DATA_DIR: folder, CHECK_TIMEOUT_SECONDS: '2', NO_COLOR: '1' };
    const console = launchConsole({ ...variables, ...own });
    const log: string[] = [];
    for (const output of [console.child.stdout, console.child.stderr]) {
      output?.on('data', (chunk) => log.push(String(chunk)));
    }
    return new Stage(sandbox, folder, console, await console.url, secretsOf(variables), log);
  }

  /** What it logged, line by line. */
  get lines(): readonly string[] {
    return this.log.join('').split('\n');
  }

  /** Resident memory in MiB; null where the system does not tell. */
  async residentMiB(): Promise<number | null> {
    const status = await readFile(`/proc/${this.console.child.pid}/status`, 'utf8').catch(() => '');
    const kiB = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
    return kiB === undefined ? null : Math.round(Number(kiB) / 1_024);
  }

  /** Leaves no process and no file behind. */
  async close(): Promise<void> {
    await this.console.stop();
    await this.sandbox.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Shorter ones are ordinary words in a sandbox. */
const SHORTEST_SECRET = 10;

/** Keys and tokens as they are, and of URLs the part that lets somebody in. */
function secretsOf(variables: Readonly<Record<string, string>>): string[] {
  const secrets = Object.entries(variables).flatMap(([name, value]) => {
    if (/TOKEN|KEY(?!_PREFIX)|SECRET/.test(name)) return [value];
    if (name.startsWith('DISCORD_WEBHOOK_URL')) return [value.split('/').at(-1) ?? ''];
    return /^(?:REDIS_URL|MONGODB_URI)/.test(name) ? [/:([^:@/]+)@/.exec(value)?.[1] ?? ''] : [];
  });
  return [...new Set(secrets.filter((secret) => secret.length >= SHORTEST_SECRET))];
}
