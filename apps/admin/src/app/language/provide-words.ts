import { type EnvironmentProviders, inject, provideAppInitializer } from '@angular/core';
import { Words } from './words';

/** The console's words, loaded before the first page is drawn. */
export function provideWords(): EnvironmentProviders {
  return provideAppInitializer(() => inject(Words).load());
}
