import { Component, computed, inject, input } from '@angular/core';
import { Words } from '../language/words';
import { Clock } from './clock';

/** How long ago a moment was, counting on; the moment itself on hover. */
@Component({
  selector: 'app-ago',
  template: `<time [attr.datetime]="at()" [title]="moment()">{{ text() }}</time>`,
})
export class Ago {
  readonly at = input.required<string>();

  private readonly words = inject(Words);
  private readonly clock = inject(Clock);

  protected readonly text = computed(() => this.words.ago(this.at(), this.clock.nowMs()));
  protected readonly moment = computed(() => this.words.moment(this.at()));
}
