import {
  Refusal,
  type Account,
  type EndedSessions,
  type PasswordChange,
  type RecoveryCodes,
  type SecondFactorOffer,
  type SecondFactorProof,
} from '@envscope/contracts/index.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import type { PersonRecord } from '@envscope/store/access/person-record.js';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { PasswordSignIn } from '../password-sign-in.js';
import { refuseCommonPassword } from '../passwords/common-passwords.js';
import { PasswordHashes } from '../passwords/password-hashes.js';
import { hashOfRecoveryCode, newRecoveryCodes, offerOf, stepOf } from '../passwords/second-factor.js';
import { PeopleWriter } from '../people/people-writer.js';
import { Sessions } from '../sessions/sessions.js';
import { accountOf } from './account-view.js';
import { SignedIn } from './signed-in.js';

/** What somebody does to their own account. What a stranger at an open screen must not do takes the password once more. */
@Injectable()
export class AccountActions {
  constructor(
    private readonly signedIn: SignedIn,
    private readonly sessions: Sessions,
    private readonly writer: PeopleWriter,
    private readonly passwords: PasswordSignIn,
    private readonly hashes: PasswordHashes,
  ) {}

  async account(request: Request): Promise<Account> {
    const { person, session } = await this.signedIn.sessionOf(request);
    return accountOf(person, await this.sessions.of(person.id), session.id);
  }

  async changePassword(request: Request, { current, next }: PasswordChange): Promise<EndedSessions> {
    const { person, session } = await this.signedIn.sessionOf(request);
    await this.passwords.prove(request, person, current);
    await refuseCommonPassword(next, [person.name, person.email]);
    await this.writer.change(person, { password: await this.hashes.hash(next), link: null, devices: [] });
    return { ended: await this.sessions.endAllOf(person.id, session.id) };
  }

  async endSession(request: Request, id: string): Promise<void> {
    const { person } = await this.signedIn.sessionOf(request);
    const own = await this.sessions.of(person.id);
    if (!own.some((session) => session.id === id)) throw new Refusal('unknown-session');
    await this.sessions.end(id);
  }

  async endOtherSessions(request: Request): Promise<EndedSessions> {
    const { person, session } = await this.signedIn.sessionOf(request);
    return { ended: await this.sessions.endAllOf(person.id, session.id) };
  }

  async offerSecondFactor(request: Request): Promise<SecondFactorOffer> {
    const { person } = await this.signedIn.sessionOf(request);
    return offerOf(person);
  }

  /** Throws `wrong-code`, `wrong-credentials`. */
  async turnOnSecondFactor(request: Request, proof: SecondFactorProof): Promise<RecoveryCodes> {
    const { person } = await this.signedIn.sessionOf(request);
    await this.passwords.prove(request, person, proof.password);
    const lastStep = await stepOf(proof.secret, proof.code, SYSTEM_CLOCK.now());
    if (lastStep === null) throw new Refusal('wrong-code');
    return this.withCodes(person, (recoveryCodes) => ({ secret: proof.secret, lastStep, recoveryCodes }));
  }

  async turnOffSecondFactor(request: Request, password: string): Promise<void> {
    const { person } = await this.signedIn.sessionOf(request);
    await this.passwords.prove(request, person, password);
    await this.writer.change(person, { secondFactor: null });
  }

  /** Those before are worth nothing from now on. Throws `wrong-credentials`, and `wrong-code` where there is no second factor. */
  async renewRecoveryCodes(request: Request, password: string): Promise<RecoveryCodes> {
    const { person } = await this.signedIn.sessionOf(request);
    await this.passwords.prove(request, person, password);
    const { secondFactor } = person;
    if (secondFactor === null) throw new Refusal('wrong-code');
    return this.withCodes(person, (recoveryCodes) => ({ ...secondFactor, recoveryCodes }));
  }

  private async withCodes(
    person: PersonRecord,
    factorOf: (hashes: string[]) => NonNullable<PersonRecord['secondFactor']>,
  ): Promise<RecoveryCodes> {
    const codes = newRecoveryCodes();
    await this.writer.change(person, { secondFactor: factorOf(codes.map(hashOfRecoveryCode)) });
    return { codes };
  }
}
