import Parser from 'redis-parser';
import { setTimeout as pause } from 'node:timers/promises';
import { execute } from './dispatch.ts';
import { encode } from './reply.ts';
import type { Socket } from 'node:net';
import type { Fault } from '../faults.ts';
import type { RedisInstance } from './instance.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import type { Reply } from './reply.ts';
import type { Session } from './session.ts';

const GARBAGE = '\u0000\u0007<!doctype html><title>502</title>\r\n';
const LOOK_AGAIN_MS = 25;

/** One client's connection: reads commands, answers them in their order, and misbehaves as it is told to. */
export class RedisConnection {
  private readonly socket: Socket;
  private readonly redis: RedisInstance;
  private readonly misbehaviour: Misbehaviour;
  private readonly session: Session;
  private answered: Promise<void> = Promise.resolve();

  constructor(socket: Socket, redis: RedisInstance, misbehaviour: Misbehaviour) {
    this.socket = socket;
    this.redis = redis;
    this.misbehaviour = misbehaviour;
    this.session = redis.open(`${socket.remoteAddress}:${socket.remotePort}`);
    const refuse = (error: Error) => socket.end(`-ERR Protocol error: ${error.message}\r\n`);
    const parser = new Parser({
      returnReply: (command) => this.queue(command),
      returnError: refuse,
      returnFatalError: refuse,
    });
    socket.on('data', (bytes: Buffer) => {
      redis.figures.bytesIn += bytes.length;
      redis.figures.readsProcessed++;
      parser.execute(bytes);
    });
    socket.on('close', () => redis.sessions.delete(this.session));
    // A client that goes away is no event for a server; the socket closes all the same.
    socket.on('error', () => undefined);
  }

  /** Answers wait for each other, since a client tells them apart by their order alone. */
  private queue(command: unknown): void {
    const words = Array.isArray(command) ? command.map(String) : [String(command)];
    this.answered = this.answered.then(() => this.answer(words));
  }

  private async answer(words: readonly string[]): Promise<void> {
    if (this.socket.destroyed) return;
    const name = (words[0] ?? '').toLowerCase();
    const fault = this.misbehaviour.next(name);
    switch (fault?.kind) {
      case 'down':
        this.socket.destroy();
        return;
      case 'reset':
        this.socket.resetAndDestroy();
        return;
      case 'delay':
        await pause(fault.delayMs ?? 1000, undefined, { ref: false });
        break;
      case 'hang':
        await this.untilCleared(fault);
        break;
      case 'restart':
        this.redis.restart();
        break;
    }
    this.redis.isLoading = this.misbehaviour.isLoading();
    const reply = this.refusal(fault, words) ?? execute(this.redis, this.session, words);
    await this.write(encode(reply, this.session.protocol), fault);
    if (name === 'quit') this.socket.end();
  }

  /** What a fault says in place of the true answer, if it says anything. */
  private refusal(fault: Fault | undefined, words: readonly string[]): Reply | undefined {
    switch (fault?.kind) {
      case 'loading':
        return { error: 'LOADING Redis is loading the dataset in memory' };
      case 'request-limit':
      case 'rate-limit':
        return {
          error:
            'ERR max requests limit exceeded. Limit: 500000, Usage: 500000. See https://upstash.com/docs/redis/troubleshooting/max_requests_limit for details',
        };
      case 'unauthorized':
        return this.lockOut(words);
      default:
        return undefined;
    }
  }

  private lockOut(words: readonly string[]): Reply {
    if (words.some((word) => /^auth$/i.test(word))) {
      return { error: 'WRONGPASS invalid username-password pair or user is disabled.' };
    }
    // Redis drops the connections of a user who is taken away; without a password there was no user to take.
    if (this.redis.password !== undefined && this.session.authenticated) this.socket.destroy();
    return { error: 'NOAUTH Authentication required.' };
  }

  private async write(text: string, fault: Fault | undefined): Promise<void> {
    const half = text.slice(0, Math.ceil(text.length / 2));
    switch (fault?.kind) {
      case 'invalid-json':
      case 'html':
        return this.send(GARBAGE);
      case 'half-body':
        this.socket.end(half);
        return;
      case 'hang-mid-body':
        this.send(half);
        await this.untilCleared(fault);
        return this.send(text.slice(half.length));
      default:
        return this.send(text);
    }
  }

  private send(text: string): void {
    if (!this.socket.writable) return;
    this.redis.figures.bytesOut += Buffer.byteLength(text);
    this.redis.figures.writesProcessed++;
    this.socket.write(text);
  }

  /** A silence ends when its fault is cleared; one whose uses are counted lasts as long as the connection. */
  private async untilCleared(fault: Fault): Promise<void> {
    const isForGood = !this.misbehaviour.isArmed(fault);
    while (!this.socket.destroyed && (isForGood || this.misbehaviour.isArmed(fault))) {
      await pause(LOOK_AGAIN_MS, undefined, { ref: false });
    }
  }
}
