import { Refusal, type SetUpDraft } from '@envscope/contracts/index.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { givesOwner } from '@envscope/settings/variables/group-roles.js';
import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { PeopleStore } from '@envscope/store/access/people-store.js';
import type { PersonRecord } from '@envscope/store/access/person-record.js';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { addressOf } from './console-address.js';
import { newPerson } from './people/new-person.js';
import { PeopleWriter } from './people/people-writer.js';
import { refuseCommonPassword } from './passwords/common-passwords.js';
import { PasswordHashes } from './passwords/password-hashes.js';
import { hashOfToken, newToken } from './secret-tokens.js';
import { SignInMode } from './sign-in-mode.js';

/** Has the first owner made by whoever reads the log: there is no password before there is a person. */
@Injectable()
export class SetUp implements OnApplicationBootstrap {
  private readonly logger = new Logger('Sign-in');
  /** Once there is an owner there always is one. */
  private isDone = false;

  constructor(
    @Inject(CONSOLE_SETTINGS) private readonly settings: ConsoleSettings,
    private readonly mode: SignInMode,
    private readonly people: PeopleStore,
    private readonly writer: PeopleWriter,
    private readonly hashes: PasswordHashes,
  ) {}

  /** Prints the link by which an owner can be made, where there is none. The log is the one place that it is written to. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.mode.isDemo || this.settings.allowUnauthenticated || !(await this.isNeeded())) return;
    const token = newToken();
    await this.people.keepSetUpToken(hashOfToken(token));
    const sentence = `Nobody can sign in yet. Make the owner's account at ${addressOf(this.settings)}/set-up#${token}`;
    // Whatever is logged, this is: there is no other way in.
    if (Logger.isLevelEnabled('warn')) this.logger.warn(sentence);
    else this.logger.fatal(sentence);
  }

  /** Whether the console has no owner yet, and none comes by a group. */
  async isNeeded(): Promise<boolean> {
    if (givesOwner(this.settings.signIn.groupRoles)) return false;
    this.isDone ||= await this.writer.hasOwner();
    return !this.isDone;
  }

  /** Whether the token is one that was printed, and still makes an owner. */
  async isOpen(token: string): Promise<boolean> {
    return (await this.isNeeded()) && this.people.hasSetUpToken(hashOfToken(token));
  }

  /** Throws `already-set-up`, `unknown-link`, `invalid-input`, `busy`, `email-taken`. */
  async makeOwner({ token, name, email, password }: SetUpDraft): Promise<PersonRecord> {
    if (!(await this.isNeeded())) throw new Refusal('already-set-up');
    const hash = hashOfToken(token);
    if (!(await this.people.hasSetUpToken(hash))) throw new Refusal('unknown-link');
    await refuseCommonPassword(password, [name, email]);
    const owner = newPerson(SYSTEM_CLOCK.now(), {
      name,
      email,
      grants: [{ role: 'owner', environment: null }],
      password: await this.hashes.hash(password),
    });
    // All tokens at once: of several askers, at several consoles, one makes the owner.
    if (!(await this.people.takeSetUpToken(hash))) throw new Refusal('already-set-up');
    return this.writer.add(owner);
  }
}
