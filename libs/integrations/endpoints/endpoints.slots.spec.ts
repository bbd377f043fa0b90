import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import { NameResolver } from '@envscope/integrations/network/names/name-resolver.js';
import { Network } from '@envscope/integrations/network/network.js';
import { NO_PROXY } from '@envscope/integrations/network/proxy/proxy.js';
import { NameServer } from '@envscope/testing/servers/name-server.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEndpointsClient, type EndpointsClient } from './endpoints.client.js';
import { endpointsSection, type Endpoint } from './endpoints.settings.js';
import { HostSlots } from './endpoints.slots.js';

describe('the slots of a host', () => {
  let names: NameServer;
  let server: Server;
  /** Paths whose requests are not answered. */
  let hanging: RegExp;
  let asked: IncomingMessage[];
  let open: number;
  let mostOpen: number;
  let ending: AbortController;
  const clients: EndpointsClient[] = [];

  beforeAll(async () => {
    names = await NameServer.start(() => ({ addresses: ['127.0.0.1'] }));
    server = createServer((request, response) => {
      asked.push(request);
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      response.on('close', () => (open -= 1));
      if (!hanging.test(request.url ?? '')) response.end('ok');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(async () => {
    await once(server.close(), 'close');
    await names.close();
  });
  beforeEach(() => {
    [hanging, asked, open, mostOpen, ending] = [/^\/hang/, [], 0, 0, new AbortController()];
  });
  afterEach(async () => {
    ending.abort();
    await until(() => open === 0);
    clients.splice(0).forEach((client) => client.close());
  });

  function clientOf(perHost: number | undefined, targets: readonly string[], host = 'site.test') {
    const { port } = server.address() as AddressInfo;
    const pairs = targets.map((name) => `${name}=http://${host}:${port}/${name}`).join();
    const { endpoints } = endpointsSection.compose(
      { ENDPOINTS: endpointsSection.variables['ENDPOINTS']?.schema.parse(pairs) },
      'dev',
      undefined,
    );
    const network = new Network(NO_PROXY, new NameResolver(names.paths));
    const client = createEndpointsClient(endpoints, network, undefined, new HostSlots(perHost));
    clients.push(client);
    return client;
  }

  const numbered = (name: string, count: number) =>
    Array.from({ length: count }, (_, one) => `${name}${one}`);
  const named = (client: EndpointsClient, name: RegExp) =>
    client.endpoints.filter((endpoint) => name.test(endpoint.name));
  /** `200`, or the code of the reason, or `ended`. */
  const outcomeOf = (client: EndpointsClient, endpoint: Endpoint, signal = ending.signal): Promise<string> =>
    client.ask(endpoint, signal).then(
      ({ httpStatus }) => String(httpStatus),
      (error: unknown) => (error instanceof IntegrationError ? error.reason.code : 'ended'),
    );
  const outcomesOf = (client: EndpointsClient, name: RegExp, signal?: AbortSignal) =>
    Promise.all(named(client, name).map((endpoint) => outcomeOf(client, endpoint, signal)));

  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  it.each([
    { where: 'a host without a limit', perHost: undefined, host: 'site.test' },
    { where: 'an address of loopback', perHost: 3, host: '127.0.0.1' },
    { where: 'this machine by its name', perHost: 3, host: 'localhost' },
  ])(
    'are as many as are asked for at $where, so that what hangs holds up nobody',
    async ({ perHost, host }) => {
      const client = clientOf(perHost, [...numbered('hang', 150), ...numbered('ok', 5)], host);
      void outcomesOf(client, /hang/);
      await until(() => open === 150);
      expect(await outcomesOf(client, /ok/)).toEqual(Array(5).fill('200'));
    },
  );

  it('never let more checks ask at a time, and leave two to targets that answer', async () => {
    const client = clientOf(4, [...numbered('ok', 5), ...numbered('hang', 20)]);
    expect(await outcomesOf(client, /ok/)).toEqual(Array(5).fill('200'));
    const hung = outcomesOf(client, /hang/);
    await until(() => open === 2);
    for (let round = 0; round < 3; round += 1) {
      expect(await outcomesOf(client, /ok/)).toEqual(Array(5).fill('200'));
    }
    expect(mostOpen).toBeLessThanOrEqual(4);
    ending.abort();
    // Two were asked and did not answer; the others were not asked, and that says nothing about them.
    expect((await hung).sort()).toEqual([...Array(2).fill('ended'), ...Array(18).fill('waiting-for-slot')]);
    expect(asked.filter(({ url }) => url?.startsWith('/hang'))).toHaveLength(2);
  });

  it('are taken from targets that begin to hang, after a second', async () => {
    const client = clientOf(4, [...numbered('ok', 5), ...numbered('prompt', 10)]);
    await outcomesOf(client, /ok/);
    await outcomesOf(client, /prompt/);
    hanging = /^\/prompt/;
    const hung = outcomesOf(client, /prompt/);
    await until(() => open === 4);
    expect(await outcomesOf(client, /ok/)).toEqual(Array(5).fill('200'));
    ending.abort();
    const ended = (await hung).filter((outcome) => outcome === 'ended');
    expect(ended.length).toBeLessThanOrEqual(4);
    expect(mostOpen).toBe(4);
  });

  it('are given to a target again that has answered again', async () => {
    const client = clientOf(3, ['hang', 'other']);
    const patience = new AbortController();
    const hung = outcomesOf(client, /hang/, patience.signal);
    await until(() => open === 1);
    patience.abort();
    expect(await hung).toEqual(['ended']);
    hanging = /never/;
    expect(await outcomesOf(client, /hang|other/)).toEqual(['200', '200']);
  });

  it('that come late leave a target too little time to be judged', async () => {
    const client = clientOf(3, ['hang', 'hanglate']);
    const first = new AbortController();
    void outcomesOf(client, /^hang$/, first.signal);
    const late = outcomesOf(client, /late/);
    await new Promise((resolve) => setTimeout(resolve, 500));
    first.abort();
    await until(() => asked.length === 2);
    ending.abort();
    expect(await late).toEqual(['waiting-for-slot']);
  });

  it('name the host and the limit to whom they are refused', async () => {
    const client = clientOf(3, ['hang', 'late']);
    void outcomesOf(client, /hang/);
    await until(() => open === 1);
    const [late] = named(client, /late/);
    const asking = late && client.ask(late, ending.signal);
    ending.abort();
    await expect(asking).rejects.toMatchObject({
      reason: {
        code: 'waiting-for-slot',
        params: { host: expect.stringMatching(/^site\.test:\d+$/), limit: 3 },
      },
    });
  });
});
