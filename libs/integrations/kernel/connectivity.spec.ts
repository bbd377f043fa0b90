import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { NameResolver } from '@envscope/integrations/network/names/name-resolver.js';
import { Network } from '@envscope/integrations/network/network.js';
import { NO_PROXY } from '@envscope/integrations/network/proxy/proxy.js';
import { TargetPolicy } from '@envscope/integrations/network/reach/target-policy.js';
import { connectivityOf } from './connectivity.js';

const LOOPBACK = { address: '127.0.0.0', prefix: 8 };

describe('connecting to a host to see whether the network is there', () => {
  let server: Server;
  let connections: number;

  beforeEach(async () => {
    connections = 0;
    server = createServer((socket) => {
      connections += 1;
      socket.on('error', () => undefined).destroy();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => void server.close());

  const reach = (scheme: string, policy: TargetPolicy) => {
    const origin = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const network = new Network(NO_PROXY, new NameResolver(), policy);
    return connectivityOf(network).reach({ origin }, AbortSignal.timeout(10_000));
  };

  it.each(['http', 'https', 'tcp'])(
    'connects nowhere inside, be the name in the settings: %s',
    async (scheme) => {
      expect(await reach(scheme, new TargetPolicy())).toMatchObject({ code: 'target-private' });
      expect(connections).toBe(0);
    },
  );

  it.each(['http', 'tcp'])('connects to what is public: %s', async (scheme) => {
    expect(await reach(scheme, new TargetPolicy([], () => true))).toBeNull();
  });

  it('connects to what settings let everybody name', async () => {
    expect(await reach('tcp', new TargetPolicy([LOOPBACK]))).toBeNull();
  });
});
