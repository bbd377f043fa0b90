import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Words } from '../../language/words';
import { titlePage } from './page-title';
import { Button } from '../buttons/button';

/** Says that there is nothing at this address, and leads back. */
@Component({
  selector: 'app-not-found-page',
  imports: [Button, RouterLink],
  template: `
    <h1>{{ what() ?? words.say('shell.notFound.title') }}</h1>
    <p class="muted">{{ words.say('shell.notFound.note') }}</p>
    <a appButton routerLink="/">{{ words.say('shell.notFound.home') }}</a>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: var(--space-4);
      max-inline-size: 36rem;
      margin: 12vh auto 0;
    }
    h1 {
      font-size: var(--text-2xl);
    }
  `,
})
export class NotFoundPage {
  /** What there is not, in words. */
  readonly what = input<string>();

  protected readonly words = inject(Words);

  constructor() {
    titlePage(() => this.what() ?? this.words.say('shell.notFound.title'));
  }
}
