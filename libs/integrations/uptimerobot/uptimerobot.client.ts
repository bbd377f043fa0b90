import type { Monitor } from './uptimerobot.monitor.js';

/** Monitors as UptimeRobot listed them. */
export interface MonitorList {
  /** Which of the vendor's interfaces answered. */
  readonly api: 'v3' | 'v2';
  readonly monitors: readonly Monitor[];
  /** Monitors of the account that could not be understood. */
  readonly leftOut: number;
  /** Epoch milliseconds. */
  readonly sampledAtMs: number;
}

/** The monitors of one environment. */
export interface UptimeRobotClient {
  /** Monitors have one of these; none means all monitors of the account. */
  readonly tags: readonly string[];
  /**
   * The list, at most a minute old, younger where a person asks and the budget of calls allows it. Rejects with
   * `IntegrationError`, or with the signal's reason.
   */
  monitors(signal: AbortSignal, options?: { readonly isRequested?: boolean }): Promise<MonitorList>;
}

/** Token of the `PerEnvironment<UptimeRobotClient>`. */
export const UPTIMEROBOT_CLIENTS = Symbol('UPTIMEROBOT_CLIENTS');
