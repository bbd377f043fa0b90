import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** An address that takes no connection and refuses none: its queue is full, so that whoever knocks hears nothing. */
export interface StalledListener {
  readonly port: number;
  /** Takes connections again; a knock is repeated after a second, by whoever waits. */
  resume(): void;
  close(): void;
}

/** Listens on an address of this machine (`127.0.0.2`) in a process that is stopped, and fills its queue. */
export async function startStalledListener(host: string, port = 0): Promise<StalledListener> {
  const code = `require('node:net').createServer((socket) => socket.end()).listen({ host: '${host}', port: ${port}, backlog: 1 },
    function () { process.stdout.write(String(this.address().port)); });`;
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  const listened = Number(chunk.toString());
  child.kill('SIGSTOP');
  const fillers: Socket[] = [];
  for (let isFull = false; !isFull && fillers.length < 16;) {
    const socket = connect({ host, port: listened }).on('error', () => undefined);
    fillers.push(socket);
    isFull = await Promise.race([once(socket, 'connect').then(() => false), silence()]);
  }
  return {
    port: listened,
    resume: () => void child.kill('SIGCONT'),
    close: () => {
      fillers.forEach((socket) => socket.destroy());
      child.kill('SIGKILL');
    },
  };
}

/** Loopback answers within a millisecond: half a second without an answer is a knock that nobody heard. */
function silence(): Promise<true> {
  return new Promise((resolve) => setTimeout(resolve, 500, true));
}
