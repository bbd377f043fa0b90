import { Component, computed, inject, input, signal } from '@angular/core';
import { Words } from '../../language/words';
import { Button } from '../buttons/button';
import { SearchBar } from './search-bar';

/** So many values are read at a glance. */
const FEW = 5;

/** Short values of one thing, such as a setting. Many are a number until somebody asks for them, and can be searched then. */
@Component({
  selector: 'app-value-list',
  imports: [Button, SearchBar],
  template: `
    @if (isMany()) {
      <button appButton type="button" [attr.aria-expanded]="isOpen()" (click)="isOpen.set(!isOpen())">
        {{ words.say(isOpen() ? 'shell.detail.fold' : 'services.table.showAll', { count: values().length }) }}
      </button>
    }
    @if (!isMany() || isOpen()) {
      @if (isMany()) {
        <app-search-bar [label]="words.say('shell.detail.filter')" [count]="count()" [(text)]="text" />
      }
      <ul [class.many]="isMany()" [attr.tabindex]="isMany() ? 0 : null" [attr.aria-label]="label()">
        @for (value of found(); track $index) {
          <li>{{ value }}</li>
        }
      </ul>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      justify-items: start;
      gap: var(--space-2);
    }
    app-search-bar,
    ul {
      inline-size: 100%;
    }
    .many {
      max-block-size: min(50svh, 24rem);
      overflow-y: auto;
    }
    li {
      overflow-wrap: anywhere;
    }
  `,
})
export class ValueList {
  readonly values = input.required<readonly string[]>();
  /** What the setting is called. */
  readonly label = input.required<string>();

  protected readonly words = inject(Words);

  protected readonly isMany = computed(() => this.values().length > FEW);
  protected readonly isOpen = signal(false);
  protected readonly text = signal('');
  protected readonly found = computed(() => {
    const text = this.text().trim().toLocaleLowerCase();
    return this.values().filter((value) => value.toLocaleLowerCase().includes(text));
  });
  protected readonly count = computed(() =>
    this.words.say('shell.detail.resultCount', { shown: this.found().length, total: this.values().length }),
  );
}
