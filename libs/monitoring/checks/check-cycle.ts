import type { CheckStatus, EnvironmentId, Observation } from '@envscope/contracts/index.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import type { ClockWatch } from '../clock/clock-watch.js';
import type { Freshness } from '../clock/freshness.js';
import type { IncidentEvaluator } from '../evaluator/incident-evaluator.js';
import { NO_FENCE, type Fence } from '../leadership/fence.js';
import type { ObservationWriter } from './observation-writer.js';
import type { LiveFeed } from '../feed/live-feed.js';
import type { Sparklines } from './sparklines.js';
import type { StatusBoard } from './status-board.js';

/** One pass over one service in one environment: probe, store, show, publish, evaluate. */
export class CheckCycle {
  /** Services whose last check run a pause made worthless. */
  private readonly missed = new Set<string>();

  constructor(
    private readonly clock: Pick<ClockWatch, 'notice' | 'unwatched'>,
    private readonly freshness: Pick<Freshness, 'noteProgress'>,
    private readonly writer: ObservationWriter,
    private readonly board: StatusBoard,
    private readonly sparklines: Sparklines,
    private readonly feed: LiveFeed,
    private readonly evaluator: Pick<IncidentEvaluator, 'evaluate'>,
    private readonly fence: Fence = NO_FENCE,
  ) {}

  /** Answers how the service stands. Rejects only when the console stops. */
  async run(probe: Probe, environment: EnvironmentId, limits: CheckLimits): Promise<CheckStatus> {
    const { service } = probe;
    const observation = await this.observe(probe, environment, limits);
    if (!observation) return this.board.of(environment, service)?.status ?? 'unknown';
    // A console that stood still may have lost the lead: what it saw is the other one's to see.
    if (!(await this.fence.assure())) return 'unknown';
    await this.writer.keep(observation, true);
    const { status } = this.board.show(observation);
    this.sparklines.note(observation);
    this.feed.publish('observation', {
      environment,
      service,
      status,
      observedAt: observation.observedAt,
    });
    await this.evaluator.evaluate(observation);
    return status;
  }

  /**
   * Undefined where the process was paused meanwhile: what answered may have been given up or be long over. Not twice in a
   * row, so that a console that is stopped again and again does not go blind.
   */
  private async observe(
    probe: Probe,
    environment: EnvironmentId,
    limits: CheckLimits,
  ): Promise<Observation | undefined> {
    const onProgress = () => this.freshness.noteProgress(environment, probe.service);
    const { unwatched } = this.clock;
    const observation = await probe.observe(environment, { ...limits, onProgress });
    this.clock.notice();
    const key = `${environment}/${probe.service}`;
    const isWorthless = this.clock.unwatched !== unwatched && !this.missed.has(key);
    if (isWorthless) this.missed.add(key);
    else this.missed.delete(key);
    return isWorthless ? undefined : observation;
  }
}
