import { SYSTEM_CLOCK, type Clock } from '@envscope/integrations/kernel/clock.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import { PeopleStore } from '@envscope/store/access/people-store.js';
import type { PersonRecord } from '@envscope/store/access/person-record.js';
import { SessionStore, type SessionRecord } from '@envscope/store/access/session-store.js';
import { hashOfToken, newToken } from '../secret-tokens.js';

/** A session that lasts, with whose it is. */
export interface LiveSession {
  readonly session: SessionRecord;
  readonly person: PersonRecord;
}

/** How long a session lasts without use, and at the most; milliseconds. */
export interface SessionLimits {
  readonly idleMs: number;
  readonly longestMs: number;
}

interface Known {
  readonly readAtMs: number;
  readonly live: Promise<LiveSession | null>;
}

/** What was read is believed for so long: a page asks many times at once, and whoever was put out is out within 5 s. */
const FRESH_MS = 1_500;
/** So long it lets people in while the store fails, which nobody can be put out of then: they may need to see why. */
const STORE_AWAY_MS = 600_000;
const MOST_KNOWN = 5_000;
const USE_EVERY_MS = 60_000;
const PRUNE_EVERY_MS = 3_600_000;

/** Who is signed in. */
export class Sessions {
  private readonly known = new Map<string, Known>();
  private prunedAtMs = -Infinity;

  constructor(
    private readonly store: SessionStore,
    private readonly people: PeopleStore,
    private readonly limits: SessionLimits,
    private readonly clock: Clock = SYSTEM_CLOCK,
  ) {}

  /** The longest that any session lasts, milliseconds. */
  get longestMs(): number {
    return this.limits.longestMs;
  }

  /** Begins a session; answers what the browser has to keep. */
  async begin(
    personId: string,
    { method, address, agent }: Pick<SessionRecord, 'method' | 'address' | 'agent'>,
  ): Promise<{ token: string; session: SessionRecord }> {
    await this.prune();
    const token = newToken();
    const nowMs = this.clock.now();
    const session: SessionRecord = {
      id: hashOfToken(token),
      personId,
      method,
      createdAtMs: nowMs,
      seenAtMs: nowMs,
      endsAtMs: nowMs + Math.min(this.limits.idleMs, this.limits.longestMs),
      address: address.slice(0, 64),
      agent: agent.slice(0, 200),
    };
    await this.store.addSession(session);
    return { token, session };
  }

  /** Whose session the token is; null where it is none, or none any more. Rejects with `StoreFault`. */
  async find(token: string): Promise<LiveSession | null> {
    const id = hashOfToken(token);
    const nowMs = this.clock.steady();
    const known = this.known.get(id);
    if (known && nowMs - known.readAtMs < FRESH_MS) return known.live;
    const live = this.read(id);
    this.remember(id, { readAtMs: nowMs, live });
    try {
      return await live;
    } catch (error) {
      if (!(error instanceof StoreFault) || !known || nowMs - known.readAtMs > STORE_AWAY_MS) {
        this.known.delete(id);
        throw error;
      }
      // Its age stays: it is what was read then.
      this.remember(id, known);
      return known.live;
    }
  }

  /** Those of a person, newest first. */
  of(personId: string): Promise<SessionRecord[]> {
    return this.store.sessionsOf(personId, this.clock.now());
  }

  /** False where there is none. */
  async end(id: string): Promise<boolean> {
    this.known.delete(id);
    return this.store.endSession(id);
  }

  /** Ends all of a person, but for one; answers how many. */
  async endAllOf(personId: string, except: string | null = null): Promise<number> {
    const ended = await this.store.endSessionsOf(personId, except);
    this.forget();
    return ended;
  }

  /** Has everybody's rights read anew: somebody's have changed. */
  forget(): void {
    this.known.clear();
  }

  private async read(id: string): Promise<LiveSession | null> {
    const nowMs = this.clock.now();
    const session = await this.store.session(id, nowMs);
    if (!session || session.createdAtMs + this.limits.longestMs <= nowMs) return null;
    const person = await this.people.person(session.personId);
    if (!person || person.isDisabled) return null;
    await this.use(session, nowMs);
    return { session, person };
  }

  private async use({ id, createdAtMs, seenAtMs }: SessionRecord, nowMs: number): Promise<void> {
    if (nowMs - seenAtMs < USE_EVERY_MS) return;
    const endsAtMs = Math.min(nowMs + this.limits.idleMs, createdAtMs + this.limits.longestMs);
    await this.store.useSession({ id, seenAtMs: nowMs, endsAtMs });
  }

  private remember(id: string, known: Known): void {
    this.known.delete(id);
    this.known.set(id, known);
    const [oldest] = this.known.keys();
    if (this.known.size > MOST_KNOWN && oldest !== undefined) this.known.delete(oldest);
  }

  private async prune(): Promise<void> {
    if (this.clock.steady() - this.prunedAtMs < PRUNE_EVERY_MS) return;
    this.prunedAtMs = this.clock.steady();
    await this.store.pruneSessions(this.clock.now());
  }
}
