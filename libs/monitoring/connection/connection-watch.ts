import type { EnvironmentId, Observation, ServiceKind, TargetId } from '@envscope/contracts/index.js';
import { momentOf, type Clock } from '@envscope/integrations/kernel/clock.js';
import type { Connectivity, Destination } from '@envscope/integrations/kernel/connectivity.js';
import type { ConsolePart } from '../console-part.js';
import { ConnectionState, type Turn } from './connection-state.js';
import { ControlChecks } from './control-checks.js';
import { evidenceOf } from './evidence.js';
import type { PublicHosts } from './public-hosts.js';
import { unobserved } from './unobserved.js';

/** How a check was made, as far as its result says something of the network. */
export interface CheckedWay {
  /** Undefined: the service as a whole. */
  readonly target: TargetId | undefined;
  /** By the steady clock. */
  readonly begunMs: number;
  /** The console stops. */
  readonly stop: AbortSignal;
}

export interface ConnectionWatchOptions {
  readonly clock: Clock;
  /** The hosts that a check goes to. */
  readonly destinationsOf: (
    environment: EnvironmentId,
    service: ServiceKind,
    target?: TargetId,
  ) => readonly Destination[];
  /** Services of which a good result is an answer of just now: a vendor's list may be some minutes old. */
  readonly isFirstHand: (service: ServiceKind) => boolean;
}

/** The longest that a result is held while nobody knows whether its host or the network is away: two rounds of control checks. */
const LONGEST_HOLD_MS = 7_000;
/** So long a vendor's failure is remembered, whose calls are few: what failed while the console was blind is heard after it. */
const REMEMBERED_MS = 60_000;

/**
 * Tells failures of hosts from those of the console's own connection. Results of public hosts that could not be reached are held until
 * something else was reached after them, or until it is clear that nothing can be; then they are no failures.
 */
export class ConnectionWatch implements ConsolePart {
  private state = new ConnectionState();
  private readonly waiting = new Set<() => void>();
  private readonly turnListeners: ((turn: Turn) => void)[] = [];
  private readonly heldListeners: ((observation: Observation) => void)[] = [];
  private readonly controls: ControlChecks;

  constructor(
    private readonly hosts: PublicHosts,
    private readonly connectivity: Connectivity,
    private readonly options: ConnectionWatchOptions,
  ) {
    this.controls = new ControlChecks(hosts, connectivity, options.clock, {
      isWanted: () => this.waiting.size > 0 || this.isBlind,
      isBlind: () => this.isBlind,
      isSound: (site) => this.state.isSound(site),
      noteReached: (site, begunMs) => this.take(this.state.noteReached(site, begunMs)),
      noteUnreached: (site) => this.take(this.state.noteUnreached(site, options.clock.steady())),
    });
  }

  /** Since when the console is blind, ISO 8601; null while it is not. */
  get blindSince(): string | null {
    const sinceMs = this.state.blindSinceMs;
    return sinceMs === null ? null : this.instantOf(sinceMs);
  }

  /** Calls the listener when the network is lost, and when it is back. */
  onTurn(listener: (turn: Turn) => void): void {
    this.turnListeners.push(listener);
  }

  /** Calls the listener with each observation that was none. */
  onUnobserved(listener: (observation: Observation) => void): void {
    this.heldListeners.push(listener);
  }

  start(): void {
    this.state = new ConnectionState();
    for (const { site } of this.hosts.all()) this.state.expect(site);
    this.controls.start();
  }

  stop(): void {
    this.controls.stop();
    this.wake();
  }

  /** An earlier run of the console was blind since then, ISO 8601, and did not see the end of it. */
  resumeBlind(since: string): void {
    const { clock } = this.options;
    this.state.resumeBlind(clock.steady() - clock.now() + Date.parse(since), clock.steady());
    this.controls.begin();
  }

  /** The process stood still: what failed around that says nothing. */
  forget(): void {
    this.state.forget();
  }

  /** What the console may conclude from. Resolves after some seconds at most; rejects with the stop signal's reason. */
  async admit(observation: Observation, { target, begunMs, stop }: CheckedWay): Promise<Observation> {
    const destinations = this.options.destinationsOf(observation.environment, observation.service, target);
    const site = this.hosts.siteOf(destinations);
    if (site === null) return observation;
    const isByProxy = destinations.some((each) => this.connectivity.isAnsweredByProxy(each));
    const evidence = observation.results.map((result) => evidenceOf(result, isByProxy));
    const isFirstHand = this.options.isFirstHand(observation.service);
    if (evidence.includes('reached')) {
      if (isFirstHand) this.take(this.state.noteReached(site, begunMs));
      return observation;
    }
    if (!evidence.includes('unreached')) return observation;
    const askedMs = isFirstHand ? begunMs : begunMs - REMEMBERED_MS;
    if (this.state.blindSinceMsAfter(askedMs) === null) {
      const failedMs = this.options.clock.steady();
      this.take(this.state.noteUnreached(site, failedMs));
      await this.findOut(failedMs, stop);
    }
    const sinceMs = this.state.blindSinceMsAfter(askedMs);
    if (sinceMs === null) return observation;
    const blank = unobserved(observation, this.instantOf(sinceMs));
    for (const listener of this.heldListeners) listener(blank);
    return blank;
  }

  private get isBlind(): boolean {
    return this.state.blindSinceMs !== null;
  }

  private instantOf(steadyMs: number): string {
    return new Date(momentOf(this.options.clock, steadyMs)).toISOString();
  }

  /** Resolves when it is known whether the failure is the network's, or cannot be known. */
  private async findOut(failedMs: number, stop: AbortSignal): Promise<void> {
    const endMs = failedMs + LONGEST_HOLD_MS;
    while (!this.isBlind && !this.state.hasWorkedSince(failedMs) && this.state.canDistinguish) {
      const leftMs = endMs - this.options.clock.steady();
      if (leftMs <= 0) return;
      await this.news(leftMs, stop);
    }
  }

  /** Resolves when something was found out, or after so long. */
  private async news(withinMs: number, stop: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, withinMs);
    this.waiting.add(resolve);
    stop.addEventListener('abort', () => resolve(), { once: true });
    this.controls.begin();
    await promise;
    clearTimeout(timer);
    this.waiting.delete(resolve);
    stop.throwIfAborted();
  }

  private take(turn: Turn | null): void {
    if (turn === 'lost') this.controls.begin();
    if (turn !== null) for (const listener of this.turnListeners) listener(turn);
    this.wake();
  }

  private wake(): void {
    for (const resolve of this.waiting) resolve();
  }
}
