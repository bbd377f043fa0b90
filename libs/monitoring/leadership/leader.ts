import { startAll, stopAll, type ConsolePart } from '../console-part.js';
import type { LeadershipDuties } from './lease-keeper.js';

export interface LeaderOptions {
  /** Whether another console may lead instead: only then is a change of leader worth a line. */
  readonly isShared: boolean;
  readonly log: { log(message: string): void; error(message: string): void };
}

/** Lets the parts work while this console leads: it checks, evaluates and notifies. */
export class Leader implements LeadershipDuties {
  constructor(
    private readonly parts: readonly ConsolePart[],
    private readonly options: LeaderOptions,
  ) {}

  /** Rejects with `StoreFault`, with nothing begun. */
  async onGain(): Promise<void> {
    await startAll(this.parts);
    if (this.options.isShared) this.options.log.log('This console leads: it checks, evaluates and notifies');
  }

  async onLoss(): Promise<void> {
    await stopAll(this.parts);
    if (this.options.isShared) this.options.log.log('This console does not lead any more');
  }

  onFault(error: unknown): void {
    this.options.log.error(`This console cannot begin to check: ${String(error)}`);
  }
}
