/** A browser that somebody signed in with. Moments are epoch milliseconds. */
export interface SessionRecord {
  /** The hash of what the browser keeps. */
  readonly id: string;
  readonly personId: string;
  readonly method: 'password' | 'passkey' | 'oidc' | 'link';
  readonly createdAtMs: number;
  /** When it was used last, to the minute. */
  readonly seenAtMs: number;
  /** Nobody is let in with it from this moment on. */
  readonly endsAtMs: number;
  readonly address: string;
  readonly agent: string;
}

/** When a session was used, and until when it lasts by that. */
export type SessionUse = Pick<SessionRecord, 'id' | 'seenAtMs' | 'endsAtMs'>;

/** Keeps who is signed in, and what may be used once. Every method rejects with `StoreFault` alone. */
export abstract class SessionStore {
  /** Null for one that was ended, by itself or by somebody. */
  abstract session(id: string, nowMs: number): Promise<SessionRecord | null>;

  /** Those that last, newest first. */
  abstract sessionsOf(personId: string, nowMs: number): Promise<SessionRecord[]>;

  abstract addSession(session: SessionRecord): Promise<void>;

  /** Does nothing to one that was ended. */
  abstract useSession(use: SessionUse): Promise<void>;

  /** False where there is none. */
  abstract endSession(id: string): Promise<boolean>;

  /** Ends a person's sessions, but for one; answers how many there were. */
  abstract endSessionsOf(personId: string, except: string | null): Promise<number>;

  /** Keeps a key that somebody may give back once, until the moment. */
  abstract keepOnce(key: string, untilMs: number): Promise<void>;

  /** True for the first to give the key back in time. */
  abstract takeOnce(key: string, nowMs: number): Promise<boolean>;

  /** Forgets what ended before the moment. */
  abstract pruneSessions(nowMs: number): Promise<void>;
}
