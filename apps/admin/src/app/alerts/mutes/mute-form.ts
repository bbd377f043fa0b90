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
import { DEFAULT_TARGET, GivenName, MuteDraft, MuteKind, ServiceDetail } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { Action } from '../../resources/action';
import { Configuration } from '../../configuration/configuration';
import { Clock } from '../../live/clock';
import { Words } from '../../language/words';
import { OwnName } from '../own-name';
import { Button } from '../../ui/buttons/button';
import { Choice } from '../../ui/forms/choice';
import { Field, FieldControl } from '../../ui/forms/field';
import { Notice } from '../../ui/layout/notice';
import { refusalsOf } from '../refusals';
import { draftOf, faultsOf, lengthsOf, type MuteEntry, toLocal } from './mute-entry';

const HOUR_MS = 3_600_000;

type Scope = Pick<MuteEntry, 'environment' | 'service' | 'target'>;

/** Mutes an environment, a service or a target for a while. */
@Component({
  selector: 'app-mute-form',
  imports: [Button, Choice, Field, FieldControl, FormField, FormRoot, Notice],
  templateUrl: 'mute-form.html',
  styleUrl: 'mute-form.scss',
})
export class MuteForm {
  /** What somebody came to mute. */
  readonly scope = input.required<Scope>();
  readonly saved = output();

  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);
  private readonly configuration = inject(Configuration);
  private readonly ownName = inject(OwnName);
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
      validateStandardSchema(mute.by, GivenName);
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
  protected readonly kindNote = computed(() => this.words.say(`alerting.mute.kindNote.${this.entry().kind}`));
  protected readonly environments = this.configuration.environmentOptions;
  protected readonly services = computed(() =>
    (this.configuration.environment(this.entry().environment)?.services ?? [])
      .filter(({ isConfigured }) => isConfigured)
      .map(({ service }) => ({ value: service, text: this.words.service(service) })),
  );
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
  protected readonly targets = computed(() =>
    (this.detail.hasValue() ? this.detail.value().results : [])
      .filter(({ target }) => target !== DEFAULT_TARGET)
      .map(({ target, label }) => ({ value: target, text: label ?? target })),
  );
  /** A target that somebody came with by a link, and that is not there now. */
  protected readonly unknownTarget = computed(() => {
    const { target } = this.entry();
    const isKnown =
      !this.detail.hasValue() || this.detail.value().results.some((one) => one.target === target);
    return target === '' || isKnown ? null : target;
  });

  protected chooseKind(value: string): void {
    const { data: kind } = MuteKind.safeParse(value);
    if (kind) this.entry.update((entry) => ({ ...entry, kind, length: allowed(kind, entry.length) }));
  }

  /** Another environment has other services, another service other targets. */
  protected chooseEnvironment(environment: string): void {
    this.entry.update((entry) => ({ ...entry, environment, service: '', target: '' }));
  }

  protected chooseService(value: string): void {
    const service = this.services().find((choice) => choice.value === value)?.value ?? '';
    this.entry.update((entry) => ({ ...entry, service, target: '' }));
  }

  protected chooseTarget(target: string): void {
    this.entry.update((entry) => ({ ...entry, target }));
  }

  protected chooseStart(value: string): void {
    this.entry.update((entry) => ({ ...entry, start: value === 'later' ? 'later' : 'now' }));
  }

  protected chooseLength(value: string): void {
    const length = lengthsOf(this.entry().kind).find((one) => one === value);
    if (length) this.entry.update((entry) => ({ ...entry, length }));
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
      by: this.ownName.name(),
    };
  }

  private async save(mute: FieldTree<MuteEntry>): Promise<ValidationError.WithOptionalFieldTree[]> {
    const draft = MuteDraft.parse(draftOf(this.entry(), this.clock.read()));
    if (await this.saving.run(this.http.post(API.mute, draft))) {
      this.ownName.remember(draft.by);
      this.saved.emit();
    }
    return refusalsOf(this.saving.error(), mute);
  }
}

function allowed(kind: MuteKind, length: MuteEntry['length']): MuteEntry['length'] {
  return lengthsOf(kind).includes(length) ? length : '60';
}

function toError(fault: string | null): { kind: string } | null {
  return fault === null ? null : { kind: fault };
}
