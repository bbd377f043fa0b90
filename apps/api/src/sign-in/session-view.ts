import type { SessionView } from '@envscope/contracts/index.js';
import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Principals } from '../access/principals.js';
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
  ) {}

  async viewFor(request: Request): Promise<SessionView> {
    const live = await this.browsers.find(request);
    if (live) return this.viewOf(live);
    const principal = await this.principals.principalOf(request);
    if (!principal)
      return { ...this.nobody, state: (await this.setUp.isNeeded()) ? 'set-up-needed' : 'signed-out' };
    const { kind, id, name } = principal.actor;
    const isKnown = kind === 'demo' || kind === 'anyone';
    const person = { id, name, email: null, kind: isKnown ? kind : ('proxy' as const) };
    return { ...this.nobody, state: 'signed-in', person, grants: [...principal.grants] };
  }

  /** As the person sees it who has just signed in. */
  viewOf({ person: { id, name, email, grants, secondFactor } }: LiveSession): SessionView {
    return {
      ...this.nobody,
      state: 'signed-in',
      person: { id, name, email, kind: 'person' },
      grants: [...grants],
      isSecondFactorOn: secondFactor !== null,
    };
  }

  private get nobody(): SessionView {
    const methods = { password: true, passkey: true, oidc: null };
    return { state: 'signed-out', person: null, grants: [], methods, isSecondFactorOn: false };
  }
}
