import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output, signal } from '@angular/core';
import { type Account, RecoveryCodes, SecondFactorOffer } from '@envscope/contracts/index.js';
import { map } from 'rxjs';
import { API } from '../../api/api';
import { Words } from '../../language/words';
import { Action } from '../../resources/action';
import { Button } from '../../ui/buttons/button';
import { Failure } from '../../ui/layout/failure';
import { PasswordProofForm } from './password-proof-form';
import { RecoveryCodeList } from './recovery-code-list';
import { SecondFactorForm } from './second-factor-form';

/** What the password is asked for again. */
type Wish = 'removal' | 'codes';

/** The second step of signing in: turned on with an authenticator app and off with the password; recovery codes. */
@Component({
  selector: 'app-second-factor',
  imports: [Button, Failure, PasswordProofForm, RecoveryCodeList, SecondFactorForm],
  template: `
    <h2>
      {{ words.say('access.account.second') }}
      <span class="chip">{{
        words.say(account().isSecondFactorOn ? 'access.account.secondOn' : 'access.account.secondOff')
      }}</span>
    </h2>
    <p class="hint">{{ words.say('access.account.secondNote') }}</p>
    @if (shownCodes(); as codes) {
      <app-recovery-code-list [codes]="codes" (closed)="shownCodes.set(null)" />
    } @else if (account().isSecondFactorOn) {
      <p>{{ words.say('access.account.codesLeft', { count: account().recoveryCodesLeft }) }}</p>
      @if (wanted(); as wish) {
        <app-password-proof-form
          [action]="words.say(wish === 'removal' ? 'access.account.turnOff' : 'access.account.newCodes')"
          [failure]="acting.failure()"
          [isBusy]="acting.isBusy()"
          (given)="act(wish, $event)"
          (cancelled)="wanted.set(null)"
        />
      } @else {
        <div class="actions">
          <button appButton type="button" (click)="begin('codes')">
            {{ words.say('access.account.newCodes') }}
          </button>
          <button appButton type="button" (click)="begin('removal')">
            {{ words.say('access.account.turnOff') }}
          </button>
        </div>
      }
    } @else if (offering.answer(); as offer) {
      <app-second-factor-form [offer]="offer" (turnedOn)="show($event)" (cancelled)="offering.reset()" />
    } @else if (account().hasPassword) {
      <app-failure [text]="offering.failure()" />
      <div class="actions">
        <button appButton type="button" [isBusy]="offering.isBusy()" (click)="offer()">
          {{ words.say('access.account.turnOn') }}
        </button>
      </div>
    }
  `,
  styleUrl: '../../../styles/form.scss',
  styles: `
    h2 {
      font-size: var(--text-l);
    }
    .chip {
      margin-inline-start: var(--space-2);
    }
  `,
  host: { class: 'panel' },
})
export class SecondFactor {
  readonly account = input.required<Account>();
  readonly changed = output();

  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);

  protected readonly offering = new Action<SecondFactorOffer>();
  protected readonly acting = new Action<readonly string[] | null>();
  protected readonly wanted = signal<Wish | null>(null);
  protected readonly shownCodes = signal<readonly string[] | null>(null);

  protected offer(): void {
    const offer = this.http
      .post<unknown>(API.secondFactor, {})
      .pipe(map((answer) => SecondFactorOffer.parse(answer)));
    void this.offering.run(offer);
  }

  protected begin(wish: Wish): void {
    this.acting.reset();
    this.wanted.set(wish);
  }

  protected async act(wish: Wish, password: string): Promise<void> {
    const request =
      wish === 'removal'
        ? this.http.post(API.secondFactorRemoval, { password }).pipe(map(() => null))
        : this.http
            .post<unknown>(API.recoveryCodes, { password })
            .pipe(map((answer) => RecoveryCodes.parse(answer).codes));
    if (!(await this.acting.run(request))) return;
    this.wanted.set(null);
    this.show(this.acting.answer() ?? null);
  }

  protected show(codes: readonly string[] | null): void {
    this.offering.reset();
    this.shownCodes.set(codes);
    this.changed.emit();
  }
}
