import { afterEach, describe, expect, it } from '@jest/globals';
import { Refusal } from '@envscope/contracts/index.js';
import { RatesInMemory } from '@envscope/store/rates/rates-in-memory.js';
import type { RateStore } from '@envscope/store/rates/rate-store.js';
import express, { type NextFunction, type Request, type Response } from 'express';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rateLimit } from './rate-limit.js';

const LIMITED = { reads: 3, writes: 2 };

describe('rateLimit', () => {
  const servers: Server[] = [];
  afterEach(() => servers.splice(0).forEach((server) => server.close()));

  /** A console behind a proxy that it trusts. */
  async function open(store: Pick<RateStore, 'countHit'>, now: () => number = () => 0) {
    const app = express().set('trust proxy', 1);
    app.use(rateLimit(store, { rates: LIMITED, now }));
    app.use((_request, response) => void response.send('ok'));
    app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
      if (!(error instanceof Refusal)) return next(error);
      response.status(429).send(`${error.code} ${String(error.params['retryAfterMs'])}`);
    });
    const server = app.listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return async (path: string, { from = '192.0.2.1', method = 'GET' } = {}): Promise<string> => {
      const headers: Record<string, string> = from === '' ? {} : { 'x-forwarded-for': from };
      return (await fetch(`${url}${path}`, { method, headers })).text();
    };
  }

  const times = async (count: number, ask: () => Promise<string>): Promise<string[]> => {
    const answers: string[] = [];
    for (let asked = 0; asked < count; asked += 1) answers.push(await ask());
    return answers;
  };

  it('refuses what one address reads beyond its rate until the minute is over, and no other address', async () => {
    let now = 0;
    const ask = await open(new RatesInMemory(), () => now);
    const read = () => ask('/api/internal/config');
    expect(await times(4, read)).toEqual(['ok', 'ok', 'ok', 'too-many-requests 60000']);
    expect(await ask('/api/internal/config', { from: '192.0.2.2' })).toBe('ok');
    now = 59_500;
    expect(await read()).toBe('too-many-requests 1000');
    now = 60_000;
    expect(await read()).toBe('ok');
  });

  it('counts writes together with another console on the same store', async () => {
    const store = new RatesInMemory();
    const write = { method: 'POST' };
    const [first, second] = [await open(store), await open(store)];
    expect(await first('/api/internal/rules', write)).toBe('ok');
    expect(await second('/api/internal/rules', write)).toBe('ok');
    expect(await first('/api/internal/rules', write)).toBe('too-many-requests 60000');
    expect(await first('/api/internal/rules')).toBe('ok');
  });

  it('counts writes by itself while the store fails', async () => {
    const ask = await open({ countHit: () => Promise.reject(new Error('The disk is full')) });
    const write = () => ask('/api/internal/rules', { method: 'POST' });
    expect(await times(3, write)).toEqual(['ok', 'ok', 'too-many-requests 60000']);
  });

  it.each([
    ['liveness', '/api/health/live', '192.0.2.1'],
    ['pages and their files', '/incidents', '192.0.2.1'],
    ['this machine', '/api/internal/config', ''],
  ])('leaves alone: %s', async (_, path, from) => {
    const ask = await open(new RatesInMemory());
    expect(new Set(await times(10, () => ask(path, { from })))).toEqual(new Set(['ok']));
  });
});
