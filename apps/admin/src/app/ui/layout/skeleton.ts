import { Component, input } from '@angular/core';

/** The place of something that is on its way. Put it in a region that says `aria-busy`. */
@Component({
  selector: 'app-skeleton',
  template: '',
  host: { 'aria-hidden': 'true', '[style.block-size]': 'height()', '[style.inline-size]': 'width()' },
  styles: `
    :host {
      display: block;
      max-inline-size: 100%;
      border-radius: var(--radius-2);
      background: var(--surface-sunken);
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
    @keyframes breathe {
      to {
        opacity: 0.45;
      }
    }
  `,
})
export class Skeleton {
  readonly height = input('1em');
  readonly width = input('100%');
}
