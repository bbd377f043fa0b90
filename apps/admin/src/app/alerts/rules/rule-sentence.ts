import { Component, computed, inject, input } from '@angular/core';
import { Configuration } from '../../configuration/configuration';
import { Words } from '../../language/words';
import { sentenceOf, type SaidRule } from './rule-words';

/** A rule in one plain sentence: of what it notifies, where and when. */
@Component({
  selector: 'app-rule-sentence',
  template: `{{ sentence() }}`,
})
export class RuleSentence {
  readonly rule = input.required<SaidRule>();
  /** What people call its target, where that is not its id. */
  readonly label = input<string>();

  private readonly words = inject(Words);
  private readonly configuration = inject(Configuration);

  protected readonly sentence = computed(() =>
    sentenceOf(this.rule(), this.words, {
      label: this.label() ?? this.rule().targetLabel,
      environmentName: (id) => this.configuration.nameOf(id),
    }),
  );
}
