import { describe, expect, it } from '@jest/globals';
import express, { type Request } from 'express';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { clientAddress, clientKey } from './client-address.js';
import { isOverTls } from './over-tls.js';

describe('the client of a request', () => {
  /** What Express makes of the headers of a connection from 127.0.0.1. */
  async function seen(trust: false | number | string[], headers: Readonly<Record<string, string>>) {
    const app = express().set('trust proxy', trust);
    app.use((request, response) => {
      response.json({ address: clientAddress(request), isTls: isOverTls(request, undefined) });
    });
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { headers });
    server.close();
    return answer.json();
  }

  it.each<[false | number | string[], string, string]>([
    [false, '192.0.2.1', '127.0.0.1'],
    [1, '192.0.2.1', '192.0.2.1'],
    [1, '192.0.2.9, 192.0.2.1', '192.0.2.1'],
    [2, '192.0.2.9, 192.0.2.1', '192.0.2.9'],
    [['127.0.0.0/8'], '192.0.2.9, 192.0.2.1', '192.0.2.1'],
    [['127.0.0.0/8', '192.0.2.1/32'], '192.0.2.9, 192.0.2.1', '192.0.2.9'],
    [['10.0.0.0/8'], '192.0.2.1', '127.0.0.1'],
    [1, 'no address', '127.0.0.1'],
  ])('with %j trusted and %j forwarded is %s', async (trust, forwarded, address) => {
    expect(await seen(trust, { 'x-forwarded-for': forwarded })).toMatchObject({ address });
  });

  it('came by TLS where a trusted proxy says so', async () => {
    const headers = { 'x-forwarded-proto': 'https' };
    expect(await seen(false, headers)).toMatchObject({ isTls: false });
    expect(await seen(1, headers)).toMatchObject({ isTls: true });
  });

  it('came by TLS where it asks for the host of a public https address', () => {
    const request = (host: string) => ({ secure: false, headers: { host } });
    expect(isOverTls(request('ops.example.com'), 'https://ops.example.com/envscope')).toBe(true);
    expect(isOverTls(request('127.0.0.1:3000'), 'https://ops.example.com')).toBe(false);
    expect(isOverTls(request('ops.example.com'), 'http://ops.example.com')).toBe(false);
  });

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s shares the limit of %s', (ip, key) => {
    expect(clientKey({ ip, socket: {} as Socket } satisfies Pick<Request, 'ip' | 'socket'>)).toBe(key);
  });
});
