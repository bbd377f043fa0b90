import { Component, input } from '@angular/core';
import { Absent } from './absent';

/** A list of names and values, in columns where there is room: `<dl app-facts><div app-fact …></div></dl>`. */
@Component({
  selector: 'dl[app-facts]',
  template: '<ng-content />',
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(12.5rem, 45%), 1fr));
      gap: var(--space-3) var(--space-5);
    }
  `,
})
export class Facts {}

/**
 * A name and its value, or a dash that says why there is none. Content stands in for a value that needs markup. One that
 * is `wide` has a line of its own.
 */
@Component({
  selector: 'div[app-fact]',
  imports: [Absent],
  template: `
    <dt class="small">{{ label() }}</dt>
    <dd>
      @if (value() === null) {
        <app-absent [why]="absent()" />
      } @else {
        {{ value() }}
        <ng-content />
      }
    </dd>
  `,
  styles: `
    :host {
      min-inline-size: 0;
    }
    :host(.wide) {
      grid-column: 1 / -1;
    }
    dd {
      overflow-wrap: anywhere;
    }
  `,
})
export class Fact {
  readonly label = input.required<string>();
  /** The value in words; null where it is not known, empty where the content says it. */
  readonly value = input<string | null>('');
  /** Why there is no value. */
  readonly absent = input('');
}
