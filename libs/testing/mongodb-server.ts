import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createConnection, type Connection } from 'mongoose';

/**
 * A database of its own on the server, whatever database the server's URL names. Specs empty one after each test rather
 * than make another: indexes take longer to make than all else.
 */
export function databaseOf(server: string) {
  const [, address = '', query = ''] = /^([^/]+\/\/[^/]+)(?:\/[^?]*)?(\?.*)?$/.exec(server) ?? [];
  const url = `${address}/envscope_${randomUUID().replaceAll('-', '')}${query}`;
  async function connected(work: (connection: Connection) => Promise<unknown>): Promise<void> {
    const connection = await createConnection(url).asPromise();
    await work(connection);
    await connection.close();
  }
  return {
    url,
    empty: () =>
      connected(async (connection) => {
        const collections = await connection.listCollections();
        await Promise.all(collections.map(({ name }) => connection.collection(name).deleteMany({})));
      }),
    remove: () => connected((connection) => connection.dropDatabase()),
  };
}

/** The URL with one more option. */
export function withOption(url: string, option: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${option}`;
}

/** A port that leads to the server of the URL until it is cut. */
export async function relayTo(url: string) {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const servers = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    servers.add(far);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket
        .on('error', () => socket.destroy())
        .on('close', () => [near, far].forEach((end) => end.destroy()));
    }
    near.pipe(far).pipe(near);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address() as AddressInfo;
  return {
    url: url.replace(`${hostname}:${port}`, `127.0.0.1:${address.port}`),
    cut: async () => {
      const closed = once(server.close(), 'close');
      sockets.forEach((socket) => socket.destroy());
      await closed;
    },
    /** What is asked goes through, and no answer comes back. */
    deafen: () => servers.forEach((socket) => socket.unpipe()),
    /** Connections stay, and nothing passes. */
    stall: () => sockets.forEach((socket) => socket.unpipe()),
    mend: () => once(server.listen(address.port, '127.0.0.1'), 'listening'),
  };
}
