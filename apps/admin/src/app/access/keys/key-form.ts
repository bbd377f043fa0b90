import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, output, signal } from '@angular/core';
import {
  type FieldTree,
  form,
  FormField,
  FormRoot,
  validate,
  validateStandardSchema,
  type ValidationError,
} from '@angular/forms/signals';
import { ApiKeyDraft, ApiKeyMade, type EnvironmentId, Permission } from '@envscope/contracts/index.js';
import { map } from 'rxjs';
import { API } from '../../api/api';
import { Configuration } from '../../configuration/configuration';
import { Words } from '../../language/words';
import { Action } from '../../resources/action';
import { refusalsOf } from '../../resources/refusals';
import { Session } from '../../session/session';
import { Button } from '../../ui/buttons/button';
import { ChoiceField } from '../../ui/forms/choice-field';
import { Field, FieldControl } from '../../ui/forms/field';
import { Failure } from '../../ui/layout/failure';

/** After how many days a key expires. */
const EXPIRIES = { month: 30, quarter: 90, year: 365, never: null } as const;
type Expiry = keyof typeof EXPIRIES;

interface Entry {
  name: string;
  permissions: readonly Permission[];
  reach: 'all' | 'some';
  environments: readonly EnvironmentId[];
  expiry: Expiry;
}

/** Says what a new key may do, where, and for how long. */
@Component({
  selector: 'app-key-form',
  imports: [Button, ChoiceField, Failure, Field, FieldControl, FormField, FormRoot],
  templateUrl: 'key-form.html',
  styleUrl: '../../../styles/form.scss',
})
export class KeyForm {
  readonly made = output<ApiKeyMade>();

  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);
  private readonly session = inject(Session);
  private readonly configuration = inject(Configuration);

  private readonly making = new Action<ApiKeyMade>();
  protected readonly key = form(
    signal<Entry>({ name: '', permissions: ['read'], reach: 'some', environments: [], expiry: 'quarter' }),
    (key) => {
      validateStandardSchema(key.name, ApiKeyDraft.shape.name);
      validate(key.permissions, ({ value }) => (value().length === 0 ? { kind: 'invalid_type' } : null));
      validate(key.environments, ({ value, valueOf }) =>
        valueOf(key.reach) === 'some' && value().length === 0 ? { kind: 'invalid_type' } : null,
      );
    },
    {
      submission: {
        action: (key) => this.make(key),
        onInvalid: (key) => {
          key().markAsTouched();
          key().errorSummary()[0]?.fieldTree().focusBoundControl();
        },
      },
    },
  );
  protected readonly failure = computed(() =>
    refusalsOf(this.making.error(), this.key).length > 0 ? '' : this.making.failure(),
  );

  /** Nobody gives a key what they do not have. */
  protected readonly permissions = computed(() =>
    Permission.options
      .filter((permission) => this.session.may(permission, undefined))
      .map((value) => ({ value, text: this.words.say(`access.permission.${value}`) })),
  );
  protected readonly environments = this.configuration.environmentOptions;
  protected readonly reaches = computed(() => [
    { value: 'some' as const, text: this.words.say('access.keys.someEnvironments') },
    { value: 'all' as const, text: this.words.say('access.keys.allEnvironments') },
  ]);
  protected readonly expiries = computed(() =>
    (Object.keys(EXPIRIES) as Expiry[]).map((value) => ({
      value,
      text: this.words.say(`access.keys.expiry.${value}`),
    })),
  );

  protected toggle(permission: Permission, isChosen: boolean): void {
    const others = this.key
      .permissions()
      .value()
      .filter((one) => one !== permission);
    this.key.permissions().value.set(isChosen ? [...others, permission] : others);
  }

  protected toggleEnvironment(environment: EnvironmentId, isChosen: boolean): void {
    const others = this.key
      .environments()
      .value()
      .filter((one) => one !== environment);
    this.key.environments().value.set(isChosen ? [...others, environment] : others);
  }

  private async make(key: FieldTree<Entry>): Promise<ValidationError.WithOptionalFieldTree[]> {
    const { name, permissions, reach, environments, expiry } = key().value();
    const draft = ApiKeyDraft.parse({
      name,
      permissions,
      environments: reach === 'all' ? null : environments,
      expiresInDays: EXPIRIES[expiry],
    });
    const request = this.http
      .post<unknown>(API.apiKeys, draft)
      .pipe(map((answer) => ApiKeyMade.parse(answer)));
    await this.making.run(request);
    const made = this.making.answer();
    if (made) this.made.emit(made);
    return refusalsOf(this.making.error(), key);
  }
}
