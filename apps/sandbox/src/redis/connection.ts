import Parser from 'redis-parser';
import { execute } from './commands/dispatch.ts';
import { endsConnection, refusalOf } from './faults.ts';
import { encode } from './reply.ts';
import type { Socket } from 'node:net';
import type { SocketFaults } from '../socket-faults.ts';
import type { RedisInstance } from './instance.ts';
import type { Session } from './session.ts';

/** One client's connection: reads commands, answers them in their order, and misbehaves as it is set to. */
export class RedisConnection {
  private readonly socket: Socket;
  private readonly redis: RedisInstance;
  private readonly faults: SocketFaults;
  private readonly session: Session;
  private answered: Promise<void> = Promise.resolve();

  constructor(socket: Socket, redis: RedisInstance, faults: SocketFaults) {
    this.socket = socket;
    this.redis = redis;
    this.faults = faults;
    this.session = redis.open(`${socket.remoteAddress}:${socket.remotePort}`);
    const refuse = (error: Error) => socket.end(`-ERR Protocol error: ${error.message}\r\n`);
    const parser = new Parser({
      returnReply: (command) => this.queue(command),
      returnError: refuse,
      returnFatalError: refuse,
    });
    socket.on('data', (bytes: Buffer) => {
      redis.figures.countInput(bytes.length);
      parser.execute(bytes);
    });
    socket.on('close', () => redis.sessions.delete(this.session));
  }

  /** Answers wait for each other, since a client tells them apart by their order alone. */
  private queue(command: unknown): void {
    const words = Array.isArray(command) ? command.map(String) : [String(command)];
    this.answered = this.answered.then(() => this.answer(words));
  }

  private async answer(words: readonly string[]): Promise<void> {
    const { socket, redis, session } = this;
    const name = (words[0] ?? '').toLowerCase();
    if (socket.destroyed) return;
    const fault = this.faults.next(name);
    if (endsConnection(fault, redis, session)) socket.destroy();
    if (!(await this.faults.holdUp(socket, fault))) return;
    if (fault?.kind === 'restart') redis.restart();
    redis.isLoading = this.faults.isStanding('loading');

    const reply = refusalOf(fault, words) ?? execute(redis, session, words);
    const answer = Buffer.from(encode(reply, session.protocol));
    redis.figures.countOutput(answer.length);
    await this.faults.send(socket, answer, fault);
    if (name === 'quit') socket.end();
  }
}
