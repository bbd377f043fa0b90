import type { EnvironmentId, Observation, ServiceKind } from '@envscope/contracts/index.js';

/** What a check of a service must respect. */
export interface CheckLimits {
  /** Deadline of one target, milliseconds. */
  readonly timeoutMs: number;
  /** Fires when the console stops: the check ends at once and its observation is not used. */
  readonly stop: AbortSignal;
  /** A person asked for this check, so what is budgeted by the hour may be read as well. */
  readonly isRequested?: boolean;
  /** Called as the check of each target ends: a run that goes on for long is alive. */
  readonly onProgress?: () => void;
}

/** Checks one service. What goes wrong is a result; it rejects only when `limits.stop` fires. */
export interface Probe {
  readonly service: ServiceKind;
  observe(environment: EnvironmentId, limits: CheckLimits): Promise<Observation>;
}

/** Token of every service's probe, in canonical order. */
export const PROBES = Symbol('PROBES');
