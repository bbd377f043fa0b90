import type { PersonRecord } from './person-record.js';

/** Keeps who may come in. Every method rejects with `StoreFault` alone. */
export abstract class PeopleStore {
  /** By id. */
  abstract people(): Promise<PersonRecord[]>;

  abstract person(id: string): Promise<PersonRecord | null>;

  abstract personOfEmail(email: string): Promise<PersonRecord | null>;

  abstract personOfIdentity(identity: string): Promise<PersonRecord | null>;

  /**
   * False, with nothing kept, where the stored person is not the one before (null where there was none), or another has the
   * same email or identity.
   */
  abstract savePerson(person: PersonRecord, before: PersonRecord | null): Promise<boolean>;

  /** False where there is none. */
  abstract deletePerson(id: string): Promise<boolean>;

  /** Keeps the hash of a token by which a first owner can be made, beside a few that were kept before it. */
  abstract keepSetUpToken(hash: string): Promise<void>;

  /** Whether the token is kept. */
  abstract hasSetUpToken(hash: string): Promise<boolean>;

  /** Forgets all of them: true for the one asker that gives one of them first. */
  abstract takeSetUpToken(hash: string): Promise<boolean>;
}

/** The most set-up tokens that are kept: each start of a console without an owner makes one. */
export const MOST_SET_UP_TOKENS = 8;
