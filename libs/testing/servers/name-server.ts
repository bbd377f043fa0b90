import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a name server does with a question for a name. */
export type NameAnswer =
  | { readonly addresses: readonly string[]; readonly afterMs?: number }
  | 'silent'
  | 'silent about IPv6'
  | 'NXDOMAIN'
  | 'SERVFAIL';

const CODES = { NXDOMAIN: 3, SERVFAIL: 2 } as const;
const A = 1;
const AAAA = 28;

/** A real name server on a port of this machine, and the files of a system that asks it. */
export class NameServer {
  /** Every question, `A name` or `AAAA name`, as it came. */
  readonly asked: string[] = [];

  private constructor(
    private readonly socket: Socket,
    private readonly folder: string,
    private readonly answerTo: (name: string) => NameAnswer,
  ) {
    socket.on('message', (question, from) => this.reply(question, from));
  }

  /** `resolvConf` and `hosts` are lines beside the server's own. */
  static async start(
    answerTo: (name: string) => NameAnswer,
    files: { readonly resolvConf?: string; readonly hosts?: string; readonly nsswitch?: string } = {},
  ): Promise<NameServer> {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const folder = await mkdtemp(join(tmpdir(), 'name-server-'));
    const server = new NameServer(socket, folder, answerTo);
    await server.write(
      'resolvConf',
      `nameserver 127.0.0.1:${socket.address().port}\n${files.resolvConf ?? ''}`,
    );
    await server.write('hosts', files.hosts ?? '');
    await server.write('nsswitch', files.nsswitch ?? 'hosts: files dns');
    return server;
  }

  /** Where `NameResolver` finds the files. */
  get paths(): { readonly hosts: string; readonly resolvConf: string; readonly nsswitch: string } {
    return { hosts: this.at('hosts'), resolvConf: this.at('resolvConf'), nsswitch: this.at('nsswitch') };
  }

  /** Writes one of the files anew. */
  write(file: 'hosts' | 'resolvConf' | 'nsswitch', text: string): Promise<void> {
    return writeFile(this.at(file), text);
  }

  async close(): Promise<void> {
    this.socket.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private at(file: string): string {
    return join(this.folder, file);
  }

  private reply(message: Buffer, { port, address }: RemoteInfo): void {
    const { name, type, end } = questionOf(message);
    this.asked.push(`${type === A ? 'A' : 'AAAA'} ${name}`);
    const answer = this.answerTo(name);
    if (answer === 'silent' || (answer === 'silent about IPv6' && type === AAAA)) return;
    const addresses = typeof answer === 'object' ? answer.addresses : ['127.0.0.1'];
    const code = answer === 'NXDOMAIN' || answer === 'SERVFAIL' ? CODES[answer] : 0;
    const records = code === 0 ? addresses.filter((text) => text.includes(':') === (type === AAAA)) : [];
    const header = Buffer.from(message.subarray(0, 12));
    header.writeUInt16BE(0x8180 | code, 2);
    header.writeUInt16BE(records.length, 6);
    header.fill(0, 8);
    const packet = Buffer.concat([
      header,
      message.subarray(12, end),
      ...records.map((text) => recordOf(text, type)),
    ]);
    const send = (): void => this.socket.send(packet, port, address);
    const afterMs = typeof answer === 'object' ? (answer.afterMs ?? 0) : 0;
    if (afterMs > 0) setTimeout(send, afterMs).unref();
    else send();
  }
}

function questionOf(message: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message.readUInt8(at); length > 0; length = message.readUInt8(at)) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1), end: at + 5 };
}

/** One answer to the question before it, with nothing to keep it for: whoever caches does so by a rule of its own. */
function recordOf(address: string, type: number): Buffer {
  const data = type === A ? Buffer.from(address.split('.').map(Number)) : v6(address);
  const head = Buffer.alloc(12);
  [0xc00c, type, 1, 0, 0, data.length].forEach((word, index) => head.writeUInt16BE(word, index * 2));
  return Buffer.concat([head, data]);
}

function v6(address: string): Buffer {
  const [left = [], right = []] = address
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  const bytes = Buffer.alloc(16);
  [...left, ...zeros, ...right].forEach((group, index) =>
    bytes.writeUInt16BE(parseInt(group, 16), index * 2),
  );
  return bytes;
}
