import { Component, input } from '@angular/core';
import { Absent } from './absent';

/** Whether a value calls for attention. */
export type Tone = 'plain' | 'warning' | 'critical';

/** Lays out figures side by side, as many as fit: `<dl app-figures><div app-figure …></div></dl>`. */
@Component({
  selector: 'dl[app-figures]',
  template: '<ng-content />',
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(var(--figure-min, 6.25rem), 100%), 1fr));
      gap: var(--space-3) var(--space-4);
    }
  `,
})
export class Figures {}

/**
 * One figure: a small label, a big value. A value that is not known is a dash that says why to whoever points at it or
 * listens; it is never 0.
 */
@Component({
  selector: 'div[app-figure]',
  imports: [Absent],
  template: `
    <dt class="small">{{ label() }}</dt>
    <dd>
      @if (value(); as value) {
        <span class="value">{{ value }}</span>
        @if (unit(); as unit) {
          <span class="unit small">{{ unit }}</span>
        }
      } @else {
        <app-absent [why]="absent()" />
      }
      <ng-content />
    </dd>
  `,
  host: { '[class]': 'tone()' },
  styles: `
    :host {
      min-inline-size: 0;
    }
    dt {
      line-height: 1.35;
    }
    .value,
    app-absent {
      font-size: var(--text-xl);
      font-weight: 600;
      line-height: 1.3;
      letter-spacing: -0.015em;
    }
    .unit {
      margin-inline-start: 0.1em;
    }
    :host(.warning) .value {
      color: var(--state-degraded-ink);
    }
    :host(.critical) .value {
      color: var(--state-down-ink);
    }
  `,
})
export class Figure {
  readonly label = input.required<string>();
  /** The value in words of the reader's language; null where it is not known. */
  readonly value = input.required<string | null>();
  readonly unit = input<string>();
  /** Why there is no value. */
  readonly absent = input.required<string>();
  /** Colours the value; words near it must say the same. */
  readonly tone = input<Tone>('plain');
}
