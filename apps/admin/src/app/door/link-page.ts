import { HttpClient } from '@angular/common/http';
import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import {
  type FieldTree,
  form,
  FormRoot,
  validateStandardSchema,
  type ValidationError,
} from '@angular/forms/signals';
import { LinkView, NewPassword, SHORTEST_PASSWORD } from '@envscope/contracts/index.js';
import { map } from 'rxjs';
import { API } from '../api/api';
import { problemOf } from '../api/problem';
import { Words } from '../language/words';
import { Action } from '../resources/action';
import { refusalsOf } from '../resources/refusals';
import { Door } from '../session/door';
import { Button } from '../ui/buttons/button';
import { Failure } from '../ui/layout/failure';
import { Skeleton } from '../ui/layout/skeleton';
import { DoorFrame } from './door-frame';
import { fragmentToken } from './fragment-token';
import { PasswordField } from './password-field';

/** Where the link of an invitation or of a reset leads: its person chooses a password and is in. */
@Component({
  selector: 'app-link-page',
  imports: [Button, DoorFrame, Failure, FormRoot, PasswordField, Skeleton],
  template: `
    <app-door-frame [heading]="heading()">
      @if (link(); as link) {
        <p class="hint">{{ words.say(leads[link.kind], { email: link.email }) }}</p>
        <form [formRoot]="entry">
          <input
            class="visually-hidden"
            type="text"
            autocomplete="username"
            tabindex="-1"
            aria-hidden="true"
            readonly
            [value]="link.email"
          />
          <app-password-field
            autocomplete="new-password"
            [label]="words.say('door.newPassword')"
            [hint]="words.say('door.passwordHint', { count: shortest })"
            [entry]="entry.password"
          />
          <app-failure [text]="failure()" />
          <button appButton="primary" type="submit" [isBusy]="entry().submitting()">
            {{ words.say(entry().submitting() ? 'door.link.busy' : 'door.link.act') }}
          </button>
        </form>
      } @else if (isUnknown()) {
        <p>{{ words.say('door.link.unknownNote') }}</p>
      } @else if (reading.failure()) {
        <app-failure [text]="reading.failure()" />
        <button appButton type="button" (click)="read()">{{ words.say('shell.problem.retry') }}</button>
      } @else {
        <div aria-busy="true"><app-skeleton height="10rem" /></div>
      }
    </app-door-frame>
  `,
  styleUrls: ['../../styles/form.scss', 'door.scss'],
})
export class LinkPage {
  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);
  private readonly door = inject(Door);

  private readonly token = fragmentToken();
  protected readonly shortest = SHORTEST_PASSWORD;
  protected readonly leads = {
    invitation: 'door.link.invitationLead',
    reset: 'door.link.resetLead',
  } as const;

  protected readonly reading = new Action<LinkView>();
  protected readonly link = computed(() => {
    const link = this.reading.answer();
    return link === undefined || link.kind === 'set-up'
      ? null
      : { kind: link.kind, name: link.name, email: link.email ?? link.name };
  });
  protected readonly isUnknown = computed(
    () =>
      this.token() === '' ||
      problemOf(this.reading.error())?.code === 'unknown-link' ||
      this.reading.answer()?.kind === 'set-up',
  );
  protected readonly heading = computed(() => {
    const link = this.link();
    if (link) return this.words.say(`door.link.${link.kind}`, { name: link.name });
    return this.words.say(this.isUnknown() ? 'door.link.unknown' : 'door.link.loading');
  });

  private readonly saving = new Action();
  protected readonly entry = form(
    signal({ password: '' }),
    (entry) => validateStandardSchema(entry.password, NewPassword),
    {
      submission: {
        action: (entry) => this.save(entry),
        onInvalid: (entry) => entry.password().focusBoundControl(),
      },
    },
  );
  protected readonly failure = computed(() =>
    refusalsOf(this.saving.error(), this.entry).length > 0 ? '' : this.saving.failure(),
  );

  constructor() {
    effect(() => {
      if (this.token() !== '') untracked(() => this.read());
    });
  }

  protected read(): void {
    const link = this.http
      .post<unknown>(API.linkView, { token: this.token() })
      .pipe(map((answer) => LinkView.parse(answer)));
    void this.reading.run(link);
  }

  private async save(
    entry: FieldTree<{ password: string }>,
  ): Promise<ValidationError.WithOptionalFieldTree[]> {
    const { password } = entry().value();
    const request = this.http.post(API.links, { token: this.token(), password });
    const isIn = await this.saving.run(request);
    // The password is set; whoever has a second step signs in with both.
    if (isIn || problemOf(this.saving.error())?.code === 'code-needed') this.door.enter();
    return refusalsOf(this.saving.error(), entry);
  }
}
