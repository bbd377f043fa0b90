import type { Settings } from '@envscope/settings/settings.js';
import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { PeopleStore } from '@envscope/store/access/people-store.js';
import { RateStore } from '@envscope/store/rates/rate-store.js';
import { SessionStore } from '@envscope/store/access/session-store.js';
import type { OidcSettings } from '@envscope/settings/variables/sign-in.settings.js';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
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
import { SignInMethods } from './sign-in-methods.js';
import { Arrivals } from './groups/arrivals.js';
import { ProxiedPeople } from './proxy/proxied-people.js';
import { SignOut } from './oidc/sign-out.js';
import { OidcController } from './oidc/oidc.controller.js';
import { OidcSignIn } from './oidc/oidc-sign-in.js';
import { OpenIdProvider } from './oidc/open-id-provider.js';
import { Network } from '@envscope/integrations/network/network.js';
import { NetworkModule } from '@envscope/integrations/network/network.module.js';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** Finds out who comes in, and lets people manage who may. */
@Module({})
export class SignInModule {
  static with(settings: Settings): DynamicModule {
    const { oidc } = settings.console.signIn;
    const isDemo = outlookOf(settings).kind === 'demo' && LOOPBACK.test(settings.console.host);
    return {
      module: SignInModule,
      global: true,
      imports: [NetworkModule],
      controllers: [
        SessionController,
        AccountController,
        PasskeysController,
        PeopleController,
        ...(oidc ? [OidcController] : []),
      ],
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
        SignInMethods,
        SignOut,
        Arrivals,
        ProxiedPeople,
        ...(oidc ? oidcProviders(oidc) : []),
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

/** Only where settings name a provider. */
function oidcProviders(oidc: OidcSettings): Provider[] {
  return [
    OidcSignIn,
    {
      provide: OpenIdProvider,
      inject: [CONSOLE_SETTINGS, Network],
      useFactory: (settings: ConsoleSettings, network: Network) =>
        new OpenIdProvider(oidc, settings, network),
    },
  ];
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
