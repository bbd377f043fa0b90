import type { Principal } from '@envscope/access/principal.js';
import {
  Refusal,
  type Grant,
  type PeopleList,
  type PersonChange,
  type PersonDraft,
  type PersonLink,
  type PersonView,
} from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { PeopleStore } from '@envscope/store/access/people-store.js';
import { grantsOf, type PersonRecord } from '@envscope/store/access/person-record.js';
import { Inject, Injectable } from '@nestjs/common';
import { AuditNotes } from '../../audit/audit-notes.js';
import { knownEnvironment } from '../../http/input/known.pipe.js';
import { PersonLinks } from '../links/person-links.js';
import { Sessions } from '../sessions/sessions.js';
import { newPerson } from './new-person.js';
import { noteOf } from './person-note.js';
import { PeopleWriter } from './people-writer.js';
import { demandAll, differing } from './person-grants.js';
import { isInvited, unseenBy, viewFor } from './person-view.js';

const MOST_PEOPLE = 1_000;

/** What those do who let people in. Nobody does to another what goes beyond their own role. */
@Injectable()
export class PeopleActions {
  constructor(
    @Inject(ENVIRONMENTS) private readonly environments: Environments,
    private readonly people: PeopleStore,
    private readonly writer: PeopleWriter,
    private readonly links: PersonLinks,
    private readonly sessions: Sessions,
    private readonly audit: AuditNotes,
  ) {}

  /** As far as the asker may know them. */
  async list(asker: Principal): Promise<PeopleList> {
    const people = (await this.people.people()).map((person) => viewFor(asker, person));
    return { people: people.toSorted((a, b) => a.name.localeCompare(b.name)) };
  }

  /** Throws `beyond-own-role`, `unknown-environment`, `email-taken`, `too-many-people`. */
  async invite(asker: Principal, { name, email, grants }: PersonDraft): Promise<PersonLink> {
    this.checkGrants(grants);
    demandAll(asker, grants);
    if ((await this.people.people()).length >= MOST_PEOPLE) {
      throw new Refusal('too-many-people', { most: MOST_PEOPLE });
    }
    const draft = newPerson(SYSTEM_CLOCK.now(), { name, email, grants });
    const { url, link } = this.links.make(draft.id, 'invitation');
    const person = await this.writer.add({ ...draft, link });
    this.audit.note({ target: { kind: 'person', id: person.id }, after: { name, email, grants } });
    return { person: viewFor(asker, person), url, endsAt: link.endsAt };
  }

  /** Throws `unknown-person`, `beyond-own-role`, `unknown-environment`, `person-changed`, `last-owner`. */
  async change(
    asker: Principal,
    id: string,
    { name, grants, isDisabled }: PersonChange,
  ): Promise<PersonView> {
    const person = await this.person(id);
    if (name !== undefined || isDisabled !== undefined) demandAll(asker, allOf(person));
    const next = grants && withUnseen(asker, person.grants, grants);
    if (next) {
      const differences = differing(person.grants, next);
      this.checkGrants(differences.filter((grant) => next.includes(grant)));
      demandAll(asker, differences);
    }
    const changed = await this.writer.change(person, {
      ...(name !== undefined && { name }),
      ...(next && { grants: next }),
      ...(isDisabled !== undefined && { isDisabled }),
    });
    this.audit.note({ before: noteOf(person), after: noteOf(changed) });
    if (isDisabled === true) await this.sessions.endAllOf(id);
    return viewFor(asker, changed);
  }

  /** A new invitation for one who has not come yet, else a link for a new password. Throws `unknown-person`, `beyond-own-role`, `account-elsewhere`, `method-off`. */
  async link(asker: Principal, id: string, dropsSecondFactor: boolean): Promise<PersonLink> {
    const person = await this.person(id);
    demandAll(asker, allOf(person));
    // It would be a second way in, past the service that the person signs in with.
    if (person.identity !== null) throw new Refusal('account-elsewhere');
    const kind = isInvited(person) ? 'invitation' : 'reset';
    const { url, link } = this.links.make(id, kind, dropsSecondFactor);
    // An invitation holds for the service that lets in, too; a new password would open nothing.
    if (url === null && kind === 'reset') throw new Refusal('method-off');
    const changed = await this.writer.change(person, { link });
    return { person: viewFor(asker, changed), url, endsAt: link.endsAt };
  }

  /** Throws `unknown-person`, `beyond-own-role`, `last-owner`. */
  async remove(asker: Principal, id: string): Promise<void> {
    const person = await this.person(id);
    demandAll(asker, allOf(person));
    await this.writer.remove(person);
    this.audit.note({ before: noteOf(person) });
  }

  private async person(id: string): Promise<PersonRecord> {
    const person = await this.people.person(id);
    if (!person) throw new Refusal('unknown-person');
    return person;
  }

  private checkGrants(grants: readonly Grant[]): void {
    for (const { environment } of grants) {
      if (environment !== null) knownEnvironment(this.environments, environment);
    }
  }
}

/** What their groups give them counts, too. */
const allOf = (person: PersonRecord) => grantsOf(person, SYSTEM_CLOCK.now());

/** The list that an asker gives, who cannot name what they do not see. */
function withUnseen(asker: Principal, before: readonly Grant[], given: readonly Grant[]): Grant[] {
  const unseen = unseenBy(asker, before);
  return [...given, ...unseen.filter((grant) => differing([grant], given).includes(grant))];
}
