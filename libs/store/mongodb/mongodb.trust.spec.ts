import { startTlsListener, type TlsListener } from '@envscope/testing/servers/tls-listener.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StoreFault } from '../observation-store.js';
import { openMongoStores } from './mongodb.stores.js';

describe('the store in a MongoDB behind a private authority', () => {
  let server: TlsListener;
  beforeAll(async () => {
    server = await startTlsListener();
  });
  afterAll(() => server.close());

  const open = (certificates?: readonly string[]) => {
    const url = `mongodb://localhost:${server.port}/envscope?tls=true&serverSelectionTimeoutMS=2000`;
    return openMongoStores(url, { certificates }).catch((error: unknown) => error);
  };

  it('refuses a certificate that nobody vouches for, and says so', async () => {
    const fault = await open();
    expect(fault).toBeInstanceOf(StoreFault);
    expect(String(fault)).toContain('self-signed certificate');
    expect(server.handshakes()).toBe(0);
  });

  it('takes it by the CA file', async () => {
    expect(await open([server.certificate.ca])).toBeInstanceOf(StoreFault);
    expect(server.handshakes()).toBeGreaterThan(0);
  });
});
