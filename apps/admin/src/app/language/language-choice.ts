import { DOCUMENT, effect, inject, Injectable, signal } from '@angular/core';
import { type Language, LANGUAGES } from '@envscope/texts/texts.js';

/** Also read by `before-paint.js`. */
const REMEMBERED = 'envscope.language';

/** The language that the console speaks. `before-paint.js` decides on the first one: what is remembered, else the browser's. */
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
    return LANGUAGES.find((language) => language === this.document.documentElement.lang) ?? 'en';
  }
}
