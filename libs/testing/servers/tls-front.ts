import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
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
  const open = new Set<TLSSocket>();
  const server = createServer(files, (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    const onward = connect({ host: '127.0.0.1', port });
    socket.on('error', () => onward.destroy()).pipe(onward);
    onward.on('error', () => socket.destroy()).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = (): void => {
    server.close();
    open.forEach((socket) => socket.destroy());
  };
  const own = (server.address() as AddressInfo).port;
  return { url: `https://localhost:${own}`, port: own, close };
}
