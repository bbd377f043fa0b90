import { Component, computed, inject, input } from '@angular/core';
import type { ServiceConfig } from '@envscope/contracts/index.js';
import { settingText } from '../configuration/setting-text';
import { Words } from '../language/words';
import { Fact } from '../ui/figures/fact';
import { FactList } from '../ui/figures/fact-list';
import { ValueList } from '../ui/tables/value-list';

/** How a service is set up, as far as it may be known. */
@Component({
  selector: 'app-settings-list',
  imports: [Fact, FactList, ValueList],
  template: `
    <app-fact-list [facts]="facts()">
      @for (list of lists(); track list.label) {
        <div app-fact class="wide" [label]="list.label">
          <app-value-list [values]="list.values" [label]="list.label" />
        </div>
      }
    </app-fact-list>
  `,
})
export class SettingsList {
  readonly config = input.required<ServiceConfig>();

  private readonly words = inject(Words);

  private readonly settings = computed(() =>
    Object.entries(this.config().settings).map(([name, value]) => ({
      label: this.words.setting(name),
      value,
    })),
  );
  protected readonly facts = computed(() => [
    ...this.settings().flatMap(({ label, value }) =>
      Array.isArray(value) && value.length > 0
        ? []
        : [{ label, value: settingText(value, this.words), absent: '' }],
    ),
    {
      label: this.words.say('shell.detail.interval'),
      value: this.words.duration(this.config().intervalMs),
      absent: '',
    },
  ]);
  protected readonly lists = computed(() =>
    this.settings().flatMap(({ label, value }) =>
      Array.isArray(value) && value.length > 0 ? [{ label, values: value }] : [],
    ),
  );
}
