import { environmentsModule, environmentsOf } from '@envscope/testing/environments.js';
import { limitsOf } from '@envscope/testing/contracts/probe-contract.js';
import { startTlsListener, type TlsListener } from '@envscope/testing/servers/tls-listener.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { MongodbModule } from './mongodb.module.js';
import { MongodbProbe } from './mongodb.probe.js';
import { mongodbSection } from './mongodb.settings.js';

describe('MongodbProbe, over TLS,', () => {
  let server: TlsListener;
  beforeAll(async () => {
    server = await startTlsListener();
  });
  afterAll(() => server.close());

  async function check(variables: Readonly<Record<string, string>>): Promise<string | undefined> {
    const given = { dev: { MONGODB_URI: `mongodb://localhost:${server.port}/app?tls=true`, ...variables } };
    const environments = environmentsOf('mongodb', mongodbSection, given);
    const module = Test.createTestingModule({
      imports: [environmentsModule(environments), MongodbModule.for(environments)],
    });
    const app = await (await module.compile()).init();
    const [result] = (await app.get(MongodbProbe).observe('dev', limitsOf({ timeoutMs: 10_000 }))).results;
    await app.close();
    return result?.reason?.code;
  }

  it('names what is wrong with a certificate', async () => {
    expect(await check({})).toBe('certificate-self-signed');
    expect(server.handshakes()).toBe(0);
  });

  it('trusts it by the environment’s CA file', async () => {
    expect(await check({ TLS_CA_FILE: server.certificate.certFile })).toBe('connection-lost');
    expect(server.handshakes()).toBeGreaterThan(0);
  });
});
