import { Component, inject, input, output } from '@angular/core';
import { Words } from '../../language/words';
import { Button } from '../buttons/button';

/** Says that nothing is found by a filter, and offers the way back to all. */
@Component({
  selector: 'app-no-match',
  imports: [Button],
  template: `
    <strong>{{ text() }}</strong>
    <button appButton type="button" (click)="cleared.emit()">
      {{ words.say('shell.detail.clearFilter') }}
    </button>
  `,
  host: { class: 'empty' },
})
export class NoMatch {
  readonly text = input.required<string>();
  /** The filter is to be cleared. The button goes with it: whoever hears this moves the focus on. */
  readonly cleared = output();

  protected readonly words = inject(Words);
}
