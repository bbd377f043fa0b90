import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output } from '@angular/core';
import type { Mute } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { Action } from '../../resources/action';
import { Words } from '../../language/words';
import { CurrentPerson } from '../../person/current-person';
import { Needs } from '../../session/needs';
import { Button } from '../../ui/buttons/button';

/** Ends a mute before its time, or calls off a planned one, in a person's name. */
@Component({
  selector: 'app-mute-ending',
  imports: [Button, Needs],
  template: `
    <button
      appButton
      type="button"
      appNeeds="mutes:write"
      [appNeedsIn]="mute().scope.environment"
      [isBusy]="stopping.isBusy()"
      (click)="end()"
    >
      {{ words.say(isPlanned() ? 'alerting.mute.callOff' : 'alerting.mute.end') }}
    </button>
    <p role="status">{{ stopping.failure() }}</p>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: end;
      gap: var(--space-1);
    }
    p {
      color: var(--state-down-ink);
      font-size: var(--text-s);
    }
    p:empty {
      display: none;
    }
    @media (width < 44rem) {
      :host {
        justify-items: start;
      }
    }
  `,
})
export class MuteEnding {
  readonly mute = input.required<Mute>();
  readonly isPlanned = input.required<boolean>();
  readonly settled = output();

  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);
  private readonly person = inject(CurrentPerson);

  protected readonly stopping = new Action();

  protected async end(): Promise<void> {
    if (this.stopping.isBusy()) return;
    const url = API.muteEnd(this.mute().id);
    const isEnded = await this.stopping.run(this.person.act((by) => this.http.post(url, { by })));
    // Also where it failed: somebody else may have ended it.
    if (isEnded || this.stopping.failure() !== '') this.settled.emit();
  }
}
