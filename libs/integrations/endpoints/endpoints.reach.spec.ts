import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import { NameResolver } from '@envscope/integrations/network/names/name-resolver.js';
import { Network } from '@envscope/integrations/network/network.js';
import { NO_PROXY } from '@envscope/integrations/network/proxy/proxy.js';
import { ipNetworks } from '@envscope/integrations/network/reach/ip-networks.js';
import { TargetPolicy } from '@envscope/integrations/network/reach/target-policy.js';
import { HttpProxy } from '@envscope/testing/servers/http-proxy.js';
import { NameServer } from '@envscope/testing/servers/name-server.js';
import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEndpointsClient } from './endpoints.client.js';
import { endpointsSection } from './endpoints.settings.js';

const INSIDE = '127.0.0.1';
/** Stands for an address of the internet. */
const OUTSIDE = '127.0.0.2';

describe('redirects of endpoints', () => {
  let names: NameServer;
  let inside: Server;
  let outside: Server;
  let proxy: HttpProxy;
  const asked: string[] = [];

  beforeAll(async () => {
    names = await NameServer.start((name) => ({
      addresses: [name.startsWith('inside') ? INSIDE : OUTSIDE],
    }));
    const site = async (address: string, port: number): Promise<Server> => {
      const server = createServer(({ url = '', headers }, response) => {
        asked.push(`${address} ${headers.host?.split(':')[0]} ${url}`);
        const to = new URL(url, 'http://site').searchParams.get('to');
        response.writeHead(to ? 302 : 200, to ? { location: to } : {}).end('ok');
      }).listen(port, address);
      await once(server, 'listening');
      return server;
    };
    inside = await site(INSIDE, 0);
    outside = await site(OUTSIDE, port());
    proxy = await HttpProxy.start('user:password', { 'proxied.test:80': port() });
  });
  afterAll(async () => {
    [inside, outside].forEach((server) => server.closeAllConnections());
    inside.close();
    outside.close();
    proxy.close();
    await names.close();
  });

  const port = () => (inside.address() as AddressInfo).port;
  const url = (host: string, to?: string): string =>
    `http://${host}:${port()}/${to === undefined ? '' : `?to=${encodeURIComponent(to)}`}`;

  /** The status, or the reason why there is none. */
  async function check(first: string, { allowed = '', rule = NO_PROXY } = {}): Promise<number | object> {
    const policy = new TargetPolicy(ipNetworks.parse(allowed), (address) => address === OUTSIDE);
    const network = new Network(rule, new NameResolver(names.paths), policy);
    const pairs = endpointsSection.variables['ENDPOINTS']?.schema.parse(`one=${first}`);
    const { endpoints } = endpointsSection.compose({ ENDPOINTS: pairs }, 'dev', undefined);
    const client = createEndpointsClient(endpoints, network);
    asked.length = 0;
    try {
      const [endpoint] = endpoints;
      if (!endpoint) throw new Error('The spec must name an endpoint');
      return (await client.ask(endpoint, AbortSignal.timeout(10_000))).httpStatus;
    } catch (error) {
      return (error as IntegrationError).reason;
    } finally {
      client.close();
    }
  }

  const refused = (host: string) => ({ code: 'target-private', params: { host } });

  it('are followed from inside to inside and to outside, and from outside to outside', async () => {
    expect(await check(url('inside.test', url('inside-too.test')))).toBe(200);
    expect(await check(url('inside.test', url('outside.test')))).toBe(200);
    expect(await check(url('outside.test', url('outside-too.test')))).toBe(200);
  });

  it('are not followed from outside to inside, by name, by address or on the way', async () => {
    expect(await check(url('outside.test', url('inside.test')))).toEqual(refused('inside.test'));
    expect(asked).toHaveLength(1);
    expect(await check(url('outside.test', url(INSIDE)))).toEqual(refused(INSIDE));
    const viaOutside = url('inside.test', url('outside.test', url('inside-too.test')));
    expect(await check(viaOutside)).toEqual(refused('inside-too.test'));
    expect(asked).toHaveLength(2);
  });

  it('are followed into the networks that settings list', async () => {
    expect(await check(url('outside.test', url('inside.test')), { allowed: '127.0.0.0/8' })).toBe(200);
  });

  it('count as from outside through a proxy, which resolves names by itself', async () => {
    const rule = ({ hostname }: URL) => (hostname === 'proxied.test' ? { url: new URL(proxy.url) } : null);
    const to = (next: string) => check(`http://proxied.test/?to=${encodeURIComponent(next)}`, { rule });
    expect(await to(url(INSIDE))).toEqual(refused(INSIDE));
    expect(await to(url('inside.test'))).toEqual(refused('inside.test'));
    expect(await to('http://proxied.test/')).toBe(200);
  });
});

describe('a name whose address changes', () => {
  it('is connected to at the address that was checked, and checked again for the next connection', async () => {
    const server = createServer((_request, response) => response.end('ok')).listen(0, OUTSIDE);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    let answers = 0;
    const names = await NameServer.start(() => {
      answers += 1;
      // IPv4 and IPv6 are asked for once each.
      return { addresses: [answers <= 2 ? OUTSIDE : INSIDE] };
    });
    let now = 0;
    const network = new Network(
      NO_PROXY,
      new NameResolver(names.paths, () => now),
      new TargetPolicy([], (address) => address === OUTSIDE),
    );
    const connect = () =>
      network.connect(
        new URL(`http://changes.test:${port}`),
        { namedBy: 'person' },
        AbortSignal.timeout(10_000),
      );
    const socket = await connect();
    expect(socket.remoteAddress).toBe(OUTSIDE);
    socket.destroy();
    now += 60_000;
    await expect(connect()).rejects.toMatchObject({ code: 'target-private', host: 'changes.test' });
    server.close();
    await names.close();
  });
});

describe('a pool', () => {
  it('lends no connection that settings opened to who may not open it', async () => {
    const server = createServer((_request, response) => response.end('ok')).listen(0, INSIDE);
    await once(server, 'listening');
    const url = new URL(`http://${INSIDE}:${(server.address() as AddressInfo).port}/`);
    const pool = new Network().openPool({ keepAlive: true });
    const get = async (namedBy: 'settings' | 'person'): Promise<number | undefined> => {
      const outgoing = request(url, { agent: pool.agentFor(url, { namedBy }) }).end();
      const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
      answer.resume();
      await once(answer, 'end');
      return answer.statusCode;
    };
    expect(await get('settings')).toBe(200);
    await expect(get('person')).rejects.toMatchObject({ code: 'target-private' });
    pool.close();
    server.close();
  });
});
