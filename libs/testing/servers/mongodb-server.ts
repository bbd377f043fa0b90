import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Transform } from 'node:stream';
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

/** What a message holds that writes into the collection: its command's name with that of the collection. */
function marksOfWrites(collection: string): Buffer[] {
  const length = Buffer.alloc(4);
  length.writeInt32LE(collection.length + 1);
  return ['insert', 'update', 'findAndModify', 'delete'].map((command) =>
    Buffer.concat([Buffer.from(`\x02${command}\0`), length, Buffer.from(`${collection}\0`)]),
  );
}

/** A port that leads to the server of the URL until it is cut. */
export async function relayTo(url: string) {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const servers = new Set<Socket>();
  let marks: readonly Buffer[] = [];
  let words = '';
  let drops = 0;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    servers.add(far);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket
        .on('error', () => socket.destroy())
        .on('close', () => [near, far].forEach((end) => end.destroy()));
    }
    const gate = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        const isMeant = marks.some((mark) => chunk.includes(mark)) && chunk.includes(words);
        if (drops === 0 || !isMeant) return done(null, chunk);
        drops -= 1;
        near.destroy();
        done();
      },
    });
    near.pipe(gate).pipe(far).pipe(near);
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
    /** Closes the connection at each of the next writes of the text into the collection, before the server has it. */
    dropWrites: (collection: string, count: number, text = '') => {
      marks = marksOfWrites(collection);
      words = text;
      drops = count;
    },
    /** How many of them are still to come. */
    dropsLeft: () => drops,
    /** What is asked goes through, and no answer comes back. */
    deafen: () => servers.forEach((socket) => socket.unpipe()),
    /** Connections stay, and nothing passes. */
    stall: () => sockets.forEach((socket) => socket.unpipe()),
    restore: () => once(server.listen(address.port, '127.0.0.1'), 'listening'),
  };
}
