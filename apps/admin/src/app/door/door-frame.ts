import { Component, effect, inject, input } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type Language, LANGUAGES } from '@envscope/texts/texts.js';
import { Words } from '../language/words';
import { ProductSign } from '../ui/badges/product-sign';

const NAMES: Readonly<Record<Language, string>> = { ko: '한국어', en: 'English' };

/** What the pages at the door have in common: the product, what the page is for, and the language, which is yet unknown. */
@Component({
  selector: 'app-door-frame',
  imports: [ProductSign],
  template: `
    <main>
      <app-product-sign />
      <div class="card">
        <h1>{{ heading() }}</h1>
        <ng-content />
      </div>
      <p class="languages" role="group" [attr.aria-label]="words.say('shell.frame.language')">
        @for (language of languages; track language) {
          <button
            type="button"
            [attr.lang]="language"
            [attr.aria-pressed]="words.language() === language"
            (click)="words.speak(language)"
          >
            {{ names[language] }}
          </button>
        }
      </p>
    </main>
  `,
  styles: `
    main {
      display: grid;
      grid-template-columns: minmax(0, 26rem);
      justify-content: center;
      gap: var(--space-4);
      padding: clamp(var(--space-4), 10vh, 7rem) var(--space-4) var(--space-6);
    }
    .card {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-4);
      padding: clamp(var(--space-4), 5vw, var(--space-6));
      border: 1px solid var(--line);
      border-radius: var(--radius-3);
      background: var(--surface);
      box-shadow: var(--shadow-1);
    }
    h1 {
      font-size: var(--text-xl);
    }
    .languages {
      display: flex;
      gap: var(--space-1);
      justify-content: center;
    }
    .languages button {
      min-block-size: 2rem;
      padding-inline: var(--space-2);
      border: 0;
      background: none;
      color: var(--ink-muted);
      font: 400 var(--text-s) var(--font);
      cursor: pointer;
    }
    .languages [aria-pressed='true'] {
      color: var(--ink);
      font-weight: 600;
    }
    @media (pointer: coarse) {
      .languages button {
        min-block-size: 2.75rem;
        padding-inline: var(--space-3);
      }
    }
  `,
})
export class DoorFrame {
  readonly heading = input.required<string>();

  protected readonly words = inject(Words);
  protected readonly languages = LANGUAGES;
  protected readonly names = NAMES;

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(`${this.heading()} · Envscope`));
  }
}
