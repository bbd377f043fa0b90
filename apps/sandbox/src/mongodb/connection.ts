import { answer } from './commands.ts';
import { encodeAnswer, MessageReader } from './wire.ts';
import type { Socket } from 'node:net';
import type { SocketFaults } from '../socket-faults.ts';
import type { MongodbInstance, MongodbSession } from './instance.ts';
import type { Message } from './wire.ts';

/** One driver's connection: reads messages, answers them in their order, and misbehaves as it is set to. */
export class MongodbConnection {
  private readonly socket: Socket;
  private readonly mongodb: MongodbInstance;
  private readonly faults: SocketFaults;
  private readonly session: MongodbSession;
  private answered: Promise<void> = Promise.resolve();

  constructor(socket: Socket, mongodb: MongodbInstance, faults: SocketFaults) {
    this.socket = socket;
    this.mongodb = mongodb;
    this.faults = faults;
    this.session = mongodb.open();
    const reader = new MessageReader();
    socket.on('data', (bytes: Buffer) => {
      mongodb.bytesIn += bytes.length;
      try {
        for (const message of reader.read(bytes)) this.queue(message);
      } catch {
        // Not MongoDB's protocol: a mongod closes such a connection without a word.
        socket.destroy();
      }
    });
    socket.on('close', () => mongodb.sessions.delete(this.session));
  }

  private queue(message: Message): void {
    this.answered = this.answered.then(() => this.answer(message));
  }

  private async answer(message: Message): Promise<void> {
    const { socket, mongodb, session } = this;
    if (socket.destroyed) return;
    const fault = this.faults.next(Object.keys(message.command)[0] ?? '');
    // Atlas ends the connections of a user whose password changes.
    if (session.isLoggedIn && fault?.kind.startsWith('wrong-password')) socket.destroy();
    if (!(await this.faults.holdUp(socket, fault))) return;
    if (fault?.kind === 'restart') mongodb.restart();
    mongodb.isPrimary = !this.faults.isStanding('primary-change');

    const { command } = message;
    const reply = encodeAnswer(message, answer({ mongodb, session, command, fault: fault?.kind }));
    if (!message.wantsAnswer) return;
    mongodb.bytesOut += reply.length;
    await this.faults.send(socket, reply, fault);
  }
}
