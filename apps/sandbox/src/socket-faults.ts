import { setTimeout as pause } from 'node:timers/promises';
import type { Socket } from 'node:net';
import type { Fault, FaultKind, Faults } from './faults.ts';

// No protocol here begins with 0xff, and as a length it is negative: a client sees at once that this is no answer.
const GARBAGE = Buffer.concat([Buffer.alloc(4, 0xff), Buffer.from('<!doctype html><title>502</title>\r\n')]);
const LOOK_AGAIN_MS = 25;

/** The faults of one service in one environment that speaks over plain sockets, and what they do to the bytes. */
export class SocketFaults {
  private readonly faults: Faults;
  private readonly service: string;
  private readonly environment: string;
  private readonly isExempt: (fault: Fault, command: string) => boolean;
  private readonly restartsDone = new Set<string>();

  constructor(
    faults: Faults,
    service: string,
    environment: string,
    isExempt: (fault: Fault, command: string) => boolean = () => false,
  ) {
    this.faults = faults;
    this.service = service;
    this.environment = environment;
    this.isExempt = isExempt;
  }

  /** Whether a new connection is to be closed at once; uses the fault up once. */
  refusesConnection(): boolean {
    return this.isStanding('down') && this.take() !== undefined;
  }

  /** What this command is to suffer, used up once; commands that are exempt use nothing up. */
  next(command: string): Fault | undefined {
    const armed = this.armed();
    if (!armed || this.isExempt(armed, command)) return undefined;
    if (armed.kind === 'restart') this.restartsDone.add(armed.id);
    return this.take();
  }

  /** Whether this kind of fault is in force; uses nothing up. */
  isStanding(kind: FaultKind): boolean {
    return this.armed()?.kind === kind;
  }

  /** Does what a fault does before the answer. Answers whether there is still a connection to answer on. */
  async holdUp(socket: Socket, fault: Fault | undefined): Promise<boolean> {
    if (fault?.kind === 'down') socket.destroy();
    if (fault?.kind === 'reset') socket.resetAndDestroy();
    if (fault?.kind === 'delay') await pause(fault.delayMs ?? 1000, undefined, { ref: false });
    if (fault?.kind === 'hang') await this.untilCleared(socket, fault);
    return !socket.destroyed;
  }

  /** Sends the answer, or what a fault leaves of it. */
  async send(socket: Socket, answer: Buffer, fault: Fault | undefined): Promise<void> {
    if (!socket.writable) return;
    const middle = Math.ceil(answer.length / 2);
    switch (fault?.kind) {
      case 'invalid-json':
      case 'html':
        socket.write(GARBAGE);
        return;
      case 'half-body':
        socket.end(answer.subarray(0, middle));
        return;
      case 'hang-mid-body':
        socket.write(answer.subarray(0, middle));
        await this.untilCleared(socket, fault);
        if (socket.writable) socket.write(answer.subarray(middle));
        return;
      default:
        socket.write(answer);
    }
  }

  /** A silence ends when its fault is cleared; one whose uses are counted lasts as long as the connection. */
  private async untilCleared(socket: Socket, { id }: Fault): Promise<void> {
    const isArmed = () => this.faults.list().some((fault) => fault.id === id);
    const isForGood = !isArmed();
    while (!socket.destroyed && (isForGood || isArmed())) {
      await pause(LOOK_AGAIN_MS, undefined, { ref: false });
    }
  }

  private armed(): Fault | undefined {
    return this.faults.list().find(
      ({ id, service, environment }) =>
        service === this.service &&
        (environment ?? this.environment) === this.environment &&
        // A restart happens once, however long its fault stays armed.
        !this.restartsDone.has(id),
    );
  }

  private take(): Fault | undefined {
    return this.faults.take(this.service, this.environment);
  }
}
