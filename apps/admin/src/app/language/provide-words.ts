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
import {
  type CoreTexts,
  type Language,
  LANGUAGES,
  type TextPart,
  type Texts,
} from '@envscope/texts/texts.js';
import { Words } from './words';

type Loaders = { readonly [L in Language]: () => Promise<CoreTexts> } & {
  readonly [P in TextPart as `${P}/${Language}`]: () => Promise<Texts[P]>;
};

const LOADERS: Loaders = {
  ko: async () => (await import('@envscope/texts/ko/core.js')).core,
  en: async () => (await import('@envscope/texts/en/core.js')).core,
  'incidents/ko': async () => (await import('@envscope/texts/ko/incidents.js')).incidents,
  'incidents/en': async () => (await import('@envscope/texts/en/incidents.js')).incidents,
  'alerting/ko': async () => (await import('@envscope/texts/ko/alerting.js')).alerting,
  'alerting/en': async () => (await import('@envscope/texts/en/alerting.js')).alerting,
  'charts/ko': async () => (await import('@envscope/texts/ko/charts.js')).charts,
  'charts/en': async () => (await import('@envscope/texts/en/charts.js')).charts,
  'warnings/ko': async () => (await import('@envscope/texts/ko/warnings.js')).warnings,
  'warnings/en': async () => (await import('@envscope/texts/en/warnings.js')).warnings,
  'forms/ko': async () => (await import('@envscope/texts/ko/codes/forms.js')).forms,
  'forms/en': async () => (await import('@envscope/texts/en/codes/forms.js')).forms,
  'door/ko': async () => (await import('@envscope/texts/ko/access/door.js')).door,
  'door/en': async () => (await import('@envscope/texts/en/access/door.js')).door,
  'access/ko': async () => (await import('@envscope/texts/ko/access/access.js')).access,
  'access/en': async () => (await import('@envscope/texts/en/access/access.js')).access,
  'audit/ko': async () => (await import('@envscope/texts/ko/access/audit.js')).audit,
  'audit/en': async () => (await import('@envscope/texts/en/access/audit.js')).audit,
};

/** Loads only the language that is spoken and the parts that pages ask for, each as a file of its own. */
class TextsLoader implements TranslocoLoader {
  getTranslation(path: string): Promise<Translation> {
    return LOADERS[path as keyof Loaders]();
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
