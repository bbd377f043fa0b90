import { Component, computed, inject, input } from '@angular/core';
import type { EnvironmentId } from '@envscope/contracts/index.js';
import { Configuration } from '../../configuration/configuration';
import { nameOfKind } from '../../configuration/warning-words';
import { Words } from '../../language/words';
import { CopyButton } from '../../ui/buttons/copy-button';

/** Says that an environment has no channel, and which variables give it one. */
@Component({
  selector: 'app-missing-channel',
  imports: [CopyButton],
  template: `
    <strong>{{ words.say('alerting.channels.none') }}</strong>
    <p>{{ words.say('alerting.channels.noneNote', { file: file() }) }}</p>
    <ul>
      @for (kind of kinds(); track kind.name) {
        <li>
          <span>{{ kind.name }}</span>
          @for (variable of kind.variables; track variable.name) {
            <code>{{ variable.name }}={{ variable.example }}</code>
          }
          <app-copy-button [text]="kind.lines" [label]="words.say('shell.card.copyVariables')" />
        </li>
      }
    </ul>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: var(--space-2);
      padding: var(--space-4);
      border: 1px dashed var(--line-strong);
      border-radius: var(--radius-3);
      color: var(--ink-muted);
      font-size: var(--text-s);
    }
    strong {
      color: var(--ink);
      font-size: var(--text-m);
      font-weight: 600;
    }
    ul {
      display: grid;
      gap: var(--space-2);
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-1) var(--space-2);
    }
    li span {
      color: var(--ink);
    }
    code {
      padding: 0.15em 0.45em;
      border-radius: var(--radius-1);
      background: var(--surface-sunken);
      color: var(--ink);
      overflow-wrap: anywhere;
    }
  `,
})
export class MissingChannel {
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);

  private readonly configuration = inject(Configuration);

  protected readonly file = computed(() => this.configuration.config()?.settingsFile ?? '');

  /** Every kind of channel with what it needs, and the same as lines of a file. */
  protected readonly kinds = computed(() =>
    (this.configuration.environment(this.environment())?.channels ?? []).map(({ kind, missing }) => ({
      name: nameOfKind(kind, this.words, this.configuration),
      variables: missing,
      lines: missing.map(({ name, example }) => `${name}=${example}\n`).join(''),
    })),
  );
}
