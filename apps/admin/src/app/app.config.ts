import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { type ApplicationConfig, inject } from '@angular/core';
import {
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
  withRouterConfig,
} from '@angular/router';
import { routes } from './app.routes';
import { provideWords } from './language/provide-words';
import { serverTime } from './live/server-time';
import { notSignedIn } from './session/not-signed-in';
import { MissingPage } from './shell/missing-page';

/** What the console is made of. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideHttpClient(withInterceptors([serverTime, notSignedIn])),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
      withRouterConfig({ resolveNavigationPromiseOnError: true }),
      withNavigationErrorHandler(({ url }) => void inject(MissingPage).open(url)),
    ),
    provideWords(),
  ],
};
