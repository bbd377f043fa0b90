import { afterEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Cookies, type CookiePlace } from './cookies.js';

type Headers = Readonly<Record<string, string>>;

describe('Cookies', () => {
  const servers: Server[] = [];
  afterEach(() => servers.splice(0).forEach((server) => server.close()));

  /** What a console at the place sets and reads, behind `trust` proxies. */
  async function open({ publicUrl, basePath = '' }: Partial<CookiePlace>, trust: number | false = false) {
    const cookies = new Cookies({ publicUrl, basePath });
    const app = express().set('trust proxy', trust);
    app.get('/set', (asked, response) => {
      cookies.set(asked, response, 'session', 'token', 60_000);
      response.end();
    });
    app.get('/clear', (asked, response) => {
      cookies.clear(asked, response, 'session');
      response.end();
    });
    app.get('/read', (asked, response) => response.end(cookies.read(asked, 'session') ?? 'none'));
    const server = app.listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    // Node's own client, since fetch sets no Host.
    return async (path: string, headers: Headers = {}) => {
      const [answer] = (await once(
        request({ host: '127.0.0.1', port, path, headers }).end(),
        'response',
      )) as [import('node:http').IncomingMessage];
      let text = '';
      for await (const part of answer.setEncoding('utf8')) text += String(part);
      return { text, cookie: answer.headers['set-cookie']?.[0] };
    };
  }

  const PLAIN = 'envscope-session=token; Path=/; HttpOnly; SameSite=Lax; Max-Age=60';
  const HOST = '__Host-envscope-session=token; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60';
  const OPS = { publicUrl: 'https://ops.example.com' };

  it.each<[string, Partial<CookiePlace>, number | false, Headers, string]>([
    ['without TLS', {}, false, {}, PLAIN],
    ['where a proxy says so that nobody trusts', {}, false, { 'x-forwarded-proto': 'https' }, PLAIN],
    ['where a trusted proxy says so', {}, 1, { 'x-forwarded-proto': 'https' }, HOST],
    ['where a trusted proxy says otherwise', {}, 1, { 'x-forwarded-proto': 'http' }, PLAIN],
    ['for the host of a public https address', OPS, false, { host: 'ops.example.com' }, HOST],
    ['for another host than the public one', OPS, false, { host: '127.0.0.1:3000' }, PLAIN],
    [
      'below a path, where browsers refuse __Host-',
      { publicUrl: 'https://ops.example.com/envscope', basePath: '/envscope' },
      false,
      { host: 'ops.example.com' },
      '__Secure-envscope-session=token; Path=/envscope; HttpOnly; SameSite=Lax; Secure; Max-Age=60',
    ],
  ])('are what browsers hold to %s', async (_, place, trust, headers, cookie) => {
    const ask = await open(place, trust);
    expect((await ask('/set', headers)).cookie).toBe(cookie);
  });

  it('end as they were set, so that browsers let them go', async () => {
    const ask = await open(OPS);
    expect((await ask('/clear', { host: 'ops.example.com' })).cookie).toBe(
      '__Host-envscope-session=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0',
    );
  });

  it('take over TLS none that was set without: another host of the domain could have set it', async () => {
    const ask = await open({}, 1);
    const read = async (cookie: string, proto: string) =>
      (await ask('/read', { cookie, 'x-forwarded-proto': proto })).text;
    expect(await read('envscope-session=planted', 'https')).toBe('none');
    expect(await read('__Secure-envscope-session=planted', 'https')).toBe('none');
    expect(await read('envscope-session=planted; __Host-envscope-session=own', 'https')).toBe('own');
    expect(await read('__Host-envscope-session=own', 'http')).toBe('none');
  });

  it.each([
    'envscope-session=a b',
    'envscope-session="a"',
    'envscope-session=',
    'envscope-sessions=a',
    'x=1',
  ])('read nothing from %s', async (cookie) => {
    expect((await (await open({}))('/read', { cookie })).text).toBe('none');
  });
});
