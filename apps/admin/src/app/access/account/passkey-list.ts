import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output, signal } from '@angular/core';
import type { Account } from '@envscope/contracts/index.js';
import { PasskeyOptions } from '@envscope/contracts/index.js';
import { catchError, defer, from, switchMap, throwError } from 'rxjs';
import { API } from '../../api/api';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Action } from '../../resources/action';
import { arePasskeysPossible, makePasskey } from '../../session/passkeys';
import { Button } from '../../ui/buttons/button';
import { ConfirmButton } from '../../ui/buttons/confirm-button';
import { Failure } from '../../ui/layout/failure';
import { deviceOf } from './device-words';

/** One's passkeys: what each is called and when it was used; one more, one fewer. */
@Component({
  selector: 'app-passkey-list',
  imports: [Ago, Button, ConfirmButton, Failure],
  template: `
    <h2>{{ words.say('access.account.passkeys') }}</h2>
    <p class="hint">{{ words.say('access.account.passkeysNote') }}</p>
    <ul>
      @for (passkey of passkeys(); track passkey.id) {
        <li>
          <div>
            <strong>{{ passkey.name }}</strong>
            <p class="minor">
              @if (passkey.usedAt; as at) {
                {{ words.say('access.account.passkeyUsed') }} <app-ago [at]="at" />
              } @else {
                {{ words.say('access.account.neverUsed') }}
              }
            </p>
          </div>
          <app-confirm-button
            [label]="words.say('access.account.remove')"
            [question]="words.say('access.account.removeQuestion')"
            [action]="words.say('access.account.removeOf', { name: passkey.name })"
            [refusal]="words.say('shell.word.cancel')"
            [isBusy]="removing.isBusy()"
            (confirmed)="remove(passkey.id)"
          />
        </li>
      } @empty {
        <li class="minor">{{ words.say('access.account.noPasskeys') }}</li>
      }
    </ul>
    <app-failure
      [text]="
        isCancelled() ? words.say('access.account.passkeyCancelled') : making.failure() || removing.failure()
      "
    />
    @if (isPossible) {
      <div>
        <button appButton type="button" [isBusy]="making.isBusy()" (click)="add()">
          {{ words.say('access.account.addPasskey') }}
        </button>
      </div>
    }
  `,
  styles: `
    h2 {
      font-size: var(--text-l);
    }
    ul {
      display: grid;
      gap: var(--space-3);
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2);
    }
  `,
  host: { class: 'panel' },
})
export class PasskeyList {
  readonly passkeys = input.required<Account['passkeys']>();
  readonly changed = output();

  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);

  protected readonly isPossible = arePasskeysPossible();
  protected readonly making = new Action();
  protected readonly removing = new Action();
  protected readonly isCancelled = signal(false);

  protected async add(): Promise<void> {
    if (this.making.isBusy()) return;
    this.isCancelled.set(false);
    // What the browser calls itself is what people will know the device by.
    const name = deviceOf(navigator.userAgent, this.words);
    const request = this.http.post<unknown>(API.newPasskeyOptions, {}).pipe(
      switchMap((answer) =>
        defer(() => from(makePasskey(PasskeyOptions.parse(answer).options))).pipe(
          catchError((error: unknown) => {
            this.isCancelled.set(true);
            return throwError(() => error);
          }),
        ),
      ),
      switchMap((response) => this.http.post(API.passkeys, { name, response })),
    );
    if (await this.making.run(request)) this.changed.emit();
  }

  protected async remove(id: string): Promise<void> {
    if (await this.removing.run(this.http.delete(API.passkey(id)))) this.changed.emit();
  }
}
