import { Component, input } from '@angular/core';
import { Figure, Figures, type Tone } from './figure';

/** A labelled value, ready to be shown. */
export interface FigureEntry {
  readonly label: string;
  /** In words of the reader's language; null where it is not known. */
  readonly value: string | null;
  readonly unit?: string | undefined;
  /** Why there is no value. */
  readonly absent: string;
  readonly tone?: Tone;
  /** A remark below the value. */
  readonly note?: string | null;
}

/** Figures side by side. */
@Component({
  selector: 'app-figure-list',
  imports: [Figure, Figures],
  template: `
    <dl app-figures>
      @for (figure of figures(); track figure.label) {
        <div
          app-figure
          [label]="figure.label"
          [value]="figure.value"
          [unit]="figure.unit"
          [absent]="figure.absent"
          [tone]="figure.tone ?? 'plain'"
        >
          @if (figure.note) {
            <p class="small">{{ figure.note }}</p>
          }
        </div>
      }
    </dl>
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
  `,
})
export class FigureList {
  readonly figures = input.required<readonly FigureEntry[]>();
}
