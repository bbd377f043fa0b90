import { httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input, signal } from '@angular/core';
import {
  RulePreview,
  type RuleDoubt,
  type RulePreviewTarget,
  type RuleQuestion,
} from '@envscope/contracts/index.js';
import { API } from '../../../api/api';
import { EnvironmentMark } from '../../../configuration/environment-mark';
import { Words } from '../../../language/words';
import { lastValue } from '../../../resources/last-value';
import { ProblemNotice } from '../../../resources/problem-notice';
import { Notice } from '../../../ui/layout/notice';
import { RuleSentence } from '../rule-sentence';
import { subjectOf } from '../rule-words';
import { FiringStrip } from './firing-strip';

/** Somebody who writes has not finished until then. */
const PAUSE_MS = 400;
const HOUR_MS = 3_600_000;
/** More rows than these say nothing that the first ones do not. */
const SHOWN = 6;

/** What a rule says and would have done while it is written: in words, the value now, and when it would have fired. */
@Component({
  selector: 'app-rule-preview',
  imports: [EnvironmentMark, FiringStrip, Notice, ProblemNotice, RuleSentence],
  templateUrl: 'rule-preview-panel.html',
  styleUrl: 'rule-preview-panel.scss',
})
export class RulePreviewPanel {
  /** Null while something is missing. */
  readonly question = input.required<RuleQuestion | null>();
  readonly isEnabled = input.required<boolean>();
  /** What people call the rule's target. */
  readonly label = input<string>();

  protected readonly words = inject(Words);

  /** What is asked, once its writer pauses. */
  private readonly asked = signal<RuleQuestion | null>(null);
  protected readonly resource = httpResource(
    () => {
      const body = this.asked();
      return body === null ? undefined : { url: API.rulePreview, method: 'POST', body };
    },
    { parse: (answer) => RulePreview.parse(answer) },
  );
  private readonly newest = lastValue(this.resource);
  /** The last answer stays while the next is on its way, so that nothing jumps. */
  protected readonly preview = computed(() => (this.question() === null ? undefined : this.newest()));
  protected readonly isOld = computed(() => this.resource.isLoading() || this.asked() !== this.question());
  protected readonly rule = computed(() => {
    const question = this.question();
    return question && { ...question, isEnabled: this.isEnabled() };
  });
  protected readonly rows = computed(() => this.preview()?.targets.slice(0, SHOWN) ?? []);
  /** Where what is stored begins, if that is later than the preview looks back: an empty week is no week without firings. */
  protected readonly from = computed(() => {
    const { from = '', targets = [] } = this.preview() ?? {};
    const [oldest = from] = targets.flatMap(({ storedFrom }) => storedFrom ?? []).sort();
    return Date.parse(oldest) - Date.parse(from) < HOUR_MS ? from : oldest;
  });
  protected readonly summary = computed(() => {
    const preview = this.preview();
    if (!preview) return '';
    const duration = this.words.duration(Date.parse(preview.to) - Date.parse(this.from()));
    if (preview.targets.length === 0) return this.words.say('alerting.rules.preview.unwatched');
    if (preview.targets.every(({ samples }) => samples === 0)) return '';
    return preview.count === 0
      ? this.words.say('alerting.rules.preview.never', { duration })
      : this.words.say('alerting.rules.preview.count', { count: preview.count, duration });
  });

  constructor() {
    effect((onCleanup) => {
      const question = this.question();
      const timer = setTimeout(() => this.asked.set(question), PAUSE_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected sayDoubt(doubt: RuleDoubt): string {
    return this.words.say(`alerting.rules.preview.doubt.${doubt}`);
  }

  protected nameOf({ target, label }: RulePreviewTarget): string {
    const service = this.question()?.service ?? 'redis';
    return subjectOf({ service, target }, label, this.words);
  }

  protected valueOf({ value }: RulePreviewTarget): string {
    const measurement = this.question()?.measurement ?? '';
    return value === null
      ? this.words.say('alerting.rules.preview.noValue')
      : this.words.say('alerting.rules.preview.now', { value: this.words.measured(measurement, value) });
  }
}
