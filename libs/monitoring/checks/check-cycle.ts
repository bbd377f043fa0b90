import {
  worstOf,
  type CheckStatus,
  type EnvironmentId,
  type LocationId,
  type Observation,
  type TargetId,
} from '@envscope/contracts/index.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import type { ClockWatch } from '../clock/clock-watch.js';
import type { IncidentEvaluator } from '../evaluator/incident-evaluator.js';
import type { ObservationNews } from '../feed/observation-news.js';
import type { ConnectionWatch } from '../connection/connection-watch.js';
import type { LocationBoard } from '../locations/location-board.js';
import { NO_FENCE, type Fence } from '../leadership/fence.js';
import type { RuleRepository } from '../rules/rule-repository.js';
import { Prober } from './prober.js';
import type { ObservationWriter } from './observation-writer.js';
import type { Sparklines } from './sparklines.js';
import type { StatusBoard } from './status-board.js';
import type { StatusHistory } from './status-history.js';

/** How an observation came about. */
export interface Taking {
  /** A person asked for the check. */
  readonly isRequested?: boolean | undefined;
  /** From where it was checked; undefined: it stands alone. */
  readonly location?: LocationId | undefined;
}

/** One check of one target, or of one service as a whole: probe, tell from the console's own connection, store, show, publish, evaluate. */
export class CheckCycle {
  private readonly prober: Prober;

  constructor(
    clock: Pick<ClockWatch, 'clock' | 'notice' | 'unwatched' | 'stalledMs'>,
    private readonly writer: ObservationWriter,
    private readonly board: StatusBoard,
    private readonly sparklines: Sparklines,
    private readonly history: Pick<StatusHistory, 'note'>,
    private readonly news: Pick<ObservationNews, 'note'>,
    private readonly evaluator: Pick<IncidentEvaluator, 'evaluate'>,
    rules: Pick<RuleRepository, 'for'>,
    connection: Pick<ConnectionWatch, 'admit'>,
    private readonly locations: Pick<LocationBoard, 'take'>,
    private readonly fence: Fence = NO_FENCE,
  ) {
    this.prober = new Prober(clock, connection, { watchedIn: (...place) => rules.for(...place) });
  }

  /** Probes and takes. Answers the worst of what it found; `unknown` where that is not used. Rejects only when the console stops. */
  async run(
    probe: Probe,
    environment: EnvironmentId,
    limits: CheckLimits,
    target?: TargetId,
  ): Promise<CheckStatus> {
    const observation = await this.probe(probe, environment, limits, target);
    return observation ? this.take(observation, limits) : 'unknown';
  }

  /** What can be concluded from a check. Has no effect on what is known. */
  probe(...check: Parameters<Prober['probe']>): Promise<Observation | undefined> {
    return this.prober.probe(...check);
  }

  /**
   * Joins with what other locations saw, stores, shows, publishes and evaluates. Answers the worst of it; `unknown` where it is
   * not used. Thresholds count rounds of locations, not reports.
   */
  async take(seen: Observation, { isRequested, location }: Taking = {}): Promise<CheckStatus> {
    // A console that stood still may have lost the lead: what it saw is the other one's to see.
    if (!(await this.fence.assure())) return 'unknown';
    const joined = this.locations.take(seen, location);
    if (!joined) return 'unknown';
    const { observation, isCounted } = joined;
    const isChange = this.changes(observation);
    const hasChanged = this.isNews(observation);
    await this.writer.keep(observation, isChange);
    const { status, size } = this.board.show(observation);
    this.sparklines.note(observation);
    this.history.note(observation);
    const { environment, service, observedAt, results } = observation;
    const event = { environment, service, status, observedAt, hasChanged };
    if (isRequested === true) this.news.note({ ...event, requested: results.map(targetOf) }, true);
    else this.news.note(event, isChange, size);
    if (isCounted) await this.evaluator.evaluate(observation);
    return worstOf(results.map((result) => result.status));
  }

  /** Whether a status in it is another one than the board shows; that something new is up is no change. */
  private changes({ environment, service, results }: Observation): boolean {
    const standing = this.board.of(environment, service);
    return results.some(({ target, status }) => (standing?.result(target)?.status ?? 'up') !== status);
  }

  /** Whether people see more than other figures. */
  private isNews({ environment, service, results }: Observation): boolean {
    const standing = this.board.of(environment, service);
    return results.some(({ target, status, reason }) => {
      const known = standing?.result(target);
      return known?.status !== status || known.reason?.code !== reason?.code;
    });
  }
}

const targetOf = ({ target }: { readonly target: TargetId }) => target;
