import { Component, computed, inject, input } from '@angular/core';
import { Words } from '../language/words';
import { Clock } from '../live/clock';
import { Icon } from '../ui/badges/icon';
import { CurrentMutes } from './current-mutes';
import type { SilenceScope } from './silence-scope';

/** Says until when nobody is notified of something; nothing where somebody is. */
@Component({
  selector: 'app-silence-mark',
  imports: [Icon],
  template: `
    @if (mark(); as mark) {
      <span class="chip" [title]="mark.note">
        <app-icon name="muted" />{{ mark.text }}
        @if (mark.note) {
          <span class="visually-hidden">. {{ mark.note }}</span>
        }
      </span>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
    .chip {
      border-style: dashed;
    }
  `,
})
export class SilenceMark {
  readonly scope = input.required<SilenceScope>();
  /** Id of the mute that the server names for an incident. */
  readonly mutedBy = input<string | null>(null);

  private readonly words = inject(Words);
  private readonly mutes = inject(CurrentMutes);
  private readonly clock = inject(Clock);

  protected readonly mark = computed(() => {
    const named = this.mutedBy();
    const mute = this.mutes.over(this.scope()) ?? (named === null ? undefined : this.mutes.byId(named));
    if (mute === undefined) {
      const text = this.words.say('shell.silence.unknownEnd');
      return named === null || this.mutes.isRead() ? null : { text, note: '' };
    }
    const { kind, endsAt, createdBy, reason } = mute;
    return {
      text:
        endsAt === null
          ? this.words.say('shell.silence.openEnd')
          : this.words.say(`shell.silence.until.${kind}`, {
              time: this.words.comingTime(endsAt, this.clock.read()),
            }),
      note: [this.words.say('shell.silence.by', { name: createdBy }), reason].filter(Boolean).join(': '),
    };
  });
}
