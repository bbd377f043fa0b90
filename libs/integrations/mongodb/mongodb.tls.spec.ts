import { makeCertificate, type Certificate } from '@envscope/testing/servers/certificate.js';
import { environmentsModule, environmentsOf } from '@envscope/testing/environments.js';
import { limitsOf } from '@envscope/testing/contracts/probe-contract.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:tls';
import { MongodbModule } from './mongodb.module.js';
import { MongodbProbe } from './mongodb.probe.js';
import { mongodbSection } from './mongodb.settings.js';

/** A listener that shakes hands and hangs up: all that a certificate has to do with. */
describe('MongodbProbe, over TLS,', () => {
  let mine: Certificate;
  let server: Server;
  let handshakes = 0;

  beforeAll(async () => {
    mine = await makeCertificate();
    const identity = { cert: readFileSync(mine.certFile), key: readFileSync(mine.keyFile) };
    server = createServer(identity, (socket) => {
      handshakes += 1;
      socket.on('error', () => undefined).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(async () => {
    server.close();
    await mine.remove();
  });

  async function look(variables: Readonly<Record<string, string>>): Promise<string | undefined> {
    const { port } = server.address() as AddressInfo;
    const told = { dev: { MONGODB_URI: `mongodb://localhost:${port}/app?tls=true`, ...variables } };
    const environments = environmentsOf('mongodb', mongodbSection, told);
    const module = Test.createTestingModule({
      imports: [environmentsModule(environments), MongodbModule.for(environments)],
    });
    const app = await (await module.compile()).init();
    const [result] = (await app.get(MongodbProbe).observe('dev', limitsOf({ timeoutMs: 10_000 }))).results;
    await app.close();
    return result?.reason?.code;
  }

  it('names what is wrong with a certificate', async () => {
    expect(await look({})).toBe('certificate-self-signed');
    expect(handshakes).toBe(0);
  });

  it('trusts it by the environment’s CA file', async () => {
    expect(await look({ TLS_CA_FILE: mine.certFile })).toBe('connection-lost');
    expect(handshakes).toBeGreaterThan(0);
  });
});
