import { Component, computed, Directive, inject, input, ViewEncapsulation } from '@angular/core';
import type { ValidationError } from '@angular/forms/signals';
import { Words } from '../../language/words';
import { wordsOfFieldError } from './field-words';
import { nextId } from './next-id';

/** What a field needs to know of the part of a form that it shows. */
export interface Entry {
  touched(): boolean;
  errorSummary(): readonly ValidationError[];
}

/**
 * One question of a form: its label, the control inside, a hint, and what is wrong with the answer once it was given. A
 * native control inside has `appFieldControl`; what is more than one control has its own label and `isGroup`.
 */
@Component({
  selector: 'app-field',
  template: `
    @if (isGroup()) {
      <span class="field-label" aria-hidden="true">{{ label() }}</span>
    } @else {
      <label class="field-label" [attr.for]="controlId">{{ label() }}</label>
    }
    <ng-content />
    @if (hint(); as hint) {
      <p class="field-hint small" [id]="hintId">{{ hint }}</p>
    }
    <p class="field-error" aria-live="polite" [id]="errorId">{{ error() }}</p>
  `,
  encapsulation: ViewEncapsulation.None,
  styles: `
    app-field {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      align-content: start;
      justify-items: start;
      gap: var(--space-1);
      min-inline-size: 0;

      .field-label {
        font-size: var(--text-s);
        font-weight: 500;
      }
      .field-hint {
        max-inline-size: 65ch;
      }
      .field-error {
        color: var(--state-down-ink);
        font-size: var(--text-s);
      }
      .field-error:empty {
        display: none;
      }
    }
    :is(input, select, textarea)[appFieldControl] {
      inline-size: 100%;
      max-inline-size: 100%;
      min-block-size: 2.25rem;
      padding: 0.25rem 0.625rem;
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-2);
      background: var(--surface);
      color: var(--ink);
      font: inherit;

      &[aria-invalid='true'] {
        border-color: var(--state-down);
      }
      &:disabled {
        background: var(--surface-sunken);
        color: var(--ink-muted);
      }
    }
    @media (pointer: coarse) {
      :is(input, select, textarea)[appFieldControl] {
        min-block-size: 2.75rem;
        /* Below this size phones zoom in to what is written into. */
        font-size: 1rem;
      }
    }
  `,
})
export class Field {
  readonly label = input.required<string>();
  readonly entry = input.required<() => Entry>();
  readonly hint = input<string>();
  readonly isGroup = input(false);
  /** Writes a limit that the answer breaks as the answer is written. */
  readonly writeLimit = input<(limit: number) => string>();

  private readonly words = inject(Words);
  readonly controlId = nextId('field');
  protected readonly hintId = `${this.controlId}-hint`;
  protected readonly errorId = `${this.controlId}-error`;

  protected readonly error = computed(() => {
    const [first] = this.entry()().touched() ? this.entry()().errorSummary() : [];
    return first ? wordsOfFieldError(first, this.words, this.writeLimit()) : '';
  });

  readonly isWrong = computed(() => this.error() !== '');
  readonly describedBy = computed(() => [...(this.hint() ? [this.hintId] : []), this.errorId].join(' '));
}

/** Ties a native control to the field around it: its label, its hint and what is wrong with it. */
@Directive({
  selector: '[appFieldControl]',
  host: {
    '[id]': 'field.controlId',
    '[attr.aria-describedby]': 'field.describedBy()',
    '[attr.aria-invalid]': 'field.isWrong() || null',
  },
})
export class FieldControl {
  protected readonly field = inject(Field);
}
