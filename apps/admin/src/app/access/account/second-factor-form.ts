import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { form, FormField, FormRoot, required } from '@angular/forms/signals';
import { RecoveryCodes, type SecondFactorOffer } from '@envscope/contracts/index.js';
import { map } from 'rxjs';
import { API } from '../../api/api';
import { PasswordField } from '../../door/password-field';
import { Words } from '../../language/words';
import { Action } from '../../resources/action';
import { Button } from '../../ui/buttons/button';
import { CopyButton } from '../../ui/buttons/copy-button';
import { Field, FieldControl } from '../../ui/forms/field';
import { Failure } from '../../ui/layout/failure';
import { QrCode } from './qr-code';

/** Gives the secret to an authenticator app and takes the code that proves that it arrived. */
@Component({
  selector: 'app-second-factor-form',
  imports: [Button, CopyButton, Failure, Field, FieldControl, FormField, FormRoot, PasswordField, QrCode],
  template: `
    <p>{{ words.say('access.account.scan') }}</p>
    @defer (on immediate) {
      <app-qr-code [text]="offer().uri" [label]="words.say('access.account.qr')" />
    } @placeholder {
      <div class="qr-place"></div>
    }
    <p class="key">
      <span class="minor">{{ words.say('access.account.key') }}</span>
      <code>{{ key() }}</code>
      <app-copy-button [text]="offer().secret" [label]="words.say('access.copy')" />
    </p>
    <p>
      <a [href]="offer().uri">{{ words.say('access.account.openApp') }}</a>
    </p>
    <form [formRoot]="proof">
      <app-field [label]="words.say('access.account.code')" [entry]="proof.code">
        <input
          appFieldControl
          type="text"
          inputmode="numeric"
          autocomplete="one-time-code"
          [formField]="proof.code"
        />
      </app-field>
      <app-password-field [label]="words.say('access.account.withPassword')" [entry]="proof.password" />
      <app-failure [text]="proving.failure()" />
      <div class="actions">
        <button appButton="primary" type="submit" [isBusy]="proving.isBusy()">
          {{ words.say('access.account.finish') }}
        </button>
        <button appButton type="button" (click)="cancelled.emit()">
          {{ words.say('shell.word.cancel') }}
        </button>
      </div>
    </form>
  `,
  styleUrl: '../../../styles/form.scss',
  styles: `
    :host {
      display: grid;
      gap: var(--space-3);
    }
    app-qr-code,
    .qr-place {
      inline-size: min(14rem, 100%);
      aspect-ratio: 1;
    }
    .key {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2) var(--space-3);
      overflow-wrap: anywhere;
    }
  `,
})
export class SecondFactorForm {
  readonly offer = input.required<SecondFactorOffer>();
  /** With the recovery codes. */
  readonly turnedOn = output<readonly string[]>();
  readonly cancelled = output();

  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);

  /** In groups, to be typed. */
  protected readonly key = computed(() => this.offer().secret.replace(/(.{4})(?=.)/g, '$1 '));
  protected readonly proving = new Action<readonly string[]>();
  protected readonly proof = form(
    signal({ code: '', password: '' }),
    (proof) => {
      required(proof.code, { error: { kind: 'invalid_type' } });
      required(proof.password, { error: { kind: 'invalid_type' } });
    },
    {
      submission: {
        action: (proof) => this.turnOn(proof().value()),
        onInvalid: (proof) => proof().errorSummary()[0]?.fieldTree().focusBoundControl(),
      },
    },
  );

  private async turnOn({ code, password }: { code: string; password: string }): Promise<void> {
    const { secret } = this.offer();
    const request = this.http
      .put<unknown>(API.secondFactor, { secret, code: code.replaceAll(/\s/g, ''), password })
      .pipe(map((answer) => RecoveryCodes.parse(answer).codes));
    if (!(await this.proving.run(request))) return;
    this.turnedOn.emit(this.proving.answer() ?? []);
  }
}
