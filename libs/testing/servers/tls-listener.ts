import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { makeCertificate, type Certificate } from './certificate.js';

/** A listener of its own certificate that shakes hands and hangs up: all that trust has to do with. */
export interface TlsListener {
  readonly port: number;
  readonly certificate: Certificate;
  /** How many clients trusted the certificate. */
  handshakes(): number;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1. */
export async function startTlsListener(): Promise<TlsListener> {
  const certificate = await makeCertificate();
  let handshakes = 0;
  const identity = { cert: readFileSync(certificate.certFile), key: readFileSync(certificate.keyFile) };
  const server = createServer(identity, (socket) => {
    handshakes += 1;
    socket.on('error', () => undefined).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    certificate,
    handshakes: () => handshakes,
    close: async () => {
      server.close();
      await certificate.remove();
    },
  };
}
