import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

/** A misbehaviour to arm; the sandbox refuses what it cannot play. */
export interface SandboxFault {
  readonly service: string;
  readonly environment?: string;
  readonly kind: string;
  readonly delayMs?: number;
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  readonly scope?: 'user' | 'global' | 'shared';
  readonly times?: number;
}

const Ready = z.object({
  ready: z.literal(true),
  http: z.url(),
  redis: z.record(z.string(), z.string()),
  mongodb: z.record(z.string(), z.string()),
});

/** How long a start may take on a busy machine. */
const START_TIMEOUT_MS = 30_000;

/** The strings of a sandbox that tests pull. */
export class SandboxControl {
  /** Whether anything was pulled since the last reset. */
  isTouched = false;
  /** Address of everything that speaks HTTP, without a slash at its end. */
  readonly http: string;

  constructor(http: string) {
    this.http = http;
  }

  /** Arms a fault, for good unless it says how many times. */
  async fault(fault: SandboxFault): Promise<void> {
    await this.control('POST', '/faults', fault);
  }

  /** Ends what was armed, for one service or for all. */
  async clearFaults(service?: string): Promise<void> {
    await this.control('DELETE', service === undefined ? '/faults' : `/faults?service=${service}`);
  }

  /** What every stand-in has received. */
  state(): Promise<unknown> {
    return this.control('GET', '/state');
  }

  /** Sets something: `put('/app/dev/health', { status: 503 })`. */
  async put(path: string, body: object): Promise<void> {
    await this.control('PUT', path, body);
  }

  /** Forgets faults and all that was received. */
  async reset(): Promise<void> {
    await this.control('POST', '/reset');
    this.isTouched = false;
  }

  private async control(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${this.http}/__control${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await answer.text();
    if (method !== 'GET') this.isTouched = true;
    if (!answer.ok) throw new Error(`The sandbox refused ${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}

/** The stand-ins of the external services, calm, in a process of their own. */
export class Sandbox extends SandboxControl {
  /** Addresses by environment. */
  readonly redis: Readonly<Record<string, string>>;
  readonly mongodb: Readonly<Record<string, string>>;
  /** Resolves with the exit code when its process is gone; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess, { http, redis, mongodb }: z.infer<typeof Ready>) {
    super(http);
    this.child = child;
    this.ended = new Promise((resolve) => child.once('exit', resolve));
    this.redis = redis;
    this.mongodb = mongodb;
  }

  /** Starts one on free ports. */
  static async start(variables: Readonly<Record<string, string>> = {}): Promise<Sandbox> {
    const main = fileURLToPath(new URL('../../../apps/sandbox/src/main.ts', import.meta.url));
    const child = spawn(process.execPath, [main], {
      // Its stdin ends with this process, so that it never outlives a run that was killed.
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, SANDBOX_PORT: '0', SANDBOX_STORY: 'off', SANDBOX_PARENT: '1', ...variables },
    });
    return new Sandbox(child, await firstLine(child));
  }

  async close(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill();
    await this.ended;
  }
}

/** Starts the sandbox; close it in `afterAll`. */
export function startSandbox(variables?: Readonly<Record<string, string>>): Promise<Sandbox> {
  return Sandbox.start(variables);
}

async function firstLine(child: ChildProcess): Promise<z.infer<typeof Ready>> {
  if (!child.stdout) throw new Error('The sandbox has no output');
  const lines = createInterface({ input: child.stdout });
  try {
    const line = await new Promise<string>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('The sandbox did not start in time')), START_TIMEOUT_MS);
      lines.once('line', (text) => {
        clearTimeout(late);
        resolve(text);
      });
      child.once('exit', (code) => {
        clearTimeout(late);
        reject(new Error(`The sandbox ended with code ${code} before it was ready`));
      });
    });
    return Ready.parse(JSON.parse(line));
  } catch (error) {
    child.kill();
    throw error;
  } finally {
    lines.removeAllListeners();
    child.stdout.resume();
  }
}
