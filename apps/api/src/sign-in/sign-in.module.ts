import type { Settings } from '@envscope/settings/settings.js';
import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { PeopleStore } from '@envscope/store/access/people-store.js';
import { RateStore } from '@envscope/store/rates/rate-store.js';
import { SessionStore } from '@envscope/store/access/session-store.js';
import { Module, type DynamicModule } from '@nestjs/common';
import { Principals } from '../access/principals.js';
import { outlookOf } from '../demo/outlook-of.js';
import { basePathOf } from '../http/base-path.js';
import { AccountActions } from './account/account-actions.js';
import { AccountController } from './account/account.controller.js';
import { SignedIn } from './account/signed-in.js';
import { PersonLinks } from './links/person-links.js';
import { PasswordHashes } from './passwords/password-hashes.js';
import { PasswordSignIn } from './password-sign-in.js';
import { Passkeys } from './passkeys/passkeys.js';
import { PasskeysController } from './passkeys/passkeys.controller.js';
import { PeopleActions } from './people/people-actions.js';
import { PeopleController } from './people/people.controller.js';
import { PeopleWriter } from './people/people-writer.js';
import { SessionController } from './session.controller.js';
import { SessionPrincipals } from './session-principals.js';
import { SessionViews } from './session-view.js';
import { BrowserSessions } from './sessions/browser-sessions.js';
import { Cookies } from './sessions/cookies.js';
import { Sessions } from './sessions/sessions.js';
import { SetUp } from './set-up.js';
import { SignInMode } from './sign-in-mode.js';
import { SignInPace } from './sign-in-pace.js';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** Finds out who comes in, and lets people manage who may. */
@Module({})
export class SignInModule {
  static with(settings: Settings): DynamicModule {
    const isDemo = outlookOf(settings).kind === 'demo' && LOOPBACK.test(settings.console.host);
    return {
      module: SignInModule,
      global: true,
      controllers: [SessionController, AccountController, PasskeysController, PeopleController],
      providers: [
        { provide: SignInMode, useValue: new SignInMode(isDemo) },
        { provide: Cookies, inject: [CONSOLE_SETTINGS], useFactory: cookiesOf },
        { provide: Sessions, inject: [SessionStore, PeopleStore, CONSOLE_SETTINGS], useFactory: sessionsOf },
        {
          provide: SignInPace,
          inject: [RateStore],
          useFactory: (rates: RateStore) => new SignInPace(rates),
        },
        { provide: Principals, useClass: SessionPrincipals },
        PasswordHashes,
        PasswordSignIn,
        PeopleWriter,
        BrowserSessions,
        PersonLinks,
        SessionViews,
        SetUp,
        SignedIn,
        AccountActions,
        PeopleActions,
        Passkeys,
      ],
      exports: [Principals],
    };
  }
}

function cookiesOf({ publicUrl }: ConsoleSettings): Cookies {
  return new Cookies({ publicUrl, basePath: basePathOf(publicUrl) });
}

function sessionsOf(store: SessionStore, people: PeopleStore, settings: ConsoleSettings): Sessions {
  return new Sessions(store, people, {
    idleMs: settings.sessionIdleMs,
    longestMs: settings.sessionLongestMs,
  });
}
