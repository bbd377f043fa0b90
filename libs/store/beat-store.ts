import type { Beat, DeafTime, EnvironmentId, TargetId } from '@envscope/contracts/index.js';

/** The newest beats of each job that are kept: a hundred runs that report both ends. */
export const BEATS_KEPT = 200;
/** The newest deaf times that are kept. */
export const DEAF_TIMES_KEPT = 100;

/** Whose beats, and how much of them. */
export interface BeatQuery {
  readonly environment: EnvironmentId;
  readonly job: TargetId;
  /** Logs are large: they are null unless asked for. */
  readonly hasLogs: boolean;
}

/** Keeps what jobs reported, and when no console could listen to them. Every method rejects with `StoreFault` alone. */
export abstract class BeatStore {
  /** Resolves when the beat is durable. Older ones of its job beyond `BEATS_KEPT` are forgotten. */
  abstract appendBeat(beat: Beat): Promise<void>;

  /** A job's newest beats, oldest first. */
  abstract beats(query: BeatQuery): Promise<Beat[]>;

  /** Some console listens at the moment. Where none did for longer than `longestMs` before it, that becomes a deaf time. */
  abstract noteListening(atMs: number, longestMs: number): Promise<void>;

  /** The newest times in which no console listened, oldest first. */
  abstract deafTimes(): Promise<DeafTime[]>;
}
