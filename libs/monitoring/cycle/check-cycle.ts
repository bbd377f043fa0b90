import type { CheckStatus, EnvironmentId } from '@envscope/contracts/index.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import type { Judge } from '../incidents/judge.js';
import type { Archivist } from './archivist.js';
import type { LiveFeed } from './live-feed.js';
import type { Sparklines } from './sparklines.js';
import type { StatusBoard } from './status-board.js';

/** One pass over one service in one environment: probe, store, show, publish, judge. */
export class CheckCycle {
  constructor(
    private readonly archivist: Archivist,
    private readonly board: StatusBoard,
    private readonly sparklines: Sparklines,
    private readonly feed: LiveFeed,
    private readonly judge: Judge,
  ) {}

  /** Answers how the service stands. Rejects only when the console stops. */
  async run(probe: Probe, environment: EnvironmentId, limits: CheckLimits): Promise<CheckStatus> {
    const observation = await probe.observe(environment, limits);
    await this.archivist.keep(observation);
    const { status } = this.board.show(observation);
    this.sparklines.note(observation);
    this.feed.publish('observation', {
      environment,
      service: observation.service,
      status,
      observedAt: observation.observedAt,
    });
    await this.judge.consider(observation);
    return status;
  }
}
