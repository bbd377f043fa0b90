import { Component, computed, inject, input } from '@angular/core';
import type { ServiceConfig } from '@envscope/contracts/index.js';
import { Words } from '../language/words';

type Setting = ServiceConfig['settings'][string];

/** How a service is set up, as far as it may be known. */
@Component({
  selector: 'app-settings-list',
  template: `
    <dl>
      @for (row of rows(); track row.name) {
        <div>
          <dt>{{ row.name }}</dt>
          <dd>{{ row.value }}</dd>
        </div>
      }
    </dl>
  `,
  styles: `
    dl {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2) var(--space-5);
    }
    div {
      min-inline-size: 0;
    }
    dt {
      color: var(--ink-muted);
      font-size: var(--text-xs);
    }
    dd {
      font-size: var(--text-s);
      font-weight: 500;
    }
  `,
})
export class SettingsList {
  readonly config = input.required<ServiceConfig>();

  private readonly words = inject(Words);

  protected readonly rows = computed(() => [
    ...Object.entries(this.config().settings).map(([name, value]) => ({
      name: this.words.setting(name),
      value: this.write(value),
    })),
    { name: this.words.say('shell.detail.interval'), value: this.words.duration(this.config().intervalMs) },
  ]);

  private write(value: Setting): string {
    if (value === null) return this.words.say('shell.detail.none');
    if (typeof value === 'boolean') return this.words.say(value ? 'shell.detail.yes' : 'shell.detail.no');
    if (typeof value === 'number') return this.words.number(value);
    if (typeof value === 'string') return value;
    return value.length === 0 ? this.words.say('shell.detail.none') : value.join(', ');
  }
}
