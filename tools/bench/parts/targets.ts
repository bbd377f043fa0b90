/**
 * A thousand endpoints for the console to check. Each has a loopback address of its own, as a thousand hosts have, so
 * that no connection serves two of them.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { servePart } from './part.ts';

const COUNT = 1_000;
/** One answer in this many is a 503. */
const FAILS_ONE_IN = 500;
const UP = JSON.stringify({ status: 'ok', version: '1.4.2', checks: { database: 'ok', cache: 'ok' } });
const DOWN = JSON.stringify({ status: 'error' });

let answered = 0;
let doesKeepConnections = true;

function answer(_request: IncomingMessage, response: ServerResponse): void {
  answered += 1;
  const isDown = answered % FAILS_ONE_IN === 0;
  const delayMs = 5 + ((answered * 7_919) % 40);
  setTimeout(() => {
    response.shouldKeepAlive = doesKeepConnections;
    response.writeHead(isDown ? 503 : 200, { 'content-type': 'application/json' });
    response.end(isDown ? DOWN : UP);
  }, delayMs);
}

function listen(address: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    // nginx keeps connections for 75 s too.
    const server = createServer({ keepAliveTimeout: 75_000 }, answer);
    server.once('error', reject);
    server.listen(port, address, () => resolve((server.address() as AddressInfo).port));
  });
}

servePart({
  /** Starts listening; answers `name=url` pairs. */
  async start(): Promise<string[]> {
    const pairs: string[] = [];
    let port = 0;
    for (let index = 0; index < COUNT; index += 1) {
      const address = `127.1.${Math.floor(index / 250)}.${1 + (index % 250)}`;
      port = await listen(address, port);
      pairs.push(`t${index}=http://${address}:${port}/h`);
    }
    return pairs;
  },

  count: () => answered,

  keepConnections(doesKeep: boolean) {
    doesKeepConnections = doesKeep;
  },

  /** Waits until each endpoint has been asked once more; answers how many checks there were since the start. */
  async nextRound(limitMs: number) {
    const until = performance.now() + limitMs;
    const goal = answered + COUNT;
    while (answered < goal) {
      if (performance.now() > until) throw new Error(`No round in ${limitMs} ms`);
      await pause(100);
    }
    return answered;
  },
});
