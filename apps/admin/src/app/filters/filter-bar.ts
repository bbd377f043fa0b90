import { Component, computed, ElementRef, inject, input } from '@angular/core';
import { Configuration } from '../configuration/configuration';
import { Words } from '../language/words';
import { Icon } from '../ui/badges/icon';
import { Button } from '../ui/buttons/button';
import { Choice } from '../ui/forms/choice';
import type { Option } from '../ui/forms/option';
import type { AddressFilter } from '../resources/address-filter';

/** One question of a filter. */
export interface FilterChoice<Name extends string> {
  readonly name: Name;
  readonly label: string;
  /** What stands for no choice. */
  readonly all: string;
  readonly options: readonly Option[];
}

/**
 * Narrows a list of the API down: by environment and by the list's own choices; what else it is filtered by is the content.
 * The way back to all of it appears with the first choice.
 */
@Component({
  selector: 'app-filter-bar',
  imports: [Button, Choice, Icon],
  template: `
    @for (choice of shown(); track choice.name) {
      <app-choice
        [isList]="true"
        [label]="choice.label"
        [options]="choice.options"
        [chosen]="choice.chosen"
        (chosenChange)="filter().choose(choice.name, $event)"
      />
    }
    <ng-content />
    @if (filter().isSet()) {
      <button appButton type="button" (click)="clear()">
        <app-icon name="close" />{{ words.say('shell.detail.clearFilter') }}
      </button>
    }
  `,
  host: { role: 'search', '[attr.aria-label]': "words.say('shell.detail.filters')" },
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2) var(--space-3);
    }
  `,
})
export class FilterBar<F extends { readonly environment?: string | undefined }> {
  readonly filter = input.required<AddressFilter<F>>();
  readonly choices = input.required<readonly FilterChoice<keyof F & string>[]>();

  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected readonly shown = computed(() => {
    const filter: { readonly [Name in keyof F]?: unknown } = this.filter().filter();
    const environment: FilterChoice<keyof F & string> = {
      name: 'environment',
      label: this.words.say('shell.word.environment'),
      all: this.words.say('shell.frame.allEnvironments'),
      options: this.configuration.environmentOptions(),
    };
    return [environment, ...this.choices()].map(({ name, label, all, options }) => ({
      name,
      label,
      options: [{ value: '', text: all }, ...options],
      chosen: String(filter[name] ?? ''),
    }));
  });

  /** The button that was pressed goes away: the keyboard goes on at the first choice. */
  clear(): void {
    this.element.querySelector<HTMLElement>('select, input')?.focus();
    this.filter().clear();
  }
}
