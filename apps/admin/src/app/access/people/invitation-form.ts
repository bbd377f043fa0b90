import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, output, signal } from '@angular/core';
import {
  type FieldTree,
  form,
  FormField,
  FormRoot,
  validateStandardSchema,
  type ValidationError,
} from '@angular/forms/signals';
import { type Grant, PersonDraft, PersonLink } from '@envscope/contracts/index.js';
import { map } from 'rxjs';
import { API } from '../../api/api';
import { Words } from '../../language/words';
import { Action } from '../../resources/action';
import { refusalsOf } from '../../resources/refusals';
import { Button } from '../../ui/buttons/button';
import { Field, FieldControl } from '../../ui/forms/field';
import { Failure } from '../../ui/layout/failure';
import { GrantsEditor } from './grants-editor';

type Entry = Pick<PersonDraft, 'name' | 'email'>;

/** Invites somebody: who they are, and what they may do where. */
@Component({
  selector: 'app-invitation-form',
  imports: [Button, Failure, Field, FieldControl, FormField, FormRoot, GrantsEditor],
  template: `
    <form [formRoot]="person">
      <div class="pair">
        <app-field [label]="words.say('access.people.name')" [entry]="person.name">
          <input appFieldControl type="text" autocomplete="off" [formField]="person.name" />
        </app-field>
        <app-field [label]="words.say('access.people.email')" [entry]="person.email">
          <input appFieldControl type="email" autocomplete="off" [formField]="person.email" />
        </app-field>
      </div>
      <fieldset>
        <legend>{{ words.say('access.people.roles') }}</legend>
        <app-grants-editor [(grants)]="grants" />
      </fieldset>
      <app-failure [text]="failure()" />
      <div class="actions">
        <button appButton="primary" type="submit" [isBusy]="person().submitting()">
          {{ words.say('access.people.send') }}
        </button>
        <ng-content />
      </div>
    </form>
  `,
  styleUrl: '../../../styles/form.scss',
  styles: `
    form {
      max-inline-size: 60rem;
    }
  `,
})
export class InvitationForm {
  readonly invited = output<PersonLink>();

  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);

  protected readonly grants = signal<readonly Grant[]>([{ role: 'viewer', environment: null }]);
  private readonly inviting = new Action<PersonLink>();
  protected readonly person = form(
    signal<Entry>({ name: '', email: '' }),
    (person) => {
      validateStandardSchema(person.name, PersonDraft.shape.name);
      validateStandardSchema(person.email, PersonDraft.shape.email);
    },
    {
      submission: {
        action: (person) => this.invite(person),
        onInvalid: (person) => person().errorSummary()[0]?.fieldTree().focusBoundControl(),
      },
    },
  );
  protected readonly failure = computed(() =>
    refusalsOf(this.inviting.error(), this.person).length > 0 ? '' : this.inviting.failure(),
  );

  private async invite(person: FieldTree<Entry>): Promise<ValidationError.WithOptionalFieldTree[]> {
    const draft = PersonDraft.parse({ ...person().value(), grants: this.grants() });
    const request = this.http
      .post<unknown>(API.people, draft)
      .pipe(map((answer) => PersonLink.parse(answer)));
    await this.inviting.run(request);
    const link = this.inviting.answer();
    if (link) this.invited.emit(link);
    return refusalsOf(this.inviting.error(), person);
  }
}
