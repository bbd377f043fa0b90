import { freePort } from './free-port.js';
import { describe } from '@jest/globals';
import { Redis } from 'ioredis';
import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import type { Certificate } from './certificate.js';

/** A real Redis on a free port of this machine, without persistence. */
export interface RedisServer {
  /** `redis://` or `rediss://`, with the password where there is one. */
  readonly url: string;
  readonly port: number;
  /** Stops answering without closing a connection; `thaw` goes on. */
  freeze(): void;
  thaw(): void;
  /** Ends the server and removes its folder. */
  close(): Promise<void>;
}

export interface RedisServerOptions {
  /** For the user `default`; none by default. */
  readonly password?: string;
  /** Serves TLS alone, under the name `localhost`. */
  readonly certificate?: Certificate;
  /** A free one unless named: to come back where a server was before. */
  readonly port?: number;
  /** More arguments of `redis-server`: `['--maxmemory', '2mb']`. */
  readonly args?: readonly string[];
}

const isInstalled = spawnSync('redis-server', ['--version']).status === 0;

/** A suite that needs a real Redis: says in one line that it was skipped where `redis-server` is not on the PATH. */
export function describeWithRedis(name: string, suite: () => void): void {
  if (!isInstalled) process.stderr.write(`skipped, since redis-server is not installed: ${name}\n`);
  (isInstalled ? describe : describe.skip)(name, suite);
}

/** Starts `redis-server` and resolves when it accepts connections. */
export async function startRedisServer(options: RedisServerOptions = {}): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-server-'));
  const port = options.port ?? (await freePort());
  const server = spawn('redis-server', argumentsFor(options, port, folder), {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await accepting(server);
  const credential = options.password === undefined ? '' : `default:${encodeURIComponent(options.password)}@`;
  return {
    url: options.certificate
      ? `rediss://${credential}localhost:${port}`
      : `redis://${credential}127.0.0.1:${port}`,
    port,
    freeze: () => server.kill('SIGSTOP'),
    thaw: () => server.kill('SIGCONT'),
    close: async () => {
      if (server.exitCode === null && server.signalCode === null) {
        server.kill('SIGKILL');
        await once(server, 'exit');
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Masters of one cluster, each with a third of the keys, without replicas. */
export interface RedisCluster {
  readonly nodes: readonly RedisServer[];
  close(): Promise<void>;
}

const SLOTS = 16_384;

/** Starts three servers and resolves when all of them say that their cluster serves its keys. */
export async function startRedisCluster(args: readonly string[] = []): Promise<RedisCluster> {
  const nodes: RedisServer[] = [];
  for (let count = 0; count < 3; count += 1) {
    // The cluster's own port must exist as well, and the one of its servers must not be taken by the next.
    const [port, bus] = [await freePort(), await freePort()];
    const own = ['--cluster-enabled', 'yes', '--cluster-port', `${bus}`, '--cluster-node-timeout', '2000'];
    nodes.push(await startRedisServer({ port, args: [...own, ...args] }));
  }
  const links = nodes.map(({ url }) => new Redis(url));
  const buses = await Promise.all(links.map(async (link) => await link.config('GET', 'cluster-port')));
  const bounds = nodes.map((_, index) => Math.floor((index * SLOTS) / nodes.length));
  await Promise.all(
    links.map((link, index) =>
      link.call('CLUSTER', 'ADDSLOTSRANGE', bounds[index] ?? 0, (bounds[index + 1] ?? SLOTS) - 1),
    ),
  );
  for (const [index, { port }] of nodes.entries()) {
    await links[0]?.call('CLUSTER', 'MEET', '127.0.0.1', port, buses[index]?.[1] ?? '');
  }
  for (const link of links) {
    while (!String(await link.call('CLUSTER', 'INFO')).includes('cluster_state:ok')) await sleep(50);
    link.disconnect();
  }
  return { nodes, close: async () => void (await Promise.all(nodes.map((node) => node.close()))) };
}

function argumentsFor(
  { password, certificate, args = [] }: RedisServerOptions,
  port: number,
  folder: string,
): string[] {
  const listening = certificate
    ? ['--port', '0', '--tls-port', `${port}`, '--tls-auth-clients', 'no']
    : ['--port', `${port}`];
  const files = certificate
    ? [
        '--tls-cert-file',
        certificate.certFile,
        '--tls-key-file',
        certificate.keyFile,
        '--tls-ca-cert-file',
        certificate.certFile,
      ]
    : [];
  const access = password === undefined ? [] : ['--requirepass', password];
  const nothingKept = ['--save', '', '--appendonly', 'no', '--dir', folder];
  return [...listening, ...files, ...access, ...nothingKept, '--bind', '127.0.0.1', ...args];
}

/** Keeps reading the log afterwards, since an unread one would fill its pipe and stop the server. */
function accepting(server: ChildProcessByStdio<null, Readable, null>): Promise<void> {
  const log: string[] = [];
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`redis-server did not start:\n${log.join('\n')}`)));
    createInterface(server.stdout).on('line', (line) => {
      if (log.length < 100) log.push(line);
      if (line.includes('Ready to accept connections')) resolve();
    });
  });
}
