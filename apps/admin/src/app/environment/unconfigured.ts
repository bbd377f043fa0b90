import { Component, computed, inject, input } from '@angular/core';
import type { ServiceConfig } from '@envscope/contracts/index.js';
import { Configuration } from '../configuration/configuration';
import { Words } from '../language/words';
import { CopyButton } from '../ui/buttons/copy-button';

/** Which variables a service needs where it is not configured, of which form, and where they belong. */
@Component({
  selector: 'app-unconfigured',
  imports: [CopyButton],
  template: `
    <p>{{ words.say('shell.card.unconfigured') }}</p>
    @if (config().missing.length > 0) {
      <p class="how">{{ words.say('shell.card.setVariables', { file: file() }) }}</p>
      <ul>
        @for (variable of config().missing; track variable.name) {
          <li>
            <code
              >{{ variable.name }}=<span class="example">{{ variable.example }}</span></code
            >
          </li>
        }
      </ul>
      <app-copy-button [text]="lines()" [label]="words.say('shell.card.copyVariables')" />
    }
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: var(--space-2);
      color: var(--ink-muted);
      font-size: var(--text-s);
    }
    ul {
      display: grid;
      gap: var(--space-1);
    }
    code {
      display: block;
      padding: 0.15em 0.45em;
      border-radius: var(--radius-1);
      background: var(--surface-sunken);
      color: var(--ink);
      overflow-wrap: anywhere;
    }
    .example {
      color: var(--ink-muted);
    }
    app-copy-button {
      margin-block-start: var(--space-1);
    }
  `,
})
export class Unconfigured {
  readonly config = input.required<ServiceConfig>();

  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);

  protected readonly file = computed(() => this.configuration.config()?.settingsFile ?? '');

  protected readonly lines = computed(() =>
    this.config()
      .missing.map(({ name, example }) => `${name}=${example}\n`)
      .join(''),
  );
}
