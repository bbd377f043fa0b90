import { provideHttpClient, withInterceptors } from '@angular/common/http';
import type { ApplicationConfig } from '@angular/core';
import { provideRouter, withComponentInputBinding, withInMemoryScrolling } from '@angular/router';
import { routes } from './app.routes';
import { provideWords } from './language/provide-words';
import { serverTime } from './live/server-time';

/** What the console is made of. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideHttpClient(withInterceptors([serverTime])),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
    ),
    provideWords(),
  ],
};
