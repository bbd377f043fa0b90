import { Refusal, type SignInDraft } from '@envscope/contracts/index.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { PeopleStore } from '@envscope/store/access/people-store.js';
import type { PersonRecord } from '@envscope/store/access/person-record.js';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { AuditNotes } from '../audit/audit-notes.js';
import { clientKey } from '../http/clients/client-address.js';
import { PeopleWriter } from './people/people-writer.js';
import { PasswordHashes } from './passwords/password-hashes.js';
import { afterCode } from './passwords/second-factor.js';
import { BrowserSessions } from './sessions/browser-sessions.js';
import { SignInPace, type Attempt } from './sign-in-pace.js';

/** Finds out whether somebody is who they say, by what they know. */
@Injectable()
export class PasswordSignIn {
  constructor(
    private readonly people: PeopleStore,
    private readonly writer: PeopleWriter,
    private readonly hashes: PasswordHashes,
    private readonly browsers: BrowserSessions,
    private readonly pace: SignInPace,
    private readonly audit: AuditNotes,
  ) {}

  /**
   * Whose email and password these are, with the code where one is needed. Whether the email or the password is wrong can be
   * learned neither from the answer nor from how long it takes. Throws `wrong-credentials`, `code-needed`, `wrong-code`,
   * `too-many-attempts`, `busy`.
   */
  async personOf(request: Request, { email, password, code }: SignInDraft): Promise<PersonRecord> {
    const person = await this.people.personOfEmail(email);
    if (person) this.audit.note({ target: { kind: 'person', id: person.id } });
    const device = this.browsers.deviceOf(request, person);
    const attempt = { account: email, client: clientKey(request), device };
    this.pace.admit(attempt);
    const isRight = await this.hashes.verify(password, person?.password ?? null);
    if (!person || !isRight || person.isDisabled) throw new Refusal('wrong-credentials');
    const secondFactor = await this.secondFactorOf(person, code, attempt);
    const isOutdated = person.password !== null && this.hashes.isOutdated(person.password);
    const change = {
      ...(secondFactor !== person.secondFactor && { secondFactor }),
      ...(isOutdated && { password: await this.hashes.hash(password) }),
    };
    // A code that two send at the same time lets one of them in.
    const known = Object.keys(change).length > 0 ? await this.writer.change(person, change) : person;
    this.pace.succeeded(attempt);
    return known;
  }

  /** Whether the password is the person's, whom the browser is signed in as. Throws `wrong-credentials`, `too-many-attempts`. */
  async prove(request: Request, person: PersonRecord, password: string): Promise<void> {
    const attempt = { account: person.id, client: clientKey(request), device: null };
    this.pace.admit(attempt);
    if (!(await this.hashes.verify(password, person.password))) throw new Refusal('wrong-credentials');
    this.pace.succeeded(attempt);
  }

  /** What is left of the second factor; null where there is none. */
  private async secondFactorOf(person: PersonRecord, code: string | undefined, attempt: Attempt) {
    if (person.secondFactor === null) return null;
    if (code === undefined) {
      this.pace.undecided(attempt);
      throw new Refusal('code-needed');
    }
    const left = await afterCode(person.secondFactor, code, SYSTEM_CLOCK.now());
    if (left === null) throw new Refusal('wrong-code');
    return left;
  }
}
