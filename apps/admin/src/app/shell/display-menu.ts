import { Component, computed, inject } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { type Language, LANGUAGES, type TextKey } from '@envscope/texts/texts.js';
import { Configuration } from '../configuration/configuration';
import { Words } from '../language/words';
import { CurrentPerson } from '../person/current-person';
import { Session } from '../session/session';
import { Icon } from '../ui/badges/icon';
import { type Theme, ThemeChoice, THEMES } from './theme';
import { Button } from '../ui/buttons/button';

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { ko: '한국어', en: 'English' };

const THEME_KEYS = {
  system: 'shell.frame.system',
  light: 'shell.frame.light',
  dark: 'shell.frame.dark',
} as const satisfies Record<Theme, TextKey>;

/** Language, theme and the person's name, remembered by this browser, and the way to the console's own settings. */
@Component({
  selector: 'app-display-menu',
  imports: [Icon, Button, MatMenu, MatMenuItem, MatMenuTrigger, RouterLink],
  template: `
    <button
      appButton="icon"
      type="button"
      [matMenuTriggerFor]="menu"
      [attr.aria-label]="words.say('shell.frame.display')"
      [title]="words.say('shell.frame.display')"
    >
      <app-icon name="settings" />
    </button>
    <mat-menu #menu="matMenu" xPosition="before">
      <p class="group" id="language-group">{{ words.say('shell.frame.language') }}</p>
      @for (language of languages; track language) {
        <button
          mat-menu-item
          type="button"
          role="menuitemradio"
          [attr.lang]="language"
          [attr.aria-checked]="words.language() === language"
          (click)="words.speak(language)"
        >
          <span class="choice">
            {{ names[language] }}
            @if (words.language() === language) {
              <app-icon name="check" />
            }
          </span>
        </button>
      }
      <p class="group">{{ words.say('shell.frame.theme') }}</p>
      @for (theme of themes; track theme) {
        <button
          mat-menu-item
          type="button"
          role="menuitemradio"
          [attr.aria-checked]="choice.theme() === theme"
          (click)="choice.choose(theme)"
        >
          <span class="choice">
            {{ words.say(themeKeys[theme]) }}
            @if (choice.theme() === theme) {
              <app-icon name="check" />
            }
          </span>
        </button>
      }
      @if (!person.isSignedIn()) {
        <p class="group">{{ words.say('shell.word.yourName') }}</p>
        <button
          mat-menu-item
          type="button"
          [attr.aria-label]="words.say('shell.person.change', { name: name() })"
          (click)="person.ask()"
        >
          {{ name() }}
        </button>
      }
      @if (session.may('read', null)) {
        <p class="group">{{ words.say('shell.word.console') }}</p>
        <a mat-menu-item routerLink="/workers">{{ words.say('shell.frame.workers') }}</a>
      }
      @if (configuration.config(); as config) {
        <p class="version">{{ words.say('shell.frame.version', { version: config.version }) }}</p>
      }
    </mat-menu>
  `,
  styles: `
    .group,
    .version {
      padding: var(--space-2) var(--space-3) var(--space-1);
      color: var(--ink-muted);
      font-size: var(--text-xs);
    }
    .version {
      margin-block-start: var(--space-2);
      border-block-start: 1px solid var(--line);
    }
    .choice {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-4);
      min-inline-size: 9rem;
    }
    .choice app-icon {
      color: var(--accent-ink);
    }
  `,
})
export class DisplayMenu {
  protected readonly words = inject(Words);
  protected readonly choice = inject(ThemeChoice);
  protected readonly configuration = inject(Configuration);
  protected readonly session = inject(Session);

  protected readonly person = inject(CurrentPerson);
  protected readonly name = computed(() => this.person.name() || this.words.say('shell.person.none'));

  protected readonly languages = LANGUAGES;
  protected readonly names = LANGUAGE_NAMES;
  protected readonly themes = THEMES;
  protected readonly themeKeys = THEME_KEYS;
}
