import { describe, expect, it } from '@jest/globals';
import { Network } from '@envscope/integrations/network/network.js';
import { getEventListeners, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createEndpointsClient } from './endpoints.client.js';
import { endpointsSection } from './endpoints.settings.js';

describe('an exchange that is over', () => {
  it('hangs no more on its signal, which the agent keeps as long as the connection', async () => {
    const server = createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const pairs = endpointsSection.variables['ENDPOINTS']?.schema.parse(`one=http://127.0.0.1:${port}/`);
    const { endpoints } = endpointsSection.compose({ ENDPOINTS: pairs }, 'dev', undefined);
    const client = createEndpointsClient(endpoints, new Network());
    const { signal } = new AbortController();
    const asking = endpoints.map((endpoint) => client.ask(endpoint, signal));
    await expect(Promise.all(asking)).resolves.toMatchObject([{ httpStatus: 200 }]);

    const left = () => getEventListeners(signal, 'abort').length;
    for (const until = Date.now() + 5_000; left() > 0 && Date.now() < until;) await pause(10);
    expect(left()).toBe(0);
    client.close();
    server.close();
  });
});
