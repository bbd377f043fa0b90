import type { LocationId, QueueRival } from '@envscope/contracts/index.js';
import type { WorkerReport } from './messages.js';
import type { Shard, SpreadTarget } from './shards.js';

/** What the console hears from its queue. */
export interface QueueListener {
  /** A worker says something. In the order of the queue; what came before the console's start may come again. */
  heard(report: WorkerReport): void;
  /** The queue answers, or does not any more; `cause` says why, in words without a secret. */
  turned(isAnswering: boolean, cause: string): void;
  /** Another console uses the queue with other settings; null once none does any more. Not called before there was one. */
  rivalled(rival: QueueRival | null): void;
}

/** Who is asked to check, and whether a person waits for it. */
export interface HowAsked {
  readonly location: LocationId | undefined;
  readonly isRequested: boolean;
}

/** The console's side of the queue: it says what is to be checked, and hears what workers saw. */
export interface WorkQueue {
  /** How far Redis' clock is ahead of ours, milliseconds; 0 where that is less than a second. */
  readonly clockOffsetMs: number;
  /** Commands that Redis gets in a month for what is checked, with one worker for each location: an estimate. */
  readonly commandsAMonth: number;
  /**
   * Has these shards checked in each of their intervals, and no others, and listens. Never rejects: a queue that does not answer is
   * tried again and again.
   */
  start(shards: readonly Shard[], listener: QueueListener): void;
  /** Has targets checked now, once. Rejects where the queue does not take it within a second. */
  ask(targets: readonly SpreadTarget[], how: HowAsked): Promise<void>;
  /** Listens no more. What is to be checked goes on being checked, for the next leader. */
  stop(): Promise<void>;
}

/** Token of the `WorkQueue`; null where settings name none. */
export const WORK_QUEUE = Symbol('WORK_QUEUE');
