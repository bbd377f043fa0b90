import type { AnswerTimings } from '@envscope/contracts/index.js';
import type { DialTimes } from '@envscope/integrations/network/dial-log.js';
import type { LoopTurns } from '@envscope/integrations/network/loop-turns.js';
import type { Pool } from '@envscope/integrations/network/network.js';
import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';

/** Takes the times of one request at its socket, before anybody parses, decompresses or judges what arrives. */
export class Stopwatch {
  private dialTimes: DialTimes | undefined;
  private sentMs = 0;
  private firstByteMs: number | undefined;
  private lastByteMs = 0;

  constructor(
    private readonly turns: LoopTurns,
    private readonly pool: Pick<Pool, 'dialTimesOf'>,
  ) {}

  /** To be called before anybody else listens to the request. */
  watch(outgoing: ClientRequest): void {
    // First, since the request is written by those who listen next.
    outgoing.prependOnceListener('socket', (socket: Socket) => {
      if (!outgoing.reusedSocket) this.dialTimes = this.pool.dialTimesOf(socket);
      this.sentMs = performance.now();
      const arrived = (): void => {
        this.lastByteMs = Math.max(this.sentMs, this.turns.arrivedAt());
        this.firstByteMs ??= this.lastByteMs;
      };
      socket.prependListener('data', arrived).prependListener('end', arrived);
      // The socket stays: others' answers are theirs to measure.
      outgoing.once('close', () => socket.off('data', arrived).off('end', arrived));
    });
  }

  /** What it shows now that the answer has ended. */
  read(): AnswerTimings {
    const { begunMs = this.sentMs, connectedMs = null, securedMs = null } = this.dialTimes ?? {};
    return {
      connectMs: connectedMs === null ? null : connectedMs - begunMs,
      tlsMs: securedMs === null || connectedMs === null ? null : securedMs - connectedMs,
      firstByteMs: (this.firstByteMs ?? this.sentMs) - this.sentMs,
      totalMs: this.lastByteMs - begunMs,
    };
  }
}

/** The times of one hop after the other. */
export function sumOf(one: AnswerTimings, next: AnswerTimings): AnswerTimings {
  return {
    connectMs: plus(one.connectMs, next.connectMs),
    tlsMs: plus(one.tlsMs, next.tlsMs),
    firstByteMs: one.firstByteMs + next.firstByteMs,
    totalMs: one.totalMs + next.totalMs,
  };
}

/** As the contract has it. */
export function tenthsOf({ connectMs, tlsMs, firstByteMs, totalMs }: AnswerTimings): AnswerTimings {
  return {
    connectMs: connectMs === null ? null : tenths(connectMs),
    tlsMs: tlsMs === null ? null : tenths(tlsMs),
    firstByteMs: tenths(firstByteMs),
    totalMs: tenths(totalMs),
  };
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}

function plus(one: number | null, next: number | null): number | null {
  return one === null ? next : one + (next ?? 0);
}
