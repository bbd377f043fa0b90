import { Component, computed, input, model } from '@angular/core';
import { nextId } from './next-id';
import type { Option } from './option';
import { SearchedChoice } from './searched-choice';

/** So many are shown side by side at the most. */
const MOST_SEGMENTS = 5;
/** So many are found in a list without a search. */
export const MOST_LISTED = 20;

/** Chooses one of a few values from segments, of more from a list, of many from a list with a search. */
@Component({
  selector: 'app-choice',
  imports: [SearchedChoice],
  template: `
    @if (isShort()) {
      <fieldset [disabled]="isDisabled()">
        <legend class="visually-hidden">{{ label() }}</legend>
        @for (option of options(); track option.value) {
          <label>
            <input
              type="radio"
              class="visually-hidden"
              [name]="name"
              [value]="option.value"
              [checked]="option.value === chosen()"
              (change)="chosen.set(option.value)"
            />
            <span>{{ option.text }}</span>
          </label>
        }
      </fieldset>
    } @else if (isSearched()) {
      <app-searched-choice
        [label]="label()"
        [options]="options()"
        [isDisabled]="isDisabled()"
        [chosen]="chosen()"
        (chosenChange)="chosen.set($event)"
      />
    } @else {
      <select [attr.aria-label]="label()" [disabled]="isDisabled()" (change)="choose($event)">
        @for (option of options(); track option.value) {
          <option [value]="option.value" [selected]="option.value === chosen()">{{ option.text }}</option>
        }
      </select>
    }
  `,
  styles: `
    :host {
      display: inline-block;
      max-inline-size: 100%;
    }
    fieldset {
      display: inline-flex;
      flex-wrap: wrap;
      /* A fieldset is as wide as its content unless set otherwise. */
      min-inline-size: 0;
      max-inline-size: 100%;
      margin: 0;
      padding: 2px;
      border: 1px solid var(--line);
      border-radius: var(--radius-2);
      background: var(--surface-sunken);
    }
    label {
      position: relative;
    }
    label span {
      display: block;
      padding: 0.25rem 0.75rem;
      border-radius: calc(var(--radius-2) - 2px);
      color: var(--ink-muted);
      font-size: var(--text-s);
      font-weight: 500;
      white-space: nowrap;
      cursor: pointer;
      transition: background var(--ease);
    }
    :disabled label span {
      cursor: default;
    }
    label:hover span {
      color: var(--ink);
    }
    input:checked + span {
      background: var(--surface-raised);
      box-shadow: 0 0 0 1px var(--line-strong);
      color: var(--ink);
    }
    @media (forced-colors: active) {
      input:checked + span {
        background: Highlight;
        color: HighlightText;
        forced-color-adjust: none;
      }
    }
    input:focus-visible + span {
      outline: 2px solid var(--accent);
      outline-offset: 1px;
    }
    select {
      max-inline-size: 100%;
      block-size: 2rem;
      padding-inline: 0.625rem;
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-2);
      background: var(--surface);
      color: var(--ink);
      font: inherit;
      font-size: var(--text-s);
    }
  `,
})
export class Choice {
  readonly label = input.required<string>();
  readonly options = input.required<readonly Option[]>();
  readonly chosen = model.required<string>();
  /** Always a list, for many choices in little room. */
  readonly isList = input(false);
  readonly isDisabled = input(false);

  protected readonly name = nextId('choice');
  protected readonly isShort = computed(() => !this.isList() && this.options().length <= MOST_SEGMENTS);

  protected readonly isSearched = computed(() => this.options().length > MOST_LISTED);

  protected choose(event: Event): void {
    this.chosen.set((event.target as HTMLSelectElement).value);
  }
}
