import { Component, computed, input, output, type WritableSignal } from '@angular/core';
import { Choice, MOST_LISTED } from './choice';
import { type Entry, Field, FieldControl } from './field';
import type { Option } from './option';

/** A question of a form whose answers are named: side by side, or in a list where they may be many. */
@Component({
  selector: 'app-choice-field',
  imports: [Choice, Field, FieldControl],
  template: `
    <app-field [isGroup]="!isPlainList()" [label]="label()" [entry]="entry()" [hint]="hint()">
      @if (isPlainList()) {
        <select appFieldControl [disabled]="isDisabled()" (change)="choose($any($event.target).value)">
          @for (option of options(); track option.value) {
            <option [value]="option.value" [selected]="option.value === value()">{{ option.text }}</option>
          }
        </select>
      } @else {
        <app-choice
          [isList]="isList()"
          [label]="label()"
          [options]="options()"
          [isDisabled]="isDisabled()"
          [chosen]="value()"
          (chosenChange)="choose($event)"
        />
      }
    </app-field>
  `,
})
export class ChoiceField<T extends string> {
  readonly label = input.required<string>();
  readonly entry = input.required<() => Entry & { readonly value: WritableSignal<T> }>();
  readonly options = input.required<readonly (Option & { readonly value: T })[]>();
  readonly hint = input<string>();
  readonly isList = input(false);
  readonly isDisabled = input(false);
  /** What was chosen, once it stands in the entry. */
  readonly chosen = output<T>();

  /** The browser's own list; a long one has a search. */
  protected readonly isPlainList = computed(() => this.isList() && this.options().length <= MOST_LISTED);
  protected readonly value = computed(() => this.entry()().value());

  protected choose(text: string): void {
    const value = this.options().find((option) => option.value === text)?.value;
    if (value === undefined) return;
    this.entry()().value.set(value);
    this.chosen.emit(value);
  }
}
