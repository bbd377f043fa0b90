import type { ObservationStore } from '@envscope/store/observation-store.js';
import type { LiveFeed } from '../feed/live-feed.js';
import type { ConsolePart, Role } from '../console-part.js';
import type { Sparklines } from './sparklines.js';
import type { StatusBoard } from './status-board.js';
import type { StatusHistory } from './status-history.js';

/** Shows the newest observations of the store: those of an earlier run at the start, the leader's while this console follows. */
export class StoredObservations implements ConsolePart {
  constructor(
    private readonly store: ObservationStore,
    private readonly board: StatusBoard,
    private readonly sparklines: Sparklines,
    private readonly history: StatusHistory,
    private readonly feed: LiveFeed,
  ) {}

  async start(): Promise<void> {
    const known = this.board.restore(await this.store.latest());
    await Promise.all(known.map((observation) => this.sparklines.restore(observation, this.store)));
  }

  async follow(role: Role): Promise<void> {
    if (role === 'leader') return;
    for (const observation of this.board.restore(await this.store.latest())) {
      const { environment, service, observedAt } = observation;
      this.sparklines.note(observation);
      this.history.note(observation);
      const status = this.board.of(environment, service)?.status ?? 'unknown';
      this.feed.publish('observation', { environment, service, status, observedAt });
    }
  }
}
