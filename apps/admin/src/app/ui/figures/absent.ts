import { Component, input } from '@angular/core';

/** Stands where a value is not known: a dash that says why to whoever points at it or listens. */
@Component({
  selector: 'app-absent',
  template: `
    <span class="dash" aria-hidden="true" [title]="why()">–</span>
    <span class="visually-hidden">{{ why() }}</span>
  `,
  styles: `
    .dash {
      color: var(--ink-faint);
      cursor: help;
    }
  `,
})
export class Absent {
  readonly why = input.required<string>();
}
