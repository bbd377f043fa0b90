import { createEndpointsClient } from '@envscope/integrations/endpoints/endpoints.client.js';
import { exchangeOnce, openSinglePool } from '@envscope/integrations/kernel/http/single-exchange.js';
import { endpointsSection, type Endpoint } from '@envscope/integrations/endpoints/endpoints.settings.js';
import { environmentsOf } from '@envscope/testing/environments.js';
import { NameServer } from '@envscope/testing/servers/name-server.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NameResolver } from './names/name-resolver.js';
import { Network } from './network.js';
import { NO_PROXY } from './proxy/proxy.js';

describe('a name server that is silent about a zone', () => {
  let names: NameServer;
  let site: Server;
  let network: Network;

  beforeAll(async () => {
    names = await NameServer.start((name) =>
      name.endsWith('.silent.test') ? 'silent' : { addresses: ['127.0.0.1'] },
    );
    site = createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1');
    await once(site, 'listening');
    network = new Network(NO_PROXY, new NameResolver(names.paths));
  });
  afterAll(async () => {
    site.closeAllConnections();
    site.close();
    await names.close();
  });

  const urlOf = (host: string): string => `http://${host}:${(site.address() as AddressInfo).port}/`;
  const endpointsOf = (id: string, zone: string, count: number): readonly Endpoint[] => {
    const pairs = Array.from({ length: count }, (_, index) => `e${index}=${urlOf(`e${index}.${zone}`)}`);
    const [environment] = environmentsOf('endpoints', endpointsSection, {
      [id]: { ENDPOINTS: pairs.join() },
    });
    const section = environment?.sections.endpoints;
    if (section?.state !== 'configured') throw new Error('The spec must configure endpoints');
    return section.settings.endpoints;
  };

  it('costs its own targets alone: others are checked and messages leave while they wait', async () => {
    const silent = createEndpointsClient(endpointsOf('staging', 'silent.test', 8), network);
    const healthy = createEndpointsClient(endpointsOf('dev', 'healthy.test', 6), network);
    const ending = new AbortController();
    const outcomes: string[] = [];
    const waiting = silent.endpoints.map((endpoint) =>
      silent.ask(endpoint, ending.signal).then(
        () => outcomes.push('answered'),
        (error: unknown) => outcomes.push((error as Error).message),
      ),
    );

    const answers = await Promise.all(
      healthy.endpoints.map((endpoint) => healthy.ask(endpoint, ending.signal)),
    );
    const post = { method: 'POST', url: urlOf('discord.test'), headers: {}, body: '{}' } as const;
    const posted = await exchangeOnce(openSinglePool(network), post, ending.signal);

    expect(answers.map(({ httpStatus }) => httpStatus)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(posted.status).toBe(200);
    expect(outcomes).toEqual([]);
    await Promise.all(waiting);
    expect(new Set(outcomes)).toEqual(new Set(['No answer: name-server-silent']));
    silent.close();
    healthy.close();
  });
});
