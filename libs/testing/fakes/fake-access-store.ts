import { MOST_SET_UP_TOKENS, type PeopleStore } from '@envscope/store/access/people-store.js';
import type { PersonRecord } from '@envscope/store/access/person-record.js';
import type { SessionRecord, SessionStore, SessionUse } from '@envscope/store/access/session-store.js';

/** People and sessions in memory, with what every adapter promises of them. */
export class FakeAccessStore implements PeopleStore, SessionStore {
  private readonly kept = new Map<string, string>();
  private readonly lasting = new Map<string, SessionRecord>();
  private readonly once = new Map<string, number>();
  private tokens: string[] = [];

  people(): Promise<PersonRecord[]> {
    return Promise.resolve(this.all());
  }

  person(id: string): Promise<PersonRecord | null> {
    return Promise.resolve(this.all().find((person) => person.id === id) ?? null);
  }

  personOfEmail(email: string): Promise<PersonRecord | null> {
    return Promise.resolve(this.all().find((person) => person.email === email) ?? null);
  }

  personOfIdentity(identity: string): Promise<PersonRecord | null> {
    return Promise.resolve(this.all().find((person) => person.identity === identity) ?? null);
  }

  savePerson(person: PersonRecord, before: PersonRecord | null): Promise<boolean> {
    const { id, email, identity } = person;
    const isSame = this.kept.get(id) === (before === null ? undefined : JSON.stringify(before));
    const hasTwin = this.all().some(
      (other) =>
        other.id !== id &&
        ((email !== null && other.email === email) || (identity !== null && other.identity === identity)),
    );
    if (!isSame || hasTwin) return Promise.resolve(false);
    this.kept.set(id, JSON.stringify(person));
    return Promise.resolve(true);
  }

  deletePerson(id: string): Promise<boolean> {
    return Promise.resolve(this.kept.delete(id));
  }

  keepSetUpToken(hash: string): Promise<void> {
    this.tokens = [...this.tokens, hash].slice(-MOST_SET_UP_TOKENS);
    return Promise.resolve();
  }

  hasSetUpToken(hash: string): Promise<boolean> {
    return Promise.resolve(this.tokens.includes(hash));
  }

  takeSetUpToken(hash: string): Promise<boolean> {
    const isKept = this.tokens.includes(hash);
    if (isKept) this.tokens = [];
    return Promise.resolve(isKept);
  }

  session(id: string, nowMs: number): Promise<SessionRecord | null> {
    const session = this.lasting.get(id);
    return Promise.resolve(session && session.endsAtMs > nowMs ? session : null);
  }

  sessionsOf(personId: string, nowMs: number): Promise<SessionRecord[]> {
    const own = [...this.lasting.values()].filter(
      (session) => session.personId === personId && session.endsAtMs > nowMs,
    );
    return Promise.resolve(own.toSorted((a, b) => b.createdAtMs - a.createdAtMs));
  }

  addSession(session: SessionRecord): Promise<void> {
    this.lasting.set(session.id, session);
    return Promise.resolve();
  }

  useSession(use: SessionUse): Promise<void> {
    const session = this.lasting.get(use.id);
    if (session) this.lasting.set(use.id, { ...session, ...use });
    return Promise.resolve();
  }

  endSession(id: string): Promise<boolean> {
    return Promise.resolve(this.lasting.delete(id));
  }

  endSessionsOf(personId: string, except: string | null): Promise<number> {
    const own = [...this.lasting.values()].filter(
      (session) => session.personId === personId && session.id !== except,
    );
    for (const { id } of own) this.lasting.delete(id);
    return Promise.resolve(own.length);
  }

  keepOnce(key: string, untilMs: number): Promise<void> {
    this.once.set(key, untilMs);
    return Promise.resolve();
  }

  takeOnce(key: string, nowMs: number): Promise<boolean> {
    const untilMs = this.once.get(key) ?? 0;
    return Promise.resolve(this.once.delete(key) && untilMs > nowMs);
  }

  pruneSessions(nowMs: number): Promise<void> {
    for (const [id, { endsAtMs }] of this.lasting) if (endsAtMs <= nowMs) this.lasting.delete(id);
    for (const [key, untilMs] of this.once) if (untilMs <= nowMs) this.once.delete(key);
    return Promise.resolve();
  }

  private all(): PersonRecord[] {
    const ids = [...this.kept.keys()].toSorted();
    return ids.map((id) => JSON.parse(this.kept.get(id) ?? '') as PersonRecord);
  }
}
