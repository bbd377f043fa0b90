import type { Dashboard, IncidentPage, IncidentSummary } from '@envscope/contracts/index.js';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox } from '../../libs/testing/servers/sandbox.ts';
import { sandboxVariables } from '../../libs/testing/servers/sandbox-variables.ts';
import type { ConsoleProcess } from '../stage/console-process.ts';
import { Stage } from '../stage/stage.ts';

const LIMIT_MS = 30_000;

/** The built console over one environment of a sandbox of its own, with what it logs and what it posts. */
export class WatchedConsole {
  private readonly stage: Stage;
  private readonly process: ConsoleProcess;
  private readonly url: string;

  private constructor(stage: Stage, process: ConsoleProcess, url: string) {
    [this.stage, this.process, this.url] = [stage, process, url];
  }

  /** Resolves once everything was checked. */
  static async start(
    variablesOf: (sandbox: Sandbox) => Readonly<Record<string, string>> = () => ({}),
  ): Promise<WatchedConsole> {
    const stage = await Stage.open({
      name: 'clocks',
      sandbox: { SANDBOX_ENVIRONMENTS: 'dev' },
      variables: (sandbox) => ({
        ...sandboxVariables(sandbox, ['dev']),
        CHECK_INTERVAL_SECONDS: '5',
        CHECK_TIMEOUT_SECONDS: '2',
        ALERT_GROUP_SECONDS: '0',
        ...variablesOf(sandbox),
      }),
    });
    const process = stage.launch();
    const watched = new WatchedConsole(stage, process, await process.url);
    await watched.until('everything is checked', async () => {
      const { services } = await watched.ask<Dashboard>('/environments/dev/dashboard');
      return services.every(({ observedAt }) => observedAt !== null);
    });
    return watched;
  }

  get sandbox(): Sandbox {
    return this.stage.sandbox;
  }

  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    this.process.child.kill(name);
  }

  /** Lines of the log that hold the words. */
  logged(words: string): string[] {
    return this.process
      .output()
      .split('\n')
      .filter((line) => line.includes(words));
  }

  async incidents(): Promise<IncidentSummary[]> {
    return (await this.ask<IncidentPage>('/incidents?limit=200')).incidents;
  }

  async stale(): Promise<string[]> {
    const { services } = await this.ask<Dashboard>('/environments/dev/dashboard');
    return services.filter(({ isStale }) => isStale).map(({ service }) => service);
  }

  async posted(): Promise<number> {
    const { discord } = (await this.sandbox.state()) as { discord: { webhooks: { posted: number }[] } };
    return discord.webhooks.reduce((sum, { posted }) => sum + posted, 0);
  }

  /** Asks for a check of Redis, and answers the HTTP status. */
  async checkNow(): Promise<number> {
    const answer = await fetch(`${this.url}/api/internal/environments/dev/checks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ service: 'redis' }),
    });
    return answer.status;
  }

  /** When a service was observed last. */
  async observedAt(service = 'endpoints'): Promise<string | null> {
    const { services } = await this.ask<Dashboard>('/environments/dev/dashboard');
    return services.find((card) => card.service === service)?.observedAt ?? null;
  }

  /** Resolves once it is so; rejects with what was waited for. */
  async until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    const endMs = performance.now() + LIMIT_MS;
    while (!(await isSo().catch(() => false))) {
      if (performance.now() > endMs)
        throw new Error(`Waited in vain until ${what}\n${this.process.output().slice(-4_000)}`);
      await pause(200);
    }
  }

  /** Leaves no process and no file behind. */
  async close(): Promise<void> {
    this.signal('SIGCONT');
    await this.stage.close();
  }

  private async ask<T>(path: string): Promise<T> {
    const answer = await fetch(`${this.url}/api/internal${path}`, { signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
    return (await answer.json()) as T;
  }
}
