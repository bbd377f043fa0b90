import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Where nginx lies; undefined where it is not installed. */
export const NGINX = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx'].find(existsSync);

const DOCUMENT = resolve(import.meta.dirname, '../../../../docs/operations.md');

/** The configurations that the documentation recommends. */
export function documentedServers(): string[] {
  return [...readFileSync(DOCUMENT, 'utf8').matchAll(/^```nginx\n([^]*?)^```$/gm)].map(
    ([, server = '']) => server,
  );
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Starts nginx with a documented server on a port, in front of a console on another; what needs a certificate or a list of
 * people is left out. Answers what ends it.
 */
export async function startNginx(
  server: string,
  port: number,
  consolePort: number,
): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'envscope-nginx-'));
  const shown = server
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
    .replace('127.0.0.1:3000', `127.0.0.1:${consolePort}`)
    .replace(/^\s*(?:ssl_certificate|auth_basic)\w* .*\n/gm, '');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((what) => `${what}_temp_path ${folder}/${what};`)
    .join('\n');
  const configuration = `daemon off;\npid ${folder}/pid;\nworker_processes 1;\nerror_log stderr;
events {}\nhttp {\naccess_log off;\n${temporary}\n${shown}}\n`;
  writeFileSync(join(folder, 'nginx.conf'), configuration);
  const child = spawn(NGINX ?? 'nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; !(await answers(port)); tries += 1) {
    if (child.exitCode !== null || tries > 100) {
      await stop();
      throw new Error('nginx did not start');
    }
    await pause(100);
  }
  return stop;
}

function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/envscope/`).then(
    () => true,
    () => false,
  );
}
