import type { Dashboard, IncidentPage, IncidentSummary } from '@envscope/contracts/index.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Sandbox } from '../../libs/testing/servers/sandbox.ts';
import { sandboxVariables } from '../../libs/testing/servers/sandbox-variables.ts';
import { launchConsole } from '../console.mjs';

const LIMIT_MS = 30_000;

/** The built console over one environment of a sandbox of its own, with what it logs and what it posts. */
export class WatchedConsole {
  readonly sandbox: Sandbox;
  private readonly url: string;
  private readonly process: ReturnType<typeof launchConsole>;
  private readonly folder: string;
  private log = '';

  private constructor(
    sandbox: Sandbox,
    url: string,
    process: ReturnType<typeof launchConsole>,
    folder: string,
  ) {
    [this.sandbox, this.url, this.process, this.folder] = [sandbox, url, process, folder];
    for (const stream of [this.process.child.stdout, this.process.child.stderr])
      stream?.on('data', (chunk: string) => (this.log += chunk));
  }

  /** Resolves once everything was checked. */
  static async start(
    variablesOf: (sandbox: Sandbox) => Readonly<Record<string, string>> = () => ({}),
  ): Promise<WatchedConsole> {
    const folder = await mkdtemp(join(tmpdir(), 'envscope-clocks-'));
    const sandbox = await Sandbox.start({ SANDBOX_ENVIRONMENTS: 'dev' });
    const launched = launchConsole({
      ...sandboxVariables(sandbox, ['dev']),
      DATA_DIR: folder,
      CHECK_INTERVAL_SECONDS: '5',
      CHECK_TIMEOUT_SECONDS: '2',
      ALERT_GROUP_SECONDS: '0',
      ...variablesOf(sandbox),
    });
    const watched = new WatchedConsole(sandbox, await launched.url, launched, folder);
    await watched.until('everything is checked', async () => {
      const { services } = await watched.ask<Dashboard>('/environments/dev/dashboard');
      return services.every(({ observedAt }) => observedAt !== null);
    });
    return watched;
  }

  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    this.process.child.kill(name);
  }

  /** Lines of the log that hold the words. */
  logged(words: string): string[] {
    return this.log.split('\n').filter((line) => line.includes(words));
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
        throw new Error(`Waited in vain until ${what}\n${this.log.slice(-4_000)}`);
      await pause(200);
    }
  }

  /** Leaves no process and no file behind. */
  async close(): Promise<void> {
    this.signal('SIGCONT');
    await this.process.stop();
    await this.sandbox.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async ask<T>(path: string): Promise<T> {
    const answer = await fetch(`${this.url}/api/internal${path}`, { signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
    return (await answer.json()) as T;
  }
}
