import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { limitServer, SERVER_LIMITS, type ServerLimits } from './server-limits.js';

describe('a limited server', () => {
  let server: Server;

  async function open(limits: Partial<ServerLimits> = {}): Promise<void> {
    // Node looks for slow clients every so often.
    server = createServer({ connectionsCheckingInterval: 20 }, (request, response) => {
      request.resume().once('end', () => response.end('ok'));
    });
    limitServer(server, { ...SERVER_LIMITS, ...limits });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const port = () => (server.address() as AddressInfo).port;

  /** All that comes back for a text. */
  async function send(text: string): Promise<string> {
    const socket = connect(port(), '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
    socket.on('error', () => undefined).write(text);
    await once(socket, 'close');
    return answer;
  }

  const problem = (status: number, code: string) =>
    new RegExp(`^HTTP/1.1 ${status} .*content-type: application/problem\\+json.*"code":"${code}"`, 'is');

  it('answers headers that do not end in time', async () => {
    await open({ headersMs: 50, requestMs: 60 });
    expect(await send('GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ')).toMatch(problem(408, 'request-too-slow'));
  });

  it('answers a body that does not end in time', async () => {
    await open({ headersMs: 50, requestMs: 60 });
    const head = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n';
    expect(await send(`${head}half`)).toMatch(problem(408, 'request-too-slow'));
  });

  it('answers headers that are too large', async () => {
    await open();
    const text = `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`;
    expect(await send(text)).toMatch(problem(431, 'headers-too-large'));
  });

  it('answers what is no request', async () => {
    await open();
    expect(await send('nonsense\r\n\r\n')).toMatch(problem(400, 'malformed-request'));
  });

  it('closes connections beyond the share of an address, and takes new ones when others end', async () => {
    await open({ connections: { perKey: 2, inAll: 10 } });
    const sockets = [connect(port(), '127.0.0.1'), connect(port(), '127.0.0.1')];
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    const beyond = connect(port(), '127.0.0.1').on('error', () => undefined);
    await once(beyond, 'close');
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([false, false]);
    sockets.forEach((socket) => socket.destroy());
    const get = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
    for (const until = Date.now() + 10_000; Date.now() < until; await pause(20)) {
      if ((await send(get)).startsWith('HTTP/1.1 200')) return;
    }
    throw new Error('No place became free');
  });

  it('ends a connection whose reader takes nothing', async () => {
    await open({ silenceMs: 50 });
    server.removeAllListeners('request').on('request', (_request, response) => response.write('begun'));
    const socket = connect(port(), '127.0.0.1').on('error', () => undefined);
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    socket.resume();
    await once(socket, 'close');
  });
});
