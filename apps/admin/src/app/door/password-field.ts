import { Component, inject, input, signal } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { Words } from '../language/words';
import { Field, FieldControl } from '../ui/forms/field';

/** A question for a password, which can be shown while it is written. */
@Component({
  selector: 'app-password-field',
  imports: [Field, FieldControl, FormField],
  template: `
    <app-field [label]="label()" [entry]="entry()" [hint]="hint()">
      <span class="line">
        <input
          appFieldControl
          [attr.type]="isShown() ? 'text' : 'password'"
          [attr.autocomplete]="autocomplete()"
          spellcheck="false"
          autocapitalize="off"
          [formField]="entry()"
        />
        <button
          type="button"
          [attr.aria-pressed]="isShown()"
          [attr.aria-label]="words.say('door.show')"
          (click)="isShown.set(!isShown())"
        >
          <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path d="M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5M10 7.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4" />
            @if (!isShown()) {
              <path d="M3.5 16.5l13-13" />
            }
          </svg>
        </button>
      </span>
    </app-field>
  `,
  styles: `
    .line {
      position: relative;
      inline-size: 100%;
    }
    input {
      padding-inline-end: 2.75rem !important;
    }
    button {
      position: absolute;
      inset: 0 0 0 auto;
      display: grid;
      place-items: center;
      inline-size: 2.5rem;
      padding: 0;
      border: 0;
      background: none;
      color: var(--ink-muted);
      cursor: pointer;
    }
    button:hover {
      color: var(--ink);
    }
    svg {
      inline-size: 1.25rem;
      block-size: 1.25rem;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.5;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class PasswordField {
  readonly label = input.required<string>();
  readonly entry = input.required<FieldTree<string>>();
  readonly hint = input<string>();
  /** `current-password` or `new-password`, for password managers. */
  readonly autocomplete = input<'current-password' | 'new-password'>('current-password');

  protected readonly words = inject(Words);
  protected readonly isShown = signal(false);
}
