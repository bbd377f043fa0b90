import { Component, computed, effect, inject } from '@angular/core';
import { Words } from '../language/words';
import { Door } from '../session/door';
import { Session } from '../session/session';
import { SigningOut } from '../session/signing-out';
import { Button } from '../ui/buttons/button';
import { Failure } from '../ui/layout/failure';
import { DoorFrame } from './door-frame';

/** What people see who are signed in and have no role: nothing went wrong, and somebody else has to do something. */
@Component({
  selector: 'app-no-access-page',
  imports: [Button, DoorFrame, Failure],
  template: `
    <app-door-frame [heading]="words.say('door.noAccess.title')">
      @if (person(); as person) {
        <p>{{ words.say('door.noAccess.lead', { name: person.email ?? person.name }) }}</p>
        <p class="hint">{{ words.say('door.noAccess.what') }}</p>
        <app-failure [text]="signingOut.failure()" />
        <div class="actions">
          <button appButton="primary" type="button" (click)="door.enter()">
            {{ words.say('door.noAccess.again') }}
          </button>
          @if (canSignOut()) {
            <button appButton type="button" [isBusy]="signingOut.isBusy()" (click)="signingOut.run()">
              {{ words.say('door.noAccess.signOut') }}
            </button>
          }
        </div>
      }
    </app-door-frame>
  `,
  styleUrls: ['../../styles/form.scss', 'door.scss'],
})
export class NoAccessPage {
  protected readonly words = inject(Words);
  protected readonly door = inject(Door);
  protected readonly signingOut = inject(SigningOut);
  private readonly session = inject(Session);

  protected readonly person = this.session.person;
  protected readonly canSignOut = computed(() => this.session.view()?.canSignOut ?? false);

  constructor() {
    this.session.begin();
    effect(() => {
      const view = this.session.view();
      // Somebody has given them a role, or they were signed out meanwhile.
      if (view && (view.state !== 'signed-in' || view.grants.length > 0)) this.door.enter();
    });
  }
}
