import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Network } from './network.js';

describe('a pool of connections', () => {
  it('keeps as many open as it may, and closes the others after their response', async () => {
    const server = createServer((_request, response) => void setTimeout(() => response.end('ok'), 50));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const pool = new Network().openPool({ keepAlive: true, mostKept: 2 });
    const ask = () =>
      new Promise<boolean>((resolve, reject) => {
        const outgoing = request(url, { agent: pool.agentFor(url) }, (incoming) =>
          incoming.resume().once('end', () => resolve(outgoing.reusedSocket)),
        );
        outgoing.once('error', reject).end();
      });
    const open = () =>
      new Promise<number>((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      );

    expect(await Promise.all(Array.from({ length: 6 }, ask))).toEqual(Array(6).fill(false));
    for (const until = Date.now() + 10_000; (await open()) !== 2 && Date.now() < until;) await pause(10);
    expect(await open()).toBe(2);
    expect(await Promise.all([ask(), ask()])).toEqual([true, true]);
    pool.close();
    server.close();
  });
});
