import { readFile } from 'node:fs/promises';
import { sandboxVariables } from '../../libs/testing/servers/sandbox-variables.ts';
import type { ConsoleProcess } from '../stage/console-process.ts';
import { Stage } from '../stage/stage.ts';

/** The built console against a sandbox, with everything that it logs. */
export class AttackedConsole {
  readonly url: string;
  /** Values that no answer and no log line may hold. */
  readonly secrets: readonly string[];
  private readonly stage: Stage;
  private readonly console: ConsoleProcess;

  private constructor(stage: Stage, console: ConsoleProcess, url: string) {
    [this.stage, this.console, this.url] = [stage, console, url];
    this.secrets = secretsOf(sandboxVariables(stage.sandbox));
  }

  /** `variables` go over those that let everybody in. */
  static async open(variables: Readonly<Record<string, string>> = {}): Promise<AttackedConsole> {
    const stage = await Stage.open({ name: 'hostile', variables: (sandbox) => sandboxVariables(sandbox) });
    // Plain lines, since they are searched.
    const console = stage.launch({ CHECK_TIMEOUT_SECONDS: '2', NO_COLOR: '1', ...variables });
    return new AttackedConsole(stage, console, await console.url);
  }

  /** What it logged, line by line. */
  get lines(): readonly string[] {
    return this.console.output().split('\n');
  }

  /** Resident memory in MiB; null where the system does not say. */
  async residentMiB(): Promise<number | null> {
    const status = await readFile(`/proc/${this.console.child.pid}/status`, 'utf8').catch(() => '');
    const kiB = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
    return kiB === undefined ? null : Math.round(Number(kiB) / 1_024);
  }

  /** Leaves no process and no file behind. */
  close(): Promise<void> {
    return this.stage.close();
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
