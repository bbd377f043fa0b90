import type { Observation } from '@envscope/contracts/index.js';
import type { Probe } from '@envscope/integrations/kernel/probe.js';
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
    private readonly probes: readonly Probe[],
  ) {}

  async start(): Promise<void> {
    const known = this.board.restore(await this.store.latest());
    for (const observation of known)
      this.probes.find(({ service }) => service === observation.service)?.resume?.(observation);
    await Promise.all(known.map((observation) => this.sparklines.restore(observation, this.store)));
  }

  async follow(role: Role): Promise<void> {
    if (role === 'leader') return;
    const latest = await this.store.latest();
    const states = new Map(latest.map(({ observation }) => [keyOf(observation), this.stateOf(observation)]));
    for (const observation of this.board.restore(latest)) {
      const { environment, service, observedAt } = observation;
      this.sparklines.note(observation);
      this.history.note(observation);
      const status = this.board.of(environment, service)?.status ?? 'unknown';
      const hasChanged = states.get(keyOf(observation)) !== this.stateOf(observation);
      this.feed.publish('observation', { environment, service, status, observedAt, hasChanged });
    }
  }

  /** What of a service is news when it is otherwise. */
  private stateOf({ environment, service }: Observation): string {
    const results = this.board.of(environment, service)?.observation.results ?? [];
    return JSON.stringify(results.map(({ target, status, reason }) => [target, status, reason?.code]));
  }
}

const keyOf = ({ environment, service }: Observation) => `${environment} ${service}`;
