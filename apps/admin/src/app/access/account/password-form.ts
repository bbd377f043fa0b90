import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, output, signal } from '@angular/core';
import {
  type FieldTree,
  form,
  FormRoot,
  required,
  validateStandardSchema,
  type ValidationError,
} from '@angular/forms/signals';
import { NewPassword, type PasswordChange, SHORTEST_PASSWORD } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { PasswordField } from '../../door/password-field';
import { Words } from '../../language/words';
import { Action } from '../../resources/action';
import { refusalsOf } from '../../resources/refusals';
import { Button } from '../../ui/buttons/button';
import { Failure } from '../../ui/layout/failure';
import { Notice } from '../../ui/layout/notice';

/** Changes one's password, which ends one's other sessions. */
@Component({
  selector: 'app-password-form',
  imports: [Button, Failure, FormRoot, Notice, PasswordField],
  template: `
    <h2>{{ words.say('access.account.changePassword') }}</h2>
    <form [formRoot]="change">
      <app-password-field [label]="words.say('access.account.current')" [entry]="change.current" />
      <app-password-field
        autocomplete="new-password"
        [label]="words.say('access.account.next')"
        [hint]="words.say('door.passwordHint', { count: shortest })"
        [entry]="change.next"
      />
      <app-failure [text]="failure()" />
      <div aria-live="polite" [class.visually-hidden]="saving.answer() === undefined">
        @if (saving.answer() !== undefined) {
          <app-notice tone="good">{{ words.say('access.account.changed') }}</app-notice>
        }
      </div>
      <div class="actions">
        <button appButton type="submit" [isBusy]="change().submitting()">
          {{ words.say('access.account.change') }}
        </button>
      </div>
    </form>
  `,
  styleUrl: '../../../styles/form.scss',
  styles: `
    h2 {
      font-size: var(--text-l);
    }
  `,
  host: { class: 'panel' },
})
export class PasswordForm {
  readonly changed = output();

  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);

  protected readonly shortest = SHORTEST_PASSWORD;
  protected readonly saving = new Action();
  protected readonly change = form(
    signal<PasswordChange>({ current: '', next: '' }),
    (change) => {
      required(change.current, { error: { kind: 'invalid_type' } });
      validateStandardSchema(change.next, NewPassword);
    },
    {
      submission: {
        action: (change) => this.save(change),
        onInvalid: (change) => change().errorSummary()[0]?.fieldTree().focusBoundControl(),
      },
    },
  );
  protected readonly failure = computed(() =>
    refusalsOf(this.saving.error(), this.change).length > 0 ? '' : this.saving.failure(),
  );

  private async save(change: FieldTree<PasswordChange>): Promise<ValidationError.WithOptionalFieldTree[]> {
    const isSaved = await this.saving.run(this.http.put(API.password, change().value()));
    if (isSaved) {
      change().reset({ current: '', next: '' });
      this.changed.emit();
    }
    return refusalsOf(this.saving.error(), change);
  }
}
