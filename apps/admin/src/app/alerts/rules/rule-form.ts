import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import {
  type FieldTree,
  form,
  FormField,
  FormRoot,
  validate,
  validateStandardSchema,
  type ValidationError,
} from '@angular/forms/signals';
import {
  type EnvironmentId,
  RuleCondition,
  RuleDraft,
  type ServiceKind,
  Severity,
  thresholdFaultOf,
} from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { Action } from '../../resources/action';
import { Configuration } from '../../configuration/configuration';
import { Words } from '../../language/words';
import { AmountField } from '../../ui/forms/amount-field';
import { Button } from '../../ui/buttons/button';
import { Choice } from '../../ui/forms/choice';
import { Field, FieldControl } from '../../ui/forms/field';
import { ListField } from '../../ui/forms/list-field';
import { Notice } from '../../ui/layout/notice';
import { refusalsOf } from '../refusals';
import type { MeasurementEntry, RuleEntry } from './rule-draft';
import { durationUnits, thresholdUnits } from './units';

/** Says what a rule watches and when it fires, and has the server keep it. */
@Component({
  selector: 'app-rule-form',
  imports: [AmountField, Button, Choice, Field, FieldControl, FormField, FormRoot, ListField, Notice],
  templateUrl: 'rule-form.html',
  styleUrl: 'rule-form.scss',
})
export class RuleForm {
  readonly initial = input.required<RuleEntry>();
  readonly catalogue = input.required<readonly MeasurementEntry[]>();
  /** The rule that is changed; null for a new one. */
  readonly id = input.required<string | null>();
  /** When that rule was last changed, as far as whoever writes has seen it. */
  readonly basedOn = input<string | null>(null);
  /** A built-in rule is called what the console calls it, and goes on watching what it does. */
  readonly isBuiltIn = input(false);
  readonly saved = output();

  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);
  protected readonly environments = inject(Configuration).environments;

  private readonly entry = linkedSignal(() => this.initial());
  private readonly saving = new Action();

  protected readonly rule = form(
    this.entry,
    (rule) => {
      validateStandardSchema(rule, () => RuleDraft);
      validate(rule.threshold, ({ valueOf }) => this.faultOfThreshold(valueOf(rule)));
    },
    {
      submission: {
        action: (rule) => this.save(rule),
        onInvalid: (rule) => rule().errorSummary()[0]?.fieldTree().focusBoundControl(),
      },
    },
  );

  protected readonly failureText = computed(() =>
    // What was refused about a field is said at the field.
    refusalsOf(this.saving.error(), this.rule).length > 0 ? '' : this.saving.failure(),
  );

  protected readonly services = computed(() => [...new Set(this.catalogue().map(({ service }) => service))]);
  protected readonly measurements = computed(() => {
    const service = this.rule.service().value();
    return this.catalogue()
      .filter((entry) => entry.service === service)
      .map(({ measurement }) => ({ measurement, name: this.words.measurement(measurement) }));
  });
  private readonly watched = computed(() => this.find(this.entry()));
  protected readonly thresholdUnits = computed(() =>
    thresholdUnits(this.watched()?.unit ?? 'count', this.words),
  );
  protected readonly durationUnits = computed(() => durationUnits(this.words));
  protected readonly about = computed(
    () => this.words.aboutMeasurement(this.entry().measurement) ?? undefined,
  );

  protected readonly conditions = computed(() =>
    RuleCondition.options.map((value) => ({
      value,
      text: this.words.say(`alerting.rules.conditionName.${value}`),
    })),
  );
  protected readonly severities = computed(() =>
    Severity.options.map((value) => ({ value, text: this.words.say(`alerts.severity.${value}`) })),
  );

  protected readonly writeDuration = (durationMs: number) => this.words.duration(durationMs);

  /** Another service has other measurements: the first one is as good a guess as any. */
  protected watchService(service: string): void {
    const first = this.catalogue().find((entry) => entry.service === service);
    if (first) this.watch(first);
  }

  protected watchMeasurement(measurement: string): void {
    const service = this.rule.service().value();
    this.watch({ service, measurement });
  }

  protected choose<Name extends 'condition' | 'severity'>(name: Name, value: string): void {
    const options: readonly string[] = name === 'condition' ? RuleCondition.options : Severity.options;
    if (options.includes(value)) this.entry.update((entry) => ({ ...entry, [name]: value }));
  }

  protected toggle(environment: EnvironmentId, isChosen: boolean): void {
    const { environments } = this.entry();
    const others = environments.filter((id) => id !== environment);
    this.rule.environments().value.set(isChosen ? [...others, environment] : others);
  }

  /** A threshold of one measurement says nothing about another, which may have another unit. */
  private watch({ service, measurement }: { service: ServiceKind; measurement: string }): void {
    this.entry.update((entry) => ({ ...entry, service, measurement, threshold: null }));
  }

  private find({ service, measurement }: Pick<RuleEntry, 'service' | 'measurement'>) {
    return this.catalogue().find((entry) => entry.service === service && entry.measurement === measurement);
  }

  private faultOfThreshold(entry: RuleEntry): { kind: string } | null {
    const { condition, threshold } = entry;
    const measurement = this.find(entry);
    if (threshold === null || !measurement) return null;
    const fault = thresholdFaultOf({ condition, threshold }, measurement);
    return fault === null ? null : { kind: fault };
  }

  private async save(rule: FieldTree<RuleEntry>): Promise<ValidationError.WithOptionalFieldTree[]> {
    const draft = RuleDraft.parse(this.entry());
    const id = this.id();
    const isSaved = await this.saving.run(
      id === null
        ? this.http.post(API.rules, draft)
        : this.http.put(API.rule(id), { ...draft, basedOn: this.basedOn() }),
    );
    if (isSaved) this.saved.emit();
    return refusalsOf(this.saving.error(), rule);
  }
}
