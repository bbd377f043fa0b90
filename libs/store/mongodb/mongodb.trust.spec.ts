import { makeCertificate, type Certificate } from '@envscope/testing/servers/certificate.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:tls';
import { StoreFault } from '../observation-store.js';
import { openMongoStores } from './mongodb.stores.js';

/** A listener that shakes hands and hangs up: all that a certificate has to do with. */
describe('the store in a MongoDB behind a private authority', () => {
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

  const open = (certificates?: readonly string[]) => {
    const { port } = server.address() as AddressInfo;
    const url = `mongodb://localhost:${port}/envscope?tls=true&serverSelectionTimeoutMS=500`;
    return openMongoStores(url, { certificates }).catch((error: unknown) => error);
  };

  it('refuses a certificate that nobody vouches for, and says so', async () => {
    const fault = await open();
    expect(fault).toBeInstanceOf(StoreFault);
    expect(String(fault)).toContain('self-signed certificate');
    expect(handshakes).toBe(0);
  });

  it('takes it by the CA file', async () => {
    expect(await open([mine.ca])).toBeInstanceOf(StoreFault);
    expect(handshakes).toBeGreaterThan(0);
  });
});
