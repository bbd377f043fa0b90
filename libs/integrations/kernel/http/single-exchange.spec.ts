import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createLine, type AddressInfo, type Server as Line } from 'node:net';
import { ChannelRefusal } from '@envscope/integrations/kernel/channels/channel.js';
import { Network } from '@envscope/integrations/network/network.js';
import { exchangeOnce, openSinglePool } from './single-exchange.js';

const SECRET = 'secret-token-1234567890';

describe('exchangeOnce', () => {
  const pool = openSinglePool(new Network());
  let server: Server;
  let answer: RequestListener;
  let received: string[];

  beforeEach(async () => {
    received = [];
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push(Buffer.concat(chunks).toString('utf8'));
        answer(request, response);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const urlOf = (listener: Server | Line, protocol = 'http') =>
    `${protocol}://127.0.0.1:${(listener.address() as AddressInfo).port}/${SECRET}`;
  const exchange = (options: { method?: 'GET' | 'POST'; url?: string; signal?: AbortSignal } = {}) => {
    const { method = 'POST', url = urlOf(server), signal = AbortSignal.timeout(10_000) } = options;
    return exchangeOnce(pool, { method, url, headers: { 'x-name': 'a' }, body: '{"text":"grüße"}' }, signal);
  };
  const refusal = async (options: Parameters<typeof exchange>[0] = {}) => {
    const error: unknown = await exchange(options).catch((reason: unknown) => reason);
    if (!(error instanceof ChannelRefusal)) throw new Error('It was not refused');
    expect(JSON.stringify([error.message, error.reason, error.stack])).not.toContain(SECRET);
    return [error.kind, error.reason.code];
  };

  it('sends once and answers whatever status came', async () => {
    answer = (_request, response) => response.writeHead(503, { 'X-Answer': 'b' }).end('busy');
    expect(await exchange()).toMatchObject({
      status: 503,
      headers: { 'x-answer': 'b' },
      body: 'busy',
      bodyFault: null,
    });
    expect(received).toEqual(['{"text":"grüße"}']);
  });

  it('follows no redirect, which could carry a secret elsewhere', async () => {
    answer = (_request, response) => response.writeHead(307, { location: urlOf(server) }).end();
    expect((await exchange()).status).toBe(307);
    expect(received).toHaveLength(1);
  });

  it('opens a connection for each call, since a kept one may be closing', async () => {
    const ports: (number | undefined)[] = [];
    answer = (request, response) => {
      ports.push(request.socket.remotePort);
      response.end('{}');
    };
    await exchange();
    await exchange();
    expect(new Set(ports).size).toBe(2);
  });

  describe('when nothing can have arrived', () => {
    it('has failed where nobody listens', async () => {
      const url = urlOf(server);
      await new Promise((resolve) => server.close(resolve));
      expect(await refusal({ url })).toEqual(['failed', 'refused']);
    });

    it('has failed where there is no such host', async () => {
      expect(await refusal({ url: `https://nowhere.invalid/${SECRET}` })).toEqual([
        'failed',
        'name-not-resolved',
      ]);
    });

    it('has failed where the line is not a secure one', async () => {
      const line = createLine((socket) => socket.end('no TLS here')).listen(0, '127.0.0.1');
      await once(line, 'listening');
      expect(await refusal({ url: urlOf(line, 'https') })).toEqual(['failed', 'tls-not-spoken']);
      line.close();
    });

    it('has failed where time is over before it begins', async () => {
      const signal = AbortSignal.abort(new DOMException('late', 'TimeoutError'));
      expect(await refusal({ signal })).toEqual(['failed', 'timeout']);
      expect(received).toEqual([]);
    });

    it('has failed where time is over before the line is secure', async () => {
      const line = createLine(() => undefined).listen(0, '127.0.0.1');
      await once(line, 'listening');
      const signal = AbortSignal.timeout(100);
      expect(await refusal({ url: urlOf(line, 'https'), signal })).toEqual(['failed', 'timeout']);
      line.close();
    });
  });

  describe('when it may have arrived', () => {
    it('does not know after a line that broke', async () => {
      answer = (request) => request.socket.resetAndDestroy();
      expect(await refusal()).toEqual(['unknown', 'connection-lost']);
    });

    it('does not know when time is over', async () => {
      answer = () => undefined;
      expect(await refusal({ signal: AbortSignal.timeout(100) })).toEqual(['unknown', 'timeout']);
    });

    it('does not know when the console stops', async () => {
      const stopping = new AbortController();
      answer = () => stopping.abort();
      expect(await refusal({ signal: stopping.signal })).toEqual(['unknown', 'connection-lost']);
    });

    it('does not know after a switch of protocols that nobody asked for', async () => {
      answer = (request) =>
        request.socket.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n');
      expect(await refusal()).toEqual(['unknown', 'connection-lost']);
    });

    it('knows that a GET has changed nothing', async () => {
      answer = (request) => request.socket.resetAndDestroy();
      expect(await refusal({ method: 'GET' })).toEqual(['failed', 'connection-lost']);
    });
  });

  describe('when the answer is cut short', () => {
    const half: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('half');
    };

    it('has its status and that the connection broke', async () => {
      answer = (request, response) => {
        half(request, response);
        setImmediate(() => request.socket.destroy());
      };
      expect(await exchange()).toMatchObject({ status: 200, bodyFault: { code: 'connection-lost' } });
    });

    it('has its status and that time was over', async () => {
      answer = half;
      const { status, body, bodyFault } = await exchange({ signal: AbortSignal.timeout(200) });
      expect([status, body, bodyFault?.code]).toEqual([200, 'half', 'timeout']);
    });

    it('reads no more than anybody should', async () => {
      answer = (_request, response) => response.end('x'.repeat(2 * 1024 * 1024));
      const { body, bodyFault } = await exchange();
      expect(bodyFault).toEqual({ code: 'invalid-answer', params: { where: 'body' } });
      expect(body.length).toBeLessThan(2 * 1024 * 1024);
    });
  });
});
