/** The Redis of a benchmark, empty and without persistence. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from '../../../libs/testing/servers/free-port.ts';
import { atTheEnd } from '../cleanup.ts';

export interface QueueServer {
  readonly url: string;
  readonly pid: number;
  /** How often each command was called since the start, scripts' own calls included. */
  calls(): Promise<ReadonlyMap<string, number>>;
  /** The most memory that it took, megabytes of 10⁶ bytes. */
  peakMb(): Promise<number>;
}

const READY_WITHIN_MS = 10_000;

/** Starts `redis-server`, and resolves when it answers. */
export async function startQueueServer(): Promise<QueueServer> {
  const folder = mkdtempSync(join(tmpdir(), 'envscope-bench-'));
  const port = await freePort();
  const options = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = spawn('redis-server', ['--port', String(port), ...options], { stdio: 'ignore' });
  const ended = Promise.race([once(server, 'exit'), once(server, 'error')]);
  const url = `redis://127.0.0.1:${port}`;
  const link = new Redis(url, { lazyConnect: true, retryStrategy: () => 50 });
  link.on('error', () => undefined);
  atTheEnd(async () => {
    link.disconnect();
    server.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });
  await Promise.race([
    link.ping(),
    ended.then(() => Promise.reject(new Error('redis-server did not start: is it installed?'))),
    pause(READY_WITHIN_MS, undefined, { ref: false }).then(() =>
      Promise.reject(new Error('redis-server does not answer')),
    ),
  ]);
  return {
    url,
    pid: server.pid ?? NaN,
    async calls() {
      const text = await link.info('commandstats');
      const lines = text.matchAll(/^cmdstat_(\S+?):calls=(\d+)/gm);
      return new Map([...lines].map(([, name = '', calls]) => [name, Number(calls)]));
    },
    async peakMb() {
      const [, bytes] = /^used_memory_peak:(\d+)/m.exec(await link.info('memory')) ?? [];
      return Number(bytes) / 1e6;
    },
  };
}
