import { Component, input } from '@angular/core';
import { Notice } from './notice';

/** Says why something that a person asked for failed. It is there before it speaks, and takes no room until then. */
@Component({
  selector: 'app-failure',
  imports: [Notice],
  template: `
    @if (text(); as text) {
      <app-notice tone="critical">{{ text }}</app-notice>
    }
  `,
  host: { 'aria-live': 'polite', '[class.visually-hidden]': "text() === ''" },
})
export class Failure {
  /** Empty while nothing failed. */
  readonly text = input.required<string>();
}
