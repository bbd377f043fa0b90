import type {
  EnvironmentId,
  LocationId,
  MeasurementName,
  Observation,
  Quorum,
  ServiceKind,
  TargetId,
} from '@envscope/contracts/index.js';

/** What a check must respect. */
export interface CheckLimits {
  /** Deadline of one target, milliseconds. */
  readonly timeoutMs: number;
  /** Fires when the console stops: the check ends at once and its observation is not used. */
  readonly stop: AbortSignal;
  /** A person asked for this check, so what is budgeted by the hour may be read as well. */
  readonly isRequested?: boolean;
  /** What alert rules of the environment watch in the service; a probe may measure more for them. */
  readonly watched?: readonly WatchedFigure[];
}

/** A figure that an alert rule watches, of a target or of whatever has it. */
export interface WatchedFigure {
  readonly target?: TargetId | undefined;
  readonly measurement: MeasurementName;
}

/** One of a service's targets that is checked by itself, with what settings say of it alone. */
export interface Target {
  readonly id: TargetId;
  readonly intervalMs?: number | undefined;
  readonly timeoutMs?: number | undefined;
  readonly failureThreshold?: number | undefined;
  readonly successThreshold?: number | undefined;
  /** From where it is checked, if settings name locations: all of them, or some. Absent: by the console alone. */
  readonly locations?: 'all' | readonly LocationId[] | undefined;
  readonly quorum?: Quorum | undefined;
}

/** Checks one service. What goes wrong is a result; it rejects only when `limits.stop` fires. */
export interface Probe {
  readonly service: ServiceKind;
  /**
   * Its targets may be checked by any process with the same settings: it keeps nothing between two checks, has no budget to share and
   * needs nothing of the console's own. Absent: by the console alone.
   */
  readonly runsAnywhere?: boolean;
  /** Checks the whole service or, where the probe lists targets, the one that is asked for. */
  observe(environment: EnvironmentId, limits: CheckLimits, target?: TargetId): Promise<Observation>;
  /** The targets of a configured environment, each of which is checked by itself; absent where one check answers for all of them. */
  targets?(environment: EnvironmentId): readonly Target[];
  /** Takes up what was observed last before this process began, where one check says little without the one before. */
  resume?(latest: Observation): void;
}

/** Token of every service's probe, in canonical order. */
export const PROBES = Symbol('PROBES');
