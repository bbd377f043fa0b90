import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, linkedSignal } from '@angular/core';
import {
  type FieldTree,
  form,
  FormField,
  FormRoot,
  validateStandardSchema,
  type ValidationError,
} from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { SetUpDraft, SHORTEST_PASSWORD } from '@envscope/contracts/index.js';
import { API } from '../api/api';
import { Words } from '../language/words';
import { Action } from '../resources/action';
import { refusalsOf } from '../resources/refusals';
import { Door } from '../session/door';
import { Session } from '../session/session';
import { Button } from '../ui/buttons/button';
import { Field, FieldControl } from '../ui/forms/field';
import { Failure } from '../ui/layout/failure';
import { DoorFrame } from './door-frame';
import { fragmentToken } from './fragment-token';
import { PasswordField } from './password-field';

/** Makes the first person, who owns the console, with the token that the console wrote to its log. */
@Component({
  selector: 'app-set-up-page',
  imports: [Button, DoorFrame, Failure, Field, FieldControl, FormField, FormRoot, PasswordField, RouterLink],
  template: `
    <app-door-frame [heading]="words.say('door.setUp.title')">
      @if (isDone()) {
        <p>{{ words.say('door.setUp.done') }}</p>
        <a appButton routerLink="/sign-in">{{ words.say('door.setUp.toSignIn') }}</a>
      } @else {
        <p class="hint">{{ words.say('door.setUp.lead') }}</p>
        <form [formRoot]="owner">
          @if (token() === '') {
            <app-field
              [label]="words.say('door.setUp.token')"
              [hint]="words.say('door.setUp.tokenHint')"
              [entry]="owner.token"
            >
              <input
                appFieldControl
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                [formField]="owner.token"
              />
            </app-field>
          }
          <app-field [label]="words.say('shell.word.yourName')" [entry]="owner.name">
            <input appFieldControl type="text" autocomplete="name" [formField]="owner.name" />
          </app-field>
          <app-field [label]="words.say('door.email')" [entry]="owner.email">
            <input
              appFieldControl
              type="email"
              autocomplete="username"
              autocapitalize="off"
              spellcheck="false"
              [formField]="owner.email"
            />
          </app-field>
          <app-password-field
            autocomplete="new-password"
            [label]="words.say('door.password')"
            [hint]="words.say('door.passwordHint', { count: shortest })"
            [entry]="owner.password"
          />
          <app-failure [text]="failure()" />
          <button appButton="primary" type="submit" [isBusy]="owner().submitting()">
            {{ words.say(owner().submitting() ? 'door.setUp.busy' : 'door.setUp.act') }}
          </button>
        </form>
      }
    </app-door-frame>
  `,
  styleUrls: ['../../styles/form.scss', 'door.scss'],
})
export class SetUpPage {
  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);
  private readonly door = inject(Door);
  private readonly session = inject(Session);

  protected readonly token = fragmentToken();
  protected readonly shortest = SHORTEST_PASSWORD;
  protected readonly isDone = computed(() => {
    const state = this.session.view()?.state;
    return state !== undefined && state !== 'set-up-needed';
  });

  private readonly draft = linkedSignal<string, SetUpDraft>({
    source: this.token,
    computation: (token, before) => ({
      ...(before?.value ?? { name: '', email: '', password: '' }),
      token,
    }),
  });
  private readonly setting = new Action();
  protected readonly owner = form(this.draft, (owner) => validateStandardSchema(owner, SetUpDraft), {
    submission: {
      action: (owner) => this.setUp(owner),
      onInvalid: (owner) => owner().errorSummary()[0]?.fieldTree().focusBoundControl(),
    },
  });
  protected readonly failure = computed(() =>
    refusalsOf(this.setting.error(), this.owner).length > 0 ? '' : this.setting.failure(),
  );

  constructor() {
    this.session.begin();
  }

  private async setUp(owner: FieldTree<SetUpDraft>): Promise<ValidationError.WithOptionalFieldTree[]> {
    const isSetUp = await this.setting.run(this.http.post(API.setUp, SetUpDraft.parse(owner().value())));
    if (isSetUp) this.door.enter();
    return refusalsOf(this.setting.error(), owner);
  }
}
