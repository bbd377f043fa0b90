import {
  Refusal,
  type PasskeyDraft,
  type PasskeyOptions,
  type PasskeySignIn,
} from '@envscope/contracts/index.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { PeopleStore } from '@envscope/store/access/people-store.js';
import type { PasskeyRecord, PersonRecord } from '@envscope/store/access/person-record.js';
import { SessionStore } from '@envscope/store/access/session-store.js';
import { Injectable } from '@nestjs/common';
import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { Request } from 'express';
import { PeopleWriter } from '../people/people-writer.js';
import { hashOfToken } from '../secret-tokens.js';

const CHALLENGE_MS = 300_000;
const MOST_PASSKEYS = 20;

/** Keys that devices keep in place of passwords. The library takes 20 MB, and so comes with the first that is used. */
@Injectable()
export class Passkeys {
  constructor(
    private readonly people: PeopleStore,
    private readonly writer: PeopleWriter,
    private readonly store: SessionStore,
  ) {}

  /** What the browser makes a new passkey by. Throws `account-elsewhere`. */
  async offer(request: Request, person: PersonRecord): Promise<PasskeyOptions> {
    refuseElsewhere(person);
    const { id, name, email, passkeys } = person;
    const { generateRegistrationOptions } = await library();
    const options = await generateRegistrationOptions({
      rpName: 'Envscope',
      rpID: siteOf(request).hostname,
      userID: new TextEncoder().encode(id),
      userName: email ?? name,
      userDisplayName: name,
      excludeCredentials: passkeys.map((passkey) => ({ id: passkey.id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    return this.kept(options);
  }

  /** Throws `account-elsewhere`, `passkey-refused`, `person-changed`. */
  async add(request: Request, person: PersonRecord, { name, response }: PasskeyDraft): Promise<void> {
    refuseElsewhere(person);
    if (person.passkeys.length >= MOST_PASSKEYS) throw new Refusal('passkey-refused');
    const { verifyRegistrationResponse } = await library();
    const site = siteOf(request);
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: response as unknown as RegistrationResponseJSON,
      expectedChallenge: (challenge) => this.taken(challenge),
      expectedOrigin: site.origin,
      expectedRPID: site.hostname,
    }).catch(refuse);
    if (!verified || !registrationInfo) throw new Refusal('passkey-refused');
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    const passkey: PasskeyRecord = {
      id,
      name,
      publicKey: Buffer.from(publicKey).toString('base64url'),
      counter,
      transports,
      createdAt: new Date(SYSTEM_CLOCK.now()).toISOString(),
      usedAt: null,
    };
    await this.writer.change(person, { passkeys: [...person.passkeys, passkey] });
  }

  /** Throws `unknown-passkey`, `last-owner`, `person-changed`. */
  async remove(person: PersonRecord, id: string): Promise<void> {
    const passkeys = person.passkeys.filter((passkey) => passkey.id !== id);
    if (passkeys.length === person.passkeys.length) throw new Refusal('unknown-passkey');
    await this.writer.change(person, { passkeys });
  }

  /** What the browser finds a passkey by, whoever it is. */
  async ask(request: Request): Promise<PasskeyOptions> {
    const { generateAuthenticationOptions } = await library();
    const rpID = siteOf(request).hostname;
    return this.kept(await generateAuthenticationOptions({ rpID, userVerification: 'required' }));
  }

  /** Whose passkey it is: the device has verified them, which stands for both factors. Throws `passkey-refused`. */
  async personOf(request: Request, { response }: PasskeySignIn): Promise<PersonRecord> {
    const answer = response as unknown as AuthenticationResponseJSON;
    const handle = answer.response?.userHandle;
    const person = await this.people.person(
      typeof handle === 'string' ? Buffer.from(handle, 'base64url').toString() : '',
    );
    const passkey = person?.passkeys.find(({ id }) => id === answer.id);
    if (!person || !passkey || person.isDisabled) throw new Refusal('passkey-refused');
    const { verifyAuthenticationResponse } = await library();
    const site = siteOf(request);
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: (challenge) => this.taken(challenge),
      expectedOrigin: site.origin,
      expectedRPID: site.hostname,
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
        transports: passkey.transports as AuthenticatorTransport[],
      },
    }).catch(refuse);
    if (!verified) throw new Refusal('passkey-refused');
    const used = {
      ...passkey,
      counter: authenticationInfo.newCounter,
      usedAt: new Date(SYSTEM_CLOCK.now()).toISOString(),
    };
    const passkeys = person.passkeys.map((each) => (each.id === used.id ? used : each));
    return this.writer.change(person, { passkeys });
  }

  /** Whichever console is asked next finds the challenge, once. */
  private async kept(options: { readonly challenge: string }): Promise<PasskeyOptions> {
    await this.store.keepOnce(keyOf(options.challenge), SYSTEM_CLOCK.now() + CHALLENGE_MS);
    return { options: { ...options } };
  }

  private taken(challenge: string): Promise<boolean> {
    return this.store.takeOnce(keyOf(challenge), SYSTEM_CLOCK.now());
  }
}

/** A passkey would let in whoever signs in elsewhere, after they may not any more. */
function refuseElsewhere({ password }: PersonRecord): void {
  if (password === null) throw new Refusal('account-elsewhere');
}

const library = () => import('@simplewebauthn/server');
const keyOf = (challenge: string) => `passkey ${hashOfToken(challenge)}`;

/** The library throws for whatever is wrong with an answer. */
function refuse(): never {
  throw new Refusal('passkey-refused');
}

/** The page that sends the request: its origin is the console's own, which is checked for every request. Throws `foreign-origin`. */
function siteOf({ headers: { origin = '' } }: Request): URL {
  const site = URL.parse(origin);
  if (!site) throw new Refusal('foreign-origin');
  return site;
}
