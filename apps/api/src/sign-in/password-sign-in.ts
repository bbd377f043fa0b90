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
  async personOf(request: Request, draft: SignInDraft): Promise<PersonRecord> {
    const person = await this.people.personOfEmail(draft.email);
    if (person) this.audit.note({ target: { kind: 'person', id: person.id } });
    const device = this.browsers.deviceOf(request, person);
    const attempt = { account: draft.email, client: clientKey(request), device };
    return this.pace.password(attempt, () => this.proven(person, draft, attempt));
  }

  /** Whether the password is the person's, whom the browser is signed in as. Throws `wrong-credentials`, `too-many-attempts`. */
  async prove(request: Request, person: PersonRecord, password: string): Promise<void> {
    const attempt = { account: person.id, client: clientKey(request), device: null };
    await this.pace.password(attempt, async () => {
      if (!(await this.hashes.verify(password, person.password))) throw new Refusal('wrong-credentials');
    });
  }

  private async proven(
    person: PersonRecord | null,
    { password, code }: SignInDraft,
    attempt: Attempt,
  ): Promise<PersonRecord> {
    const isRight = await this.hashes.verify(password, person?.password ?? null);
    if (!person || !isRight || person.isDisabled) throw new Refusal('wrong-credentials');
    const secondFactor = await this.secondFactorOf(person, code, attempt);
    const isOutdated = person.password !== null && this.hashes.isOutdated(person.password);
    const change = {
      ...(secondFactor !== person.secondFactor && { secondFactor }),
      ...(isOutdated && { password: await this.hashes.hash(password) }),
    };
    // A code that two send at the same time lets one of them in.
    return Object.keys(change).length > 0 ? this.writer.change(person, change) : person;
  }

  /** What is left of the second factor; null where there is none. */
  private async secondFactorOf(person: PersonRecord, code: string | undefined, attempt: Attempt) {
    const { secondFactor } = person;
    if (secondFactor === null) return null;
    if (code === undefined) throw new Refusal('code-needed');
    return this.pace.code(attempt, async () => {
      const left = await afterCode(secondFactor, code, SYSTEM_CLOCK.now());
      if (left === null) throw new Refusal('wrong-code');
      return left;
    });
  }
}
