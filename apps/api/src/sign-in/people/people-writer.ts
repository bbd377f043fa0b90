import { Refusal, type Grant } from '@envscope/contracts/index.js';
import { PeopleStore } from '@envscope/store/access/people-store.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { grantsOf, type PersonRecord } from '@envscope/store/access/person-record.js';
import { Injectable } from '@nestjs/common';
import { Sessions } from '../sessions/sessions.js';

const MOST_ATTEMPTS = 5;

/** Whether the person can do everything, and can come in. */
export function isActiveOwner(person: PersonRecord): boolean {
  const { isDisabled, password, identity, passkeys } = person;
  const canSignIn = password !== null || identity !== null || passkeys.length > 0;
  return !isDisabled && canSignIn && grantsOf(person, SYSTEM_CLOCK.now()).some(isOwnership);
}

const isOwnership = ({ role, environment }: Grant): boolean => role === 'owner' && environment === null;

/** Writes changes of people, so that none is lost, and the console never lacks an owner. */
@Injectable()
export class PeopleWriter {
  constructor(
    private readonly people: PeopleStore,
    private readonly sessions: Sessions,
  ) {}

  /** Throws `email-taken`, `person-changed`. */
  async add(person: PersonRecord): Promise<PersonRecord> {
    const { email } = person;
    if (email !== null && (await this.people.personOfEmail(email))) throw new Refusal('email-taken');
    if (!(await this.people.savePerson(person, null))) throw new Refusal('email-taken');
    return person;
  }

  /** Throws `person-changed`, `last-owner`. */
  async change(before: PersonRecord, change: Partial<PersonRecord>): Promise<PersonRecord> {
    const person = { ...before, ...change };
    if (!(await this.people.savePerson(person, before))) throw new Refusal('person-changed');
    this.sessions.forget();
    if (isActiveOwner(before) && !isActiveOwner(person) && !(await this.hasOwner())) {
      // Two may step down at the same time, each beside the other: both are owners again.
      await this.people.savePerson(before, person);
      this.sessions.forget();
      throw new Refusal('last-owner');
    }
    return person;
  }

  /** Changes what nobody decides by, of the person as they are by now. */
  async note(id: string, change: (person: PersonRecord) => Partial<PersonRecord>): Promise<PersonRecord> {
    for (let attempts = 1; ; attempts += 1) {
      const before = await this.people.person(id);
      if (!before) throw new Refusal('unknown-person');
      const person = { ...before, ...change(before) };
      if (await this.people.savePerson(person, before)) return person;
      if (attempts === MOST_ATTEMPTS) throw new Refusal('person-changed');
    }
  }

  /** Throws `unknown-person`, `last-owner`. */
  async remove(person: PersonRecord): Promise<void> {
    // As one who cannot come in, so that it is this write alone that may take the last owner away.
    const disabled = await this.change(person, { isDisabled: true });
    if (!(await this.people.deletePerson(disabled.id))) throw new Refusal('unknown-person');
    await this.sessions.endAllOf(disabled.id);
  }

  /** Whether somebody can do everything. */
  async hasOwner(): Promise<boolean> {
    return (await this.people.people()).some(isActiveOwner);
  }
}
