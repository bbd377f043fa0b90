import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ReportsRuns } from './reports-runs.js';

const OPTIONS: { url: string | undefined; retryAfterMs: readonly number[] } = {
  url: undefined,
  retryAfterMs: [1],
};

class Jobs {
  private readonly rows = 3;

  @ReportsRuns(OPTIONS)
  backup(isBroken: boolean): Promise<number> {
    return isBroken ? Promise.reject(new Error('no space left')) : Promise.resolve(this.rows);
  }
}

describe('a method that reports its runs', () => {
  let server: Server;
  let received: { path: string; body: string }[];
  let answers: number[];

  beforeEach(async () => {
    [received, answers] = [[], []];
    server = createServer((request, response) => {
      void text(request).then((body) => {
        received.push({ path: request.url ?? '', body });
        response.writeHead(answers.shift() ?? 202).end();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    OPTIONS.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/heartbeats/token`;
  });
  afterEach(() => {
    jest.restoreAllMocks();
    server.closeAllConnections();
    server.close();
  });

  async function until(count: number): Promise<string[]> {
    while (received.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
    return received.map(({ path }) => path.replace(/run=.*/, 'run'));
  }
  const at = '/api/heartbeats/token';

  it('reports start and success of one run, and gives what the method gives', async () => {
    expect(await new Jobs().backup(false)).toBe(3);
    expect(await until(2)).toEqual([`${at}/start?run`, `${at}/success?run`]);
    const runs = received.map(({ path }) => path.split('run=')[1]);
    expect(runs[0]).toBe(runs[1]);
  });

  it('reports a failure with its error, which it throws', async () => {
    await expect(new Jobs().backup(true)).rejects.toThrow('no space left');
    expect(await until(2)).toEqual([`${at}/start?run`, `${at}/failure?run`]);
    expect(received[1]?.body).toContain('no space left');
  });

  it('sends again what was not kept', async () => {
    answers = [503];
    await new Jobs().backup(false);
    expect(await until(3)).toEqual([`${at}/start?run`, `${at}/start?run`, `${at}/success?run`]);
  });

  it('does its work where nobody listens, and says so without the token', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    OPTIONS.url = 'http://127.0.0.1:1/api/heartbeats/token';
    expect(await new Jobs().backup(false)).toBe(3);
    while (warn.mock.calls.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(JSON.stringify(warn.mock.calls)).not.toContain('/token');
  });

  it('reports nothing where it has no address', async () => {
    OPTIONS.url = undefined;
    expect(await new Jobs().backup(false)).toBe(3);
    expect(received).toEqual([]);
  });
});
