import type { EnvironmentId } from '@envscope/contracts/index.js';
import type { Clock } from '@envscope/integrations/kernel/clock.js';
import type { ElapsedSince } from '../clock/clock-watch.js';

/** What the dispatcher needs from whoever creates it. */
export interface DispatcherOptions {
  /** Names this run of the console in claims. */
  readonly owner: string;
  /** Called when a channel's health has changed. The outbox publishes what becomes of deliveries. */
  readonly onChange: (topic: 'channels', environment: EnvironmentId) => void;
  readonly log: { warn(message: string): void; error(message: string, error?: unknown): void };
  /** Injected by tests. */
  readonly clock?: Clock;
  /** How old deliveries are; by the wall clock unless somebody knows how that was set. */
  readonly elapsedSince?: ElapsedSince;
  /** A number from 0 to 1; injected by tests. */
  readonly random?: () => number;
}

/** The options with nothing left open. */
export type DispatchSettings = Required<DispatcherOptions>;
