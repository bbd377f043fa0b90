import type { Beat, DeafTime, EnvironmentId, TargetId } from '@envscope/contracts/index.js';

/** Where the console keeps what jobs reported. */
export interface HeartbeatRecords {
  /** A job's newest beats, oldest first, without their logs unless asked for. Rejects with the store's fault. */
  beats(query: {
    readonly environment: EnvironmentId;
    readonly job: TargetId;
    readonly hasLogs: boolean;
  }): Promise<Beat[]>;
  /** When no console could listen, oldest first. Rejects with the store's fault. */
  deafTimes(): Promise<DeafTime[]>;
}

/** Token of the `HeartbeatRecords`. */
export const HEARTBEAT_RECORDS = Symbol('HEARTBEAT_RECORDS');
