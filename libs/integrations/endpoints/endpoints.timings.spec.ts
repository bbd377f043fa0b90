import { Network } from '@envscope/integrations/network/network.js';
import { makeCertificate, type Certificate } from '@envscope/testing/servers/certificate.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as pass } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { createEndpointsClient, type EndpointsClient } from './endpoints.client.js';
import { endpointsSection, type Endpoint } from './endpoints.settings.js';

/** Timers may ring a moment early. */
const ABOUT_60_MS = 55;
const MANY = 300;
/** Answers at once, whatever this thread is busy with. */
const NEIGHBOUR = `
  const { createServer } = require('node:http');
  const { parentPort } = require('node:worker_threads');
  const server = createServer((_request, response) => response.end('ok'));
  server.listen(0, '127.0.0.1', 1024, () => parentPort.postMessage(server.address().port));`;

const answer: RequestListener = (request, response) => {
  void (async () => {
    if (request.url === '/at-once') return response.end('ok');
    await pass(60);
    if (request.url === '/moved') return response.writeHead(302, { location: '/late' }).end();
    response.write('o');
    await pass(request.url === '/slow' ? 60 : 0);
    return response.end('k');
  })();
};

describe('the timings of an answer', () => {
  let certificate: Certificate;
  let servers: Server[];
  let worker: Worker;
  let client: EndpointsClient;
  let urls: Record<'plain' | 'tls' | 'neighbour', string>;

  beforeAll(async () => {
    certificate = await makeCertificate();
    const [cert, key] = [readFileSync(certificate.certFile), readFileSync(certificate.keyFile)];
    servers = [createServer(answer), createTlsServer({ cert, key }, answer)];
    for (const server of servers) await once(server.listen(0, '127.0.0.1'), 'listening');
    worker = new Worker(NEIGHBOUR, { eval: true });
    const ports = servers.map((server) => (server.address() as AddressInfo).port);
    const [neighbour] = (await once(worker, 'message')) as [number];
    urls = {
      plain: `http://127.0.0.1:${ports[0]}`,
      tls: `https://127.0.0.1:${ports[1]}`,
      neighbour: `http://127.0.0.1:${neighbour}`,
    };
    client = createEndpointsClient([], new Network());
  });
  afterAll(async () => {
    client.close();
    servers.forEach((server) => server.closeAllConnections());
    await worker.terminate();
    for (const server of servers) await once(server.close(), 'close');
    await certificate.remove();
  });

  function endpointOf(url: string, options: object = {}): Endpoint {
    const settings = endpointsSection.compose(
      { ENDPOINTS: endpointsSection.variables['ENDPOINTS']?.schema.parse(`one=${url}`) },
      'dev',
      endpointsSection.file?.schema.parse({ dev: { one: options } }),
    );
    const [endpoint] = settings.endpoints;
    if (!endpoint) throw new Error('No endpoint');
    return endpoint;
  }

  const ask = (endpoint: Endpoint) => client.ask(endpoint, AbortSignal.timeout(10_000));
  const timingsOf = async (url: string, options?: object) => (await ask(endpointOf(url, options))).timings;

  it('hold the connection where one was made, and none where one was there', async () => {
    const made = await timingsOf(`${urls.plain}/at-once`);
    expect(made.connectMs).toBeGreaterThan(0);
    expect(made.totalMs).toBeGreaterThanOrEqual((made.connectMs ?? 0) + made.firstByteMs);
    const kept = await timingsOf(`${urls.plain}/at-once`);
    expect(kept).toMatchObject({ connectMs: null, tlsMs: null });
    expect(kept.totalMs).toBeGreaterThan(0);
  });

  it('separate the handshake from the connection', async () => {
    const { connectMs, tlsMs, totalMs } = await timingsOf(`${urls.tls}/late`, { verify: false });
    expect(connectMs).toBeGreaterThan(0);
    expect(tlsMs).toBeGreaterThan(0);
    expect(totalMs).toBeGreaterThanOrEqual((connectMs ?? 0) + (tlsMs ?? 0) + ABOUT_60_MS);
  });

  it('separate the wait for the first byte from the rest of the answer', async () => {
    const { firstByteMs, totalMs } = await timingsOf(`${urls.plain}/slow`);
    expect(firstByteMs).toBeGreaterThanOrEqual(ABOUT_60_MS);
    expect(totalMs - firstByteMs).toBeGreaterThanOrEqual(ABOUT_60_MS);
  });

  it('are the sum of all hops of a redirect', async () => {
    const { latencyMs, timings } = await ask(endpointOf(`${urls.plain}/moved`));
    expect(timings.firstByteMs).toBeGreaterThanOrEqual(2 * ABOUT_60_MS);
    expect(latencyMs).toBe(Math.round(timings.totalMs));
  });

  it('are those of one request, however many begin with it', async () => {
    const endpoint = endpointOf(`${urls.neighbour}/`);
    const startedMs = performance.now();
    const answers = await Promise.all(Array.from({ length: MANY }, () => ask(endpoint)));
    const tookMs = performance.now() - startedMs;
    const totalsMs = answers.map(({ timings }) => timings.totalMs).sort((a, b) => a - b);
    // Begun together, half of them would show more than half of the time that all of them took.
    expect(totalsMs[MANY / 2]).toBeLessThan(tookMs / 2);
  });
});
