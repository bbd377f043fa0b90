import { describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Addresses } from './sandbox.ts';

const MAIN = new URL('main.ts', import.meta.url).pathname;

interface Started {
  readonly child: ChildProcess;
  readonly addresses: Addresses;
}

/** Starts the sandbox on a port below those that systems give away, and on others where another program has one of them. */
async function startOnNamedPort(settings: Record<string, string>): Promise<Started & { port: number }> {
  const port = 21_000 + 50 * Math.floor(Math.random() * 200);
  try {
    return { port, ...(await start({ ...settings, SANDBOX_PORT: String(port) })) };
  } catch {
    return startOnNamedPort(settings);
  }
}

/** Starts the sandbox as its own process, on free ports unless set, and reads its one line; throws where it ends before that. */
async function start(settings: Record<string, string> = {}): Promise<Started> {
  const child = spawn(process.execPath, [MAIN], {
    env: { SANDBOX_PORT: '0', SANDBOX_STORY: 'off', SANDBOX_PARENT: '1', ...settings },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout);
  const [line] = (await Promise.race([once(lines, 'line'), once(lines, 'close')])) as [string?];
  if (line === undefined) throw new Error('The sandbox ended at its start');
  return { child, addresses: JSON.parse(line) as Addresses };
}

describe('the sandbox as a process', () => {
  it('says in one line where everything listens, serves it, and ends at SIGTERM', async () => {
    const { child, addresses } = await start();
    expect(addresses).toEqual({
      ready: true,
      http: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      redis: {
        dev: expect.stringMatching(/^redis:\/\/127\.0\.0\.1:\d+$/),
        staging: expect.stringMatching(/^redis:\/\/default:sandbox@127\.0\.0\.1:\d+$/),
        prod: expect.stringMatching(/^redis:\/\/default:sandbox@127\.0\.0\.1:\d+$/),
      },
      mongodb: {
        dev: expect.stringMatching(/^mongodb:\/\/envscope:sandbox@127\.0\.0\.1:\d+\/app$/),
        staging: expect.any(String),
        prod: expect.any(String),
      },
    });
    const state: unknown = await (await fetch(`${addresses.http}/__control/state`)).json();
    expect(state).toMatchObject({ redis: { dev: {}, staging: {}, prod: {} }, mongodb: { prod: {} } });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('serves twenty environments beside each other, the customary ones where they always are', async () => {
    const others = Array.from({ length: 17 }, (_, index) => `team${index + 1}`);
    const SANDBOX_ENVIRONMENTS = [...others, 'dev', 'staging', 'prod'].join();
    const { child, addresses, port } = await startOnNamedPort({ SANDBOX_ENVIRONMENTS });
    const portsOf = (urls: Readonly<Record<string, string>>) =>
      Object.values(urls).map((url) => Number(new URL(url).port));
    const ports = [...portsOf(addresses.redis), ...portsOf(addresses.mongodb)];
    expect(new Set(ports).size).toBe(40);
    expect(new URL(addresses.redis['dev'] ?? '').port).toBe(String(port + 1));
    expect(new URL(addresses.mongodb['prod'] ?? '').port).toBe(String(port + 13));
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends when its parent is gone, and takes other environments', async () => {
    const { child, addresses } = await start({ SANDBOX_ENVIRONMENTS: 'dev,qa,staging,prod' });
    expect(Object.keys(addresses.redis)).toEqual(['dev', 'qa', 'staging', 'prod']);
    child.stdin?.destroy();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
