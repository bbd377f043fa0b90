import type { UsualTerms } from './schedule/check-plan.js';

/** The settings of the pipeline. */
export interface MonitoringOptions extends UsualTerms {
  /** Targets of one service that fail within this time of each other are one incident; 0: each stands alone. */
  readonly groupWindowMs: number;
  /** How often the notification of an unacknowledged incident is repeated; 0: never. */
  readonly repeatMs: number;
  /** Where people reach the console, for links in messages. */
  readonly publicUrl: string | undefined;
}

/** Token of the `MonitoringOptions`. */
export const MONITORING_OPTIONS = Symbol('MONITORING_OPTIONS');
