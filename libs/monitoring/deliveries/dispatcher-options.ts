import type { EnvironmentId } from '@envscope/contracts/index.js';

/** What the dispatcher is told by whoever starts it. */
export interface DispatcherOptions {
  /** Names this run of the console in claims. */
  readonly owner: string;
  /** Called when a channel's health has changed. What becomes of deliveries is the outbox's to tell. */
  readonly onChange: (topic: 'channels', environment: EnvironmentId) => void;
  readonly log: { warn(message: string): void; error(message: string, error?: unknown): void };
  /** Epoch milliseconds; injected by tests. */
  readonly now?: () => number;
  /** A number from 0 to 1; injected by tests. */
  readonly random?: () => number;
}

/** The options with nothing left open. */
export type DispatchSettings = Required<DispatcherOptions>;
