import {
  type EnvironmentProviders,
  inject,
  makeEnvironmentProviders,
  provideAppInitializer,
} from '@angular/core';
import {
  provideTransloco,
  provideTranslocoTranspiler,
  type Translation,
  type TranslocoLoader,
  type TranslocoTranspiler,
  type TranspileParams,
} from '@jsverse/transloco';
import { fill } from '@envscope/texts/fill.js';
import { type Language, LANGUAGES, type Texts } from '@envscope/texts/texts.js';
import { Words } from './words';

const LOADERS: Readonly<Record<Language, () => Promise<Texts>>> = {
  ko: async () => (await import('@envscope/texts/ko/ko.js')).ko,
  en: async () => (await import('@envscope/texts/en/en.js')).en,
};

/** Loads only the language that is spoken, each as a file of its own. */
class TextsLoader implements TranslocoLoader {
  getTranslation(language: string): Promise<Translation> {
    return LOADERS[language as Language]();
  }
}

/** Fills placeholders as the server does, so that a text means the same in the console and in a message. */
class TextsTranspiler implements TranslocoTranspiler {
  private language: Language = 'en';

  onLangChanged(language: string): void {
    this.language = language as Language;
  }

  transpile({ value, params }: TranspileParams): string {
    return fill(this.language, String(value), params ?? {});
  }
}

/** The console's words, loaded before the first page is drawn. */
export function provideWords(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideTransloco({
      config: { availableLangs: [...LANGUAGES], defaultLang: 'en', prodMode: true },
      loader: TextsLoader,
    }),
    provideTranslocoTranspiler(TextsTranspiler),
    provideAppInitializer(() => inject(Words).load()),
  ]);
}
