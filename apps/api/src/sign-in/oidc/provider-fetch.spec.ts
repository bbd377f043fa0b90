import { Network } from '@envscope/integrations/network/network.js';
import { proxyRuleOf } from '@envscope/integrations/network/proxy/proxy.js';
import { HttpProxy } from '@envscope/testing/servers/http-proxy.js';
import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { providerFetch } from './provider-fetch.js';

describe('providerFetch', () => {
  it('goes by the proxy that settings name, sends forms, and follows no redirect', async () => {
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        response.writeHead(302, { location: '/elsewhere' }).end(`${request.method} ${request.url} ${body}`);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const proxy = await HttpProxy.start('user:password', { 'login.test:80': port });
    try {
      const rule = proxyRuleOf({ http: new URL(proxy.url), https: null, exceptions: [] });
      const fetch = providerFetch(new Network(rule), undefined);
      const body = new URLSearchParams({ code: 'a b' });
      const answer = await fetch('http://login.test/token', {
        method: 'POST',
        headers: {},
        body,
        redirect: 'manual',
      });
      expect([answer.status, await answer.text()]).toEqual([302, 'POST /token code=a+b']);
      expect(proxy.asked).toEqual(['POST http://login.test/token']);
    } finally {
      proxy.close();
      server.close();
    }
  });
});
