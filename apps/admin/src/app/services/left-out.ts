import { Component, computed, inject, input } from '@angular/core';
import { Words } from '../language/words';
import { Notice } from '../ui/layout/notice';

/** Says that a part of a vendor's answer is in no list and no figure, where there is such a part. */
@Component({
  selector: 'app-left-out',
  imports: [Notice],
  template: `
    @if (text(); as text) {
      <app-notice tone="warning">{{ text }}</app-notice>
    }
  `,
  styles: `
    :host:empty {
      display: none;
    }
  `,
})
export class LeftOut {
  readonly count = input.required<number>();

  private readonly words = inject(Words);

  protected readonly text = computed(() =>
    this.count() === 0 ? null : this.words.say('services.leftOut', { count: this.count() }),
  );
}
