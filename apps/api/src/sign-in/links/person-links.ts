import { Refusal, type LinkUse, type LinkView } from '@envscope/contracts/index.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { PeopleStore } from '@envscope/store/access/people-store.js';
import type { LinkRecord, PersonRecord } from '@envscope/store/access/person-record.js';
import { Inject, Injectable } from '@nestjs/common';
import { addressOf } from '../console-address.js';
import { PeopleWriter } from '../people/people-writer.js';
import { refuseCommonPassword } from '../passwords/common-passwords.js';
import { PasswordHashes } from '../passwords/password-hashes.js';
import { hashOfToken, newToken } from '../secret-tokens.js';
import { Sessions } from '../sessions/sessions.js';
import { FILE_LINK, findFileLink, takeFileLink } from './file-links.js';

const INVITATION_MS = 7 * 86_400_000;
const RESET_MS = 86_400_000;

interface Found {
  readonly person: PersonRecord;
  readonly link: LinkRecord;
  /** Of the file that holds the link, where it is not the store that does. */
  readonly fileHash: string | null;
}

/** Links by which a person sets a password once: they are handed over by people, since the console sends no mail. */
@Injectable()
export class PersonLinks {
  constructor(
    @Inject(CONSOLE_SETTINGS) private readonly settings: ConsoleSettings,
    private readonly people: PeopleStore,
    private readonly writer: PeopleWriter,
    private readonly sessions: Sessions,
    private readonly hashes: PasswordHashes,
  ) {}

  /** A link for the person, and what of it is kept with them. It has no address where no password lets in. */
  make(
    personId: string,
    kind: LinkRecord['kind'],
    dropsSecondFactor = false,
  ): { url: string | null; link: LinkRecord } {
    const token = `${personId}.${newToken()}`;
    const lastsMs = kind === 'invitation' ? INVITATION_MS : RESET_MS;
    const endsAt = new Date(SYSTEM_CLOCK.now() + lastsMs).toISOString();
    return {
      url: this.settings.signIn.hasPasswords ? `${addressOf(this.settings)}/link#${token}` : null,
      link: { kind, hash: hashOfToken(token), endsAt, dropsSecondFactor },
    };
  }

  /** Throws `unknown-link`. */
  async view(token: string): Promise<LinkView> {
    const { person, link } = await this.find(token);
    return { kind: link.kind, name: person.name, email: person.email };
  }

  /** Sets the password and ends the person's sessions. Throws `unknown-link`, `invalid-input`, `busy`. */
  async use({ token, password }: LinkUse): Promise<PersonRecord> {
    const { person, link, fileHash } = await this.find(token);
    await refuseCommonPassword(password, [person.name, person.email]);
    const hash = await this.hashes.hash(password);
    if (fileHash !== null && !(await takeFileLink(this.settings.dataDir, fileHash)))
      throw new Refusal('unknown-link');
    const secondFactor = link.dropsSecondFactor ? null : person.secondFactor;
    const changed = await this.writer.change(person, {
      password: hash,
      link: null,
      secondFactor,
      devices: [],
    });
    await this.sessions.endAllOf(person.id);
    return changed;
  }

  private async find(token: string): Promise<Found> {
    const found = token.startsWith(FILE_LINK) ? await this.findInFile(token) : await this.findInStore(token);
    const isOver = !found || Date.parse(found.link.endsAt) <= SYSTEM_CLOCK.now();
    if (isOver || found.person.isDisabled) throw new Refusal('unknown-link');
    return found;
  }

  private async findInStore(token: string): Promise<Found | null> {
    const person = await this.people.person(token.split('.')[0] ?? '');
    const hash = hashOfToken(token);
    return person?.link?.hash === hash ? { person, link: person.link, fileHash: null } : null;
  }

  private async findInFile(token: string): Promise<Found | null> {
    const hash = hashOfToken(token);
    const file = await findFileLink(this.settings.dataDir, hash);
    const person = file && (await this.people.personOfEmail(file.email));
    if (!file || !person) return null;
    const link = { kind: 'reset', hash, endsAt: file.endsAt, dropsSecondFactor: true } as const;
    return { person, link, fileHash: hash };
  }
}
