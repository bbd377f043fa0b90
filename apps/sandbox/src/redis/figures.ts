import { randomBytes } from 'node:crypto';

/** What a server has counted before the sandbox started, so that it looks like one that has been up for a while. */
export interface Past {
  readonly uptimeMs: number;
  readonly commandsPerSecond: number;
}

/** The counters of one server that INFO reports; a restart sets them all to zero. */
export class RedisFigures {
  runId = '';
  startedAtMs = 0;
  connectionsReceived = 0;
  commandsProcessed = 0;
  errorReplies = 0;
  readsProcessed = 0;
  writesProcessed = 0;
  bytesIn = 0;
  bytesOut = 0;
  peakBytes = 0;
  changesSinceSave = 0;
  readonly calls = new Map<string, number>();
  readonly errors = new Map<string, number>();
  private second = { at: 0, commands: 0, commandsBefore: 0 };
  private readonly now: () => number;

  constructor(now: () => number, past: Past) {
    this.now = now;
    this.restart();
    const seconds = Math.floor(past.uptimeMs / 1000);
    this.startedAtMs -= past.uptimeMs;
    this.commandsProcessed = Math.round(seconds * past.commandsPerSecond);
    this.connectionsReceived = Math.round(seconds / 40);
    this.readsProcessed = this.writesProcessed = this.commandsProcessed;
    this.bytesIn = this.commandsProcessed * 58;
    this.bytesOut = this.commandsProcessed * 171;
  }

  /** Forgets everything, as a process that starts anew does; what it stored is another matter. */
  restart(): void {
    this.runId = randomBytes(20).toString('hex');
    this.startedAtMs = this.now();
    this.connectionsReceived = this.commandsProcessed = this.errorReplies = 0;
    this.readsProcessed = this.writesProcessed = this.bytesIn = this.bytesOut = 0;
    this.peakBytes = this.changesSinceSave = 0;
    this.calls.clear();
    this.errors.clear();
  }

  /** Counts one command, whatever came of it. */
  countCommand(name: string, writes: boolean): void {
    this.rollSecond();
    this.second.commands++;
    this.commandsProcessed++;
    this.calls.set(name, (this.calls.get(name) ?? 0) + 1);
    if (writes) this.changesSinceSave++;
  }

  /** Counts what one read from a socket brought. */
  countInput(bytes: number): void {
    this.bytesIn += bytes;
    this.readsProcessed++;
  }

  /** Counts what one write to a socket took. */
  countOutput(bytes: number): void {
    this.bytesOut += bytes;
    this.writesProcessed++;
  }

  /** Counts an error by its first word, which is the part of it that stays the same. */
  countError(message: string): void {
    const [kind = 'ERR'] = message.split(' ');
    this.errorReplies++;
    this.errors.set(kind, (this.errors.get(kind) ?? 0) + 1);
  }

  /** Commands in the last full second. */
  commandsPerSecond(): number {
    this.rollSecond();
    return this.second.commandsBefore;
  }

  private rollSecond(): void {
    const at = Math.floor(this.now() / 1000);
    if (at === this.second.at) return;
    const commandsBefore = at === this.second.at + 1 ? this.second.commands : 0;
    this.second = { at, commands: 0, commandsBefore };
  }
}
