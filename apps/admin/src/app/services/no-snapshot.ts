import { Component, inject, input } from '@angular/core';
import { Words } from '../language/words';
import { Notice } from '../ui/layout/notice';

/** Stands where a service's details cannot be shown, and says why. */
@Component({
  selector: 'app-no-snapshot',
  imports: [Notice],
  template: `
    @if (isMismatch()) {
      <app-notice tone="warning">
        <strong>{{ words.say('services.mismatch.title') }}</strong>
        <p>{{ words.say('services.mismatch.text') }}</p>
      </app-notice>
    } @else {
      <p class="muted">{{ words.say('services.missing') }}</p>
    }
  `,
  styles: `
    strong {
      font-weight: 600;
    }
  `,
})
export class NoSnapshot {
  readonly isMismatch = input.required<boolean>();

  protected readonly words = inject(Words);
}
