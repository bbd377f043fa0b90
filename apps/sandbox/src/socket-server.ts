import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A TCP server that knows its connections, so that it can end them all. */
export interface SocketServer {
  readonly port: number;
  connections(): number;
  close(): Promise<void>;
}

/** Listens (port 0 picks a free one) and hands each new connection to `serve`. Rejects when the port is taken. */
export async function listenForSockets(
  host: string,
  port: number,
  serve: (socket: Socket) => void,
): Promise<SocketServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that goes away is no event for a server; the socket closes all the same.
    socket.on('error', () => undefined);
    serve(socket);
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => sockets.size,
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
