import type { SignedOut } from '@envscope/contracts/index.js';
import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { Inject, Injectable, Optional } from '@nestjs/common';
import type { Request, Response } from 'express';
import { BrowserSessions } from '../sessions/browser-sessions.js';
import { SignInMethods } from '../sign-in-methods.js';
import { OpenIdProvider } from './open-id-provider.js';

/** Signs out here, and says where to go on to sign out of what let the person in. */
@Injectable()
export class SignOut {
  constructor(
    @Inject(CONSOLE_SETTINGS) private readonly settings: Pick<ConsoleSettings, 'signIn'>,
    private readonly browsers: BrowserSessions,
    private readonly methods: SignInMethods,
    @Optional() private readonly provider?: OpenIdProvider,
  ) {}

  async of(request: Request, response: Response): Promise<SignedOut> {
    const session = await this.browsers.end(request, response);
    if (this.methods.isByProxy(request))
      return { next: this.settings.signIn.trustedHeader?.signOutUrl ?? null };
    return { next: session?.method === 'oidc' ? ((await this.provider?.signOutUrl()) ?? null) : null };
  }
}
