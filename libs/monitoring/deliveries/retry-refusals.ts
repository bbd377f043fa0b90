import type { Instant } from '@envscope/contracts/index.js';

/** The channel asked to be left alone, and whoever goes on is blocked: nobody's wish shortens that wait. */
export class ChannelAsksToWait extends Error {
  constructor(
    readonly channelId: string,
    readonly untilAt: Instant,
  ) {
    super(`${channelId} asked to wait until ${untilAt}`);
    this.name = 'ChannelAsksToWait';
  }
}

/** Another console leads: it sends, and it alone can try again. */
export class NotLeading extends Error {
  constructor() {
    super('Another console sends the alerts');
    this.name = 'NotLeading';
  }
}
