import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { form, FormField, validateStandardSchema } from '@angular/forms/signals';
import { type Incident, IncidentAction, isOfConsole, stateOf } from '@envscope/contracts/index.js';
import { API } from '../../../api/api';
import { Action } from '../../../resources/action';
import { Words } from '../../../language/words';
import { CurrentPerson } from '../../../person/current-person';
import { Needs } from '../../../session/needs';
import { placeOf } from '../../../session/place';
import { Button } from '../../../ui/buttons/button';
import { ConfirmButton } from '../../../ui/buttons/confirm-button';
import { Field, FieldControl } from '../../../ui/forms/field';
import { Failure } from '../../../ui/layout/failure';

type Deed = 'acknowledgement' | 'comments' | 'resolution';

/** What a person can do about an incident that is not over: take it on, comment on it, call it over. */
@Component({
  selector: 'app-incident-actions',
  imports: [Button, ConfirmButton, Failure, Field, FieldControl, FormField, Needs],
  templateUrl: 'incident-actions.html',
  styles: `
    form {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-3);
    }
    textarea {
      field-sizing: content;
      min-block-size: 4.5rem;
      max-block-size: 16rem;
      resize: vertical;
    }
    .buttons {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
  `,
})
export class IncidentActions {
  readonly incident =
    input.required<Pick<Incident, 'id' | 'environment' | 'service' | 'resolvedAt' | 'acknowledgement'>>();
  /** Something was done, or somebody else was faster: the incident is another one now. */
  readonly acted = output();

  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);
  private readonly person = inject(CurrentPerson);

  private readonly draft = signal({ note: '' });
  protected readonly form = form(this.draft, (path) =>
    validateStandardSchema(path.note, IncidentAction.shape.note),
  );

  protected readonly place = computed(() => placeOf(this.incident().environment));
  protected readonly action = new Action();

  protected readonly isOfConsole = computed(() => isOfConsole(this.incident().service));
  /** What manual resolution means, or why there is none. */
  protected readonly meaning = computed(() => {
    const { service } = this.incident();
    if (service === 'console') return 'incidents.action.ownMeaning';
    if (service === 'queue') return 'incidents.action.queueMeaning';
    return service === 'workers' ? 'incidents.action.workersMeaning' : 'incidents.action.meaning';
  });
  protected readonly isOpen = computed(() => stateOf(this.incident()) === 'open');
  protected readonly hasNote = computed(() => this.draft().note.trim() !== '');

  protected async act(deed: Deed): Promise<void> {
    if (this.form().invalid()) {
      this.form().markAsTouched();
      this.form().errorSummary()[0]?.fieldTree().focusBoundControl();
      return;
    }
    const url = API[deed](this.incident().id);
    const { note } = this.draft();
    const request = this.person.act((by) => this.http.post(url, IncidentAction.parse({ by, note })));
    const isDone = await this.action.run(request);
    // What was written stays where it was refused.
    if (isDone) this.form.note().reset('');
    if (isDone || this.action.failure() !== '') this.acted.emit();
  }
}
