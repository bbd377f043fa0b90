import { Component, inject, input, output, signal } from '@angular/core';
import { form, FormRoot, required } from '@angular/forms/signals';
import { PasswordField } from '../../door/password-field';
import { Words } from '../../language/words';
import { Button } from '../../ui/buttons/button';
import { Failure } from '../../ui/layout/failure';

/** Asks for the password once more, for what a stranger at an open screen must not do. */
@Component({
  selector: 'app-password-proof-form',
  imports: [Button, Failure, FormRoot, PasswordField],
  template: `
    <form [formRoot]="proof">
      <app-password-field [label]="words.say('access.account.withPassword')" [entry]="proof.password" />
      <app-failure [text]="failure()" />
      <div class="actions">
        <button appButton="primary" type="submit" [isBusy]="isBusy()">
          {{ action() }}
        </button>
        <button appButton type="button" (click)="cancelled.emit()">
          {{ words.say('shell.word.cancel') }}
        </button>
      </div>
    </form>
  `,
  styleUrl: '../../../styles/form.scss',
})
export class PasswordProofForm {
  /** What is done with it, as the button says. */
  readonly action = input.required<string>();
  readonly failure = input.required<string>();
  readonly isBusy = input.required<boolean>();
  readonly given = output<string>();
  readonly cancelled = output();

  protected readonly words = inject(Words);
  protected readonly proof = form(
    signal({ password: '' }),
    (proof) => required(proof.password, { error: { kind: 'invalid_type' } }),
    {
      submission: {
        action: (proof) => {
          if (!this.isBusy()) this.given.emit(proof().value().password);
          return Promise.resolve();
        },
        onInvalid: (proof) => proof.password().focusBoundControl(),
      },
    },
  );
}
