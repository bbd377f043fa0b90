import { Email, NameOfPerson, Refusal } from '@envscope/contracts/index.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { PeopleStore } from '@envscope/store/access/people-store.js';
import type { GroupRecord, PersonRecord } from '@envscope/store/access/person-record.js';
import { Inject, Injectable } from '@nestjs/common';
import { newPerson } from '../people/new-person.js';
import { Sessions } from '../sessions/sessions.js';
import { grantsByGroups } from './group-grants.js';

const MOST_ATTEMPTS = 5;
const MOST_PEOPLE = 1_000;
const LONGEST_NAME = 80;

/** Somebody of whom another service says who they are. */
export interface Arrival {
  /** Which service says so, and whom it means: what it calls them may change, this does not. */
  readonly identity: string;
  /** '' where the service says none. */
  readonly name: string;
  /** Null where nobody vouches that it is theirs. */
  readonly email: string | null;
  readonly groups: readonly string[];
}

/** What an arrival made of a person: `before` is null for one who is new. */
export interface Arrived {
  readonly before: PersonRecord | null;
  readonly person: PersonRecord;
}

/**
 * Makes people of those whom another service vouches for, and renews what it says of them. Who somebody is goes by the identity alone:
 * an email makes nobody another person, save that it takes up an invitation that nobody has used.
 */
@Injectable()
export class Arrivals {
  constructor(
    @Inject(CONSOLE_SETTINGS)
    private readonly settings: Pick<ConsoleSettings, 'signIn' | 'sessionLongestMs'>,
    private readonly people: PeopleStore,
    private readonly sessions: Sessions,
  ) {}

  /** `change` is what else is to be kept. Throws `account-disabled`, `too-many-people`, `person-changed`. */
  async arrive(arrival: Arrival, change: Partial<PersonRecord> = {}): Promise<Arrived> {
    for (let attempts = 1; attempts <= MOST_ATTEMPTS; attempts += 1) {
      const arrived = await this.draft(arrival, change);
      if (arrived.before?.isDisabled === true) throw new Refusal('account-disabled');
      if (await this.people.savePerson(arrived.person, arrived.before)) {
        this.sessions.forget();
        return arrived;
      }
      // Somebody else came at the same time, or was given the email.
    }
    throw new Refusal('person-changed');
  }

  /** Whether the person is known by what the arrival says of them, their groups included. */
  isKnown(person: PersonRecord, arrival: Arrival): boolean {
    const { name } = labelsOf(arrival);
    const groups = grantsByGroups(arrival.groups, this.settings.signIn.groupRoles);
    return (
      person.name === name &&
      JSON.stringify(person.fromGroups?.groups) === JSON.stringify(groups.groups) &&
      JSON.stringify(person.fromGroups?.grants) === JSON.stringify(groups.grants)
    );
  }

  private async draft(arrival: Arrival, change: Partial<PersonRecord>): Promise<Arrived> {
    const { name, email } = labelsOf(arrival);
    const known = await this.people.personOfIdentity(arrival.identity);
    const holder = email === null ? null : await this.people.personOfEmail(email);
    const before = known ?? (holder && isUnusedInvitation(holder) ? holder : null);
    if (before === null && (await this.people.people()).length >= MOST_PEOPLE) {
      throw new Refusal('too-many-people', { most: MOST_PEOPLE });
    }
    const isFree = holder === null || holder.id === before?.id;
    const person = {
      ...(before ?? newPerson(SYSTEM_CLOCK.now(), { name, grants: [] })),
      name,
      email: isFree ? email : null,
      identity: arrival.identity,
      link: null,
      fromGroups: this.fromGroups(arrival.groups),
      ...change,
    };
    return { before, person };
  }

  private fromGroups(groups: readonly string[]): GroupRecord {
    const endsAt = new Date(SYSTEM_CLOCK.now() + this.settings.sessionLongestMs).toISOString();
    return { ...grantsByGroups(groups, this.settings.signIn.groupRoles), endsAt };
  }
}

/** Made for this very email by somebody who may, and worth nothing to anybody else. */
function isUnusedInvitation({ password, identity, passkeys, link, isDisabled }: PersonRecord): boolean {
  const isUnused = password === null && identity === null && passkeys.length === 0;
  const isOpen = link?.kind === 'invitation' && SYSTEM_CLOCK.now() < Date.parse(link.endsAt);
  return isUnused && isOpen && !isDisabled;
}

/** What the person is called: of what a service says only what people here could have typed. */
function labelsOf({ identity, name, email }: Arrival): { name: string; email: string | null } {
  const address = Email.safeParse(email).data ?? null;
  const line = name.replace(/\p{Cc}+/gu, ' ').trim();
  const cut = [...line].slice(0, LONGEST_NAME).join('').trim();
  const fallback = address ?? (identity.split(' ').at(-1) ?? '').slice(0, LONGEST_NAME);
  return { name: NameOfPerson.safeParse(cut).data ?? fallback, email: address };
}
