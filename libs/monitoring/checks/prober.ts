import type { EnvironmentId, Observation, ServiceKind, TargetId } from '@envscope/contracts/index.js';
import type { CheckLimits, Probe, WatchedFigure } from '@envscope/integrations/kernel/probe.js';
import type { ClockWatch } from '../clock/clock-watch.js';
import type { ConnectionWatch } from '../connection/connection-watch.js';

/** What alert rules watch in a service. */
export type WatchedIn = (environment: EnvironmentId, service: ServiceKind) => readonly WatchedFigure[];

export interface ProberOptions {
  readonly watchedIn?: WatchedIn;
  /** Whether another process makes the checks that this one leaves out. */
  readonly isStoodInFor?: boolean;
}

/** A check that failed says nothing of its target where the process stood still for more than this share of its deadline. */
const STALLED_SHARE = 0.5;

/** Makes checks from which something can be concluded, in whichever process: it has no effect on what is known. */
export class Prober {
  /** Checks whose last run a pause made worthless. */
  private readonly missed = new Set<string>();

  constructor(
    private readonly clock: Pick<ClockWatch, 'clock' | 'notice' | 'unwatched' | 'stalledMs'>,
    private readonly connection: Pick<ConnectionWatch, 'admit'>,
    private readonly options: ProberOptions = {},
  ) {}

  /**
   * What was seen by a process that ran all the while, over a network that was there. Undefined where the process was paused
   * meanwhile: what answered may have been given up or be long over; or where it failed because the process had no time for it.
   * Not twice in a row, unless another stands in, so that a process that is stopped again and again does not go blind. Rejects
   * only when `limits.stop` fires.
   */
  async probe(
    probe: Probe,
    environment: EnvironmentId,
    limits: CheckLimits,
    target?: TargetId,
  ): Promise<Observation | undefined> {
    const { unwatched, stalledMs } = this.clock;
    const { watchedIn, isStoodInFor = false } = this.options;
    const watched = watchedIn?.(environment, probe.service) ?? [];
    const begunMs = this.clock.clock.steady();
    const observation = await probe.observe(environment, { ...limits, watched }, target);
    this.clock.notice();
    const key = `${environment}/${probe.service}/${target ?? ''}`;
    const hadNoTime = this.clock.stalledMs - stalledMs > limits.timeoutMs * STALLED_SHARE;
    const hasFailed = observation.results.some(({ status }) => status === 'down');
    const isDoubtful = this.clock.unwatched !== unwatched || (hadNoTime && hasFailed);
    const isWorthless = isDoubtful && (isStoodInFor || !this.missed.has(key));
    if (isWorthless) this.missed.add(key);
    else this.missed.delete(key);
    if (isWorthless) return undefined;
    return this.connection.admit(observation, { target, begunMs, stop: limits.stop });
  }
}
