/** What the pipeline is told by the application. */
export interface MonitoringOptions {
  /** Deadline of one target, milliseconds. */
  readonly timeoutMs: number;
}

/** Token of the `MonitoringOptions`. */
export const MONITORING_OPTIONS = Symbol('MONITORING_OPTIONS');
