import { Component, computed, inject, input } from '@angular/core';
import { Words } from '../language/words';
import { Clock } from './clock';

/** How long something lasted, or lasts: counting on each second until it has an end. */
@Component({
  selector: 'app-lasting',
  template: `<time [attr.datetime]="from()" [title]="moment()">{{ text() }}</time>`,
})
export class Lasting {
  readonly from = input.required<string>();
  /** Null while it lasts. */
  readonly to = input.required<string | null>();
  /** Says of a state that it goes on, `for 3m`: in whole minutes after the first, so that it seldom changes. */
  readonly isState = input(false);

  private readonly words = inject(Words);
  private readonly clock = inject(Clock);

  protected readonly text = computed(() => {
    if (this.isState()) {
      const duration = this.words.duration(this.clock.steadyAgeMs(this.from()));
      return this.words.say('shell.card.since', { duration });
    }
    const to = this.to();
    const lastedMs = (to === null ? this.clock.nowMs() : Date.parse(to)) - Date.parse(this.from());
    // Whole seconds: tenths would flicker, and a clock that runs behind the server's is no time travel.
    return this.words.duration(Math.max(1, Math.floor(lastedMs / 1_000)) * 1_000);
  });
  protected readonly moment = computed(() => this.words.moment(this.from()));
}
