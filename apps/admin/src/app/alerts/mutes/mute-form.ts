import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, output, untracked } from '@angular/core';
import {
  type FieldTree,
  form,
  FormField,
  FormRoot,
  validate,
  validateStandardSchema,
  type ValidationError,
} from '@angular/forms/signals';
import { DEFAULT_TARGET, MuteDraft, MuteKind, ServiceDetail } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { Action } from '../../resources/action';
import { Configuration } from '../../configuration/configuration';
import { Clock } from '../../live/clock';
import { Words } from '../../language/words';
import { CurrentPerson } from '../../person/current-person';
import { Needs } from '../../session/needs';
import { Button } from '../../ui/buttons/button';
import { ChoiceField } from '../../ui/forms/choice-field';
import { Failure } from '../../ui/layout/failure';
import { Field, FieldControl } from '../../ui/forms/field';
import { Notice } from '../../ui/layout/notice';
import { refusalsOf } from '../../resources/refusals';
import { toLocal } from '../../ui/forms/local-moment';
import { draftOf, faultsOf, lengthsOf, type MuteEntry } from './mute-entry';

const HOUR_MS = 3_600_000;

type Scope = Pick<MuteEntry, 'environment' | 'service' | 'target'>;

/** Mutes an environment, a service or a target for a while. */
@Component({
  selector: 'app-mute-form',
  imports: [Button, ChoiceField, Failure, Field, FieldControl, FormField, FormRoot, Needs, Notice],
  templateUrl: 'mute-form.html',
  styleUrl: '../../../styles/form.scss',
})
export class MuteForm {
  /** What somebody came to mute. */
  readonly scope = input.required<Scope>();
  readonly saved = output();

  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);
  private readonly configuration = inject(Configuration);
  private readonly person = inject(CurrentPerson);
  private readonly clock = inject(Clock);

  /** What was entered stays when anything but the scope that somebody came with changes. */
  private readonly entry = linkedSignal<Scope, MuteEntry>({
    source: this.scope,
    computation: (scope) => untracked(() => this.begin(scope)),
  });
  private readonly saving = new Action();

  protected readonly mute = form(
    this.entry,
    (mute) => {
      validateStandardSchema(mute.reason, MuteDraft.shape.reason);
      validate(mute.startsAt, ({ valueOf }) => toError(faultsOf(valueOf(mute), this.clock.read()).startsAt));
      validate(mute.endsAt, ({ valueOf }) => toError(faultsOf(valueOf(mute), this.clock.read()).endsAt));
    },
    {
      submission: {
        action: (mute) => this.save(mute),
        onInvalid: (mute) => mute().errorSummary()[0]?.fieldTree().focusBoundControl(),
      },
    },
  );

  protected readonly failureText = computed(() =>
    // What was refused about a field is said at the field.
    refusalsOf(this.saving.error(), this.mute).length > 0 ? '' : this.saving.failure(),
  );

  protected readonly kinds = computed(() =>
    MuteKind.options.map((value) => ({ value, text: this.words.say(`alerts.muteKind.${value}`) })),
  );
  protected readonly kindNote = computed(() => `alerting.mute.kindNote.${this.entry().kind}` as const);
  protected readonly environments = this.configuration.environmentOptions;
  protected readonly services = computed(() => [
    { value: '' as const, text: this.words.say('alerting.mute.everyService') },
    ...(this.configuration.environment(this.entry().environment)?.services ?? [])
      .filter(({ isConfigured }) => isConfigured)
      .map(({ service }) => ({ value: service, text: this.words.service(service) })),
  ]);
  protected readonly starts = computed(() =>
    (['now', 'later'] as const).map((value) => ({
      value,
      text: this.words.say(`alerting.mute.start.${value}`),
    })),
  );
  protected readonly lengths = computed(() =>
    lengthsOf(this.entry().kind).map((value) => ({
      value,
      text: this.words.say(`alerting.mute.length.${value}`),
    })),
  );

  /** Targets that can be muted by themselves: those of a service that has more than itself. */
  private readonly detail = httpResource(
    () => {
      const { environment, service } = this.entry();
      return service === '' ? undefined : API.service(environment, service);
    },
    { parse: (value) => ServiceDetail.parse(value) },
  );
  private readonly results = computed(() =>
    this.detail.hasValue() ? this.detail.value().results : undefined,
  );
  /** A target that somebody came with by a link, and that is not there now. */
  protected readonly unknownTarget = computed(() => {
    const { target } = this.entry();
    const isKnown = this.results()?.some((one) => one.target === target) ?? true;
    return target === '' || isKnown ? null : target;
  });
  protected readonly targets = computed(() => {
    const unknown = this.unknownTarget();
    return [
      { value: '', text: this.words.say('alerting.mute.everyTarget') },
      ...(unknown === null ? [] : [{ value: unknown, text: unknown }]),
      ...(this.results() ?? [])
        .filter(({ target }) => target !== DEFAULT_TARGET)
        .map(({ target, label }) => ({ value: target, text: label ?? target })),
    ];
  });

  /** A silence may not last as long as maintenance. */
  protected fitLength(): void {
    const { kind, length } = this.entry();
    if (!lengthsOf(kind).includes(length)) this.mute.length().value.set('60');
  }

  /** Another environment has other services, another service other targets. */
  protected widen(scope: Partial<Scope>): void {
    this.entry.update((entry) => ({ ...entry, ...scope }));
  }

  private begin(scope: Scope): MuteEntry {
    const nowMs = this.clock.read();
    return {
      kind: 'maintenance',
      ...scope,
      start: 'now',
      startsAt: toLocal(nowMs + HOUR_MS),
      length: '60',
      endsAt: toLocal(nowMs + 2 * HOUR_MS),
      reason: '',
    };
  }

  private async save(mute: FieldTree<MuteEntry>): Promise<ValidationError.WithOptionalFieldTree[]> {
    const request = this.person.act((by) => {
      const draft = MuteDraft.parse(draftOf(this.entry(), this.clock.read(), by));
      return this.http.post(API.mute, draft);
    });
    if (await this.saving.run(request)) this.saved.emit();
    return refusalsOf(this.saving.error(), mute);
  }
}

function toError(fault: string | null): { kind: string } | null {
  return fault === null ? null : { kind: fault };
}
