import { DOCUMENT, effect, inject, Injectable, signal } from '@angular/core';
import { type Language, LANGUAGES } from '@envscope/texts/texts.js';

const REMEMBERED = 'envscope.language';

/** The language that the console speaks: the remembered one, else the browser's, else English. */
@Injectable({ providedIn: 'root' })
export class LanguageChoice {
  private readonly document = inject(DOCUMENT);
  private readonly chosen = signal(this.initial());

  readonly language = this.chosen.asReadonly();

  constructor() {
    effect(() => {
      this.document.documentElement.lang = this.language();
    });
  }

  /** Speaks this language from now on, and in this browser's later visits. */
  remember(language: Language): void {
    localStorage.setItem(REMEMBERED, language);
    this.chosen.set(language);
  }

  private initial(): Language {
    const wishes = [localStorage.getItem(REMEMBERED), ...navigator.languages].map((wish) =>
      wish?.slice(0, 2),
    );
    return wishes.flatMap((wish) => LANGUAGES.find((language) => language === wish) ?? [])[0] ?? 'en';
  }
}
