import type { Mute } from '@envscope/contracts/index.js';

/** Keeps maintenance windows and silences. Every method rejects with `StoreFault` alone. */
export abstract class MuteStore {
  /** Newest first; those that were over before the moment are left out. */
  abstract mutes(overSinceMs: number): Promise<Mute[]>;

  /** False, with nothing kept, where the stored one is not the one before: null for a new one. */
  abstract saveMute(mute: Mute, before: Mute | null): Promise<boolean>;

  /** Forgets those that were over before the moment. */
  abstract pruneMutes(beforeMs: number): Promise<void>;
}
