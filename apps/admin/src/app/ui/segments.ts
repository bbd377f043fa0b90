import { Component, input, model } from '@angular/core';

/** One of a few choices. */
export interface Segment<T> {
  readonly value: T;
  readonly label: string;
}

/** A choice of one among few, all in sight: radio buttons side by side. */
@Component({
  selector: 'app-segments',
  template: `
    <fieldset>
      <legend class="visually-hidden">{{ label() }}</legend>
      @for (segment of segments(); track segment.value) {
        <label [class.chosen]="segment.value === value()">
          <input
            class="visually-hidden"
            type="radio"
            [name]="name"
            [checked]="segment.value === value()"
            (change)="value.set(segment.value)"
          />
          {{ segment.label }}
        </label>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: inline-flex;
      margin: 0;
      padding: 2px;
      border: 0;
      border-radius: var(--radius-2);
      background: var(--surface-sunken);
    }
    label {
      position: relative;
      display: grid;
      place-items: center;
      min-block-size: 1.75rem;
      padding-inline: var(--space-3);
      border-radius: calc(var(--radius-2) - 2px);
      color: var(--ink-muted);
      font-size: var(--text-s);
      white-space: nowrap;
      cursor: pointer;
    }
    label:hover {
      color: var(--ink);
    }
    .chosen {
      background: var(--surface);
      box-shadow: 0 0 0 1px var(--line-strong);
      color: var(--ink);
      font-weight: 600;
    }
    label:focus-within:has(:focus-visible) {
      outline: 2px solid var(--accent);
      outline-offset: 1px;
    }
  `,
})
export class Segments<T> {
  readonly segments = input.required<readonly Segment<T>[]>();
  /** What is chosen here, for who hears it. */
  readonly label = input.required<string>();
  readonly value = model.required<T>();

  protected readonly name = `segments-${crypto.randomUUID()}`;
}
