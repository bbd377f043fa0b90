import { HttpClient, httpResource } from '@angular/common/http';
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
  type Rule,
  RuleCondition,
  RuleDraft,
  RuleTargets,
  Severity,
  thresholdFaultOf,
} from '@envscope/contracts/index.js';
import { API } from '../../../api/api';
import { Action } from '../../../resources/action';
import { Configuration } from '../../../configuration/configuration';
import { Words } from '../../../language/words';
import { AmountField } from '../../../ui/forms/amount-field';
import { Needs } from '../../../session/needs';
import { placesOf } from '../../../session/place';
import { Button } from '../../../ui/buttons/button';
import { ChoiceField } from '../../../ui/forms/choice-field';
import { Field, FieldControl } from '../../../ui/forms/field';
import { ListField } from '../../../ui/forms/list-field';
import { Failure } from '../../../ui/layout/failure';
import { refusalsOf } from '../../../resources/refusals';
import { draftIn, EVERY_TARGET, questionIn, type MeasurementEntry, type RuleEntry } from '../rule-draft';
import { subjectOf } from '../rule-words';
import { durationUnits, thresholdUnits } from '../units';
import { RulePreviewPanel } from './rule-preview-panel';

/** The contract's schema for what a form holds. */
const ENTRY = {
  '~standard': {
    ...RuleDraft['~standard'],
    validate: (entry: unknown) => RuleDraft['~standard'].validate(draftIn(entry as RuleEntry)),
  },
};

/** Says what a rule watches and when it fires, and has the server keep it. */
@Component({
  selector: 'app-rule-form',
  imports: [
    AmountField,
    Button,
    ChoiceField,
    Failure,
    Field,
    FieldControl,
    FormField,
    FormRoot,
    ListField,
    Needs,
    RulePreviewPanel,
  ],
  templateUrl: 'rule-form.html',
  styleUrl: '../../../../styles/form.scss',
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
  readonly saved = output<Rule>();

  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);
  protected readonly configuration = inject(Configuration);
  protected readonly environments = this.configuration.environments;

  protected readonly entry = linkedSignal(() => this.initial());
  private readonly saving = new Action<Rule>();

  protected readonly rule = form(
    this.entry,
    (rule) => {
      validateStandardSchema(rule, () => ENTRY);
      validate(rule.threshold, ({ valueOf }) => this.faultOfThreshold(valueOf(rule)));
    },
    {
      submission: {
        action: (rule) => this.save(rule),
        onInvalid: (rule) => rule().errorSummary()[0]?.fieldTree().focusBoundControl(),
      },
    },
  );

  protected readonly place = computed(() => placesOf(this.entry().environments));
  protected readonly failureText = computed(() =>
    // What was refused about a field is said at the field.
    refusalsOf(this.saving.error(), this.rule).length > 0 ? '' : this.saving.failure(),
  );

  protected readonly services = computed(() =>
    [...new Set(this.catalogue().map(({ service }) => service))].map((value) => ({
      value,
      text: this.words.service(value),
    })),
  );
  protected readonly measurements = computed(() =>
    this.catalogue()
      .filter(({ service }) => service === this.entry().service)
      .filter((figure) => !this.isOfPart() || figure.isOfParts)
      .map(({ measurement }) => ({ value: measurement, text: this.words.measurement(measurement) })),
  );
  private readonly targetKind = computed(
    () => this.catalogue().find(({ service }) => service === this.entry().service)?.targets ?? 'one',
  );
  /** A built-in rule watches what it does everywhere. */
  protected readonly hasTargets = computed(() => this.targetKind() !== 'one' && !this.isBuiltIn());
  private readonly isOfPart = computed(
    () => this.targetKind() === 'parts' && this.entry().target !== EVERY_TARGET,
  );
  /** A service alone, so that nothing is read anew while somebody writes. */
  private readonly service = computed(() => (this.hasTargets() ? this.entry().service : null));
  private readonly known = httpResource(
    () => {
      const service = this.service();
      return service === null ? undefined : { url: API.ruleTargets, params: { service } };
    },
    { parse: (answer) => RuleTargets.parse(answer) },
  );
  protected readonly targets = computed(() => {
    const { service, target } = this.entry();
    const known = this.known.hasValue() ? this.known.value().targets : [];
    const options = known.map((each) => ({ value: each.target, text: each.label ?? each.target }));
    // A route that nobody requests now, an endpoint that is to come.
    const isKnown = target === EVERY_TARGET || known.some((each) => each.target === target);
    const unknown = isKnown
      ? []
      : [{ value: target, text: subjectOf({ service, target }, undefined, this.words) }];
    const every = this.words.say(
      this.targetKind() === 'parts' ? 'alerting.rules.everyRequest' : 'alerting.mute.everyTarget',
    );
    return [{ value: EVERY_TARGET, text: every }, ...unknown, ...options];
  });
  protected readonly targetLabel = computed(() => {
    const { target } = this.entry();
    return target === EVERY_TARGET ? undefined : this.targets().find(({ value }) => value === target)?.text;
  });
  /** What the rule would have done is asked once it is known when it fires. */
  protected readonly question = computed(() =>
    this.faultOfThreshold(this.entry()) === null ? questionIn(this.entry()) : null,
  );
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

  /** How long the condition holds before the rule fires, and how long it then rests. */
  protected readonly times = [
    {
      field: 'durationMs',
      label: 'shell.word.duration',
      hint: 'alerting.rules.form.durationHint',
      unit: 'alerting.rules.form.durationUnit',
    },
    {
      field: 'cooldownMs',
      label: 'alerting.rules.cooldown',
      hint: 'alerting.rules.form.cooldownHint',
      unit: 'alerting.rules.form.cooldownUnit',
    },
  ] as const;

  /**
   * Another service has other measurements: the first one is as good a guess as any. A threshold of one says nothing about
   * another, which may have another unit.
   */
  protected watchFirst(): void {
    this.rule.target().value.set(EVERY_TARGET);
    const measurement = this.measurements()[0]?.value;
    if (measurement) {
      this.entry.update((entry) => ({ ...entry, measurement, threshold: null }));
    }
  }

  /** A part has fewer figures than the service: where it lacks the chosen one, its first is as good a guess as any. */
  protected fitMeasurement(): void {
    const { measurement } = this.entry();
    const [first] = this.measurements();
    if (!first || this.measurements().some(({ value }) => value === measurement)) return;
    this.entry.update((entry) => ({ ...entry, measurement: first.value, threshold: null }));
  }

  protected toggle(environment: EnvironmentId, isChosen: boolean): void {
    const { environments } = this.entry();
    const others = environments.filter((id) => id !== environment);
    this.rule.environments().value.set(isChosen ? [...others, environment] : others);
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
    const draft = RuleDraft.parse(draftIn(this.entry()));
    const id = this.id();
    const isSaved = await this.saving.run(
      id === null
        ? this.http.post<Rule>(API.rules, draft)
        : this.http.put<Rule>(API.rule(id), { ...draft, basedOn: this.basedOn() }),
    );
    const saved = this.saving.answer();
    if (isSaved && saved) this.saved.emit(saved);
    return refusalsOf(this.saving.error(), rule);
  }
}
