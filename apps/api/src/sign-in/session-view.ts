import type { SessionView } from '@envscope/contracts/index.js';
import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { grantsOf, type PersonRecord } from '@envscope/store/access/person-record.js';
import { Principals } from '../access/principals.js';
import { ProxiedPeople } from './proxy/proxied-people.js';
import { SignInMethods } from './sign-in-methods.js';
import { BrowserSessions } from './sessions/browser-sessions.js';
import type { LiveSession } from './sessions/sessions.js';
import { SetUp } from './set-up.js';

/** What a page has to know of whoever opened it. */
@Injectable()
export class SessionViews {
  constructor(
    @Inject(CONSOLE_SETTINGS) private readonly settings: ConsoleSettings,
    private readonly browsers: BrowserSessions,
    private readonly principals: Principals,
    private readonly setUp: SetUp,
    private readonly proxied: ProxiedPeople,
    private readonly methods: SignInMethods,
  ) {}

  async viewFor(request: Request): Promise<SessionView> {
    const nobody = this.nobody(request);
    const stated = await this.proxied.personOf(request);
    if (stated)
      return { ...nobody, ...seenBy(stated, 'proxy'), canSignOut: this.signOutOfProxy !== undefined };
    if (stated === null) return nobody;
    const live = await this.browsers.find(request);
    if (live) return this.viewOf(request, live);
    const principal = await this.principals.principalOf(request);
    if (!principal)
      return { ...nobody, state: (await this.setUp.isNeeded()) ? 'set-up-needed' : 'signed-out' };
    const { kind, id, name } = principal.actor;
    const person = { id, name, email: null, kind: kind === 'demo' ? kind : ('anyone' as const) };
    return { ...nobody, state: 'signed-in', person, grants: [...principal.grants] };
  }

  /** As the person sees it who has just signed in. */
  viewOf(request: Request, { person }: LiveSession): SessionView {
    return {
      ...this.nobody(request),
      ...seenBy(person, 'person'),
      isSecondFactorOn: person.secondFactor !== null,
      canSignOut: true,
    };
  }

  private nobody(request: Request): SessionView {
    const methods = this.methods.offered(request);
    return {
      state: 'signed-out',
      person: null,
      grants: [],
      methods,
      isSecondFactorOn: false,
      canSignOut: false,
    };
  }

  private get signOutOfProxy(): string | undefined {
    return this.settings.signIn.trustedHeader?.signOutUrl;
  }
}

function seenBy(
  person: PersonRecord,
  kind: 'person' | 'proxy',
): Pick<SessionView, 'state' | 'person' | 'grants'> {
  const { id, name, email } = person;
  const grants = [...grantsOf(person, SYSTEM_CLOCK.now())];
  return { state: 'signed-in', person: { id, name, email, kind }, grants };
}
