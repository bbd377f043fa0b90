import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import type { Certificate } from './certificate.js';

/** A TLS server on this machine that hands everything on to a plain one. */
export interface TlsFront {
  /** `https://localhost:4711`. */
  readonly url: string;
  readonly port: number;
  close(): void;
}

/** Starts one before a port of this machine. */
export async function startTlsFront({ certFile, keyFile }: Certificate, port: number): Promise<TlsFront> {
  const files = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
  const server = createServer(files, (socket) => {
    const onward = connect({ host: '127.0.0.1', port });
    socket.on('error', () => onward.destroy()).pipe(onward);
    onward.on('error', () => socket.destroy()).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const own = (server.address() as AddressInfo).port;
  return { url: `https://localhost:${own}`, port: own, close: () => void server.close() };
}
