import { Component, computed, inject, input } from '@angular/core';
import type { EnvironmentId } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { CopyButton } from '../../ui/buttons/copy-button';

/** Says that an environment has no channel, and which variables give it one. */
@Component({
  selector: 'app-missing-channel',
  imports: [CopyButton],
  template: `
    <strong>{{ words.say('alerting.channels.none') }}</strong>
    <p>{{ words.say('alerting.channels.noneNote') }}</p>
    <ul>
      <li>
        <code>{{ discord() }}</code>
      </li>
      <li>
        {{ words.say('alerting.channels.orWebhook') }} <code>{{ webhook() }}</code>
        <code>{{ secret() }}</code>
      </li>
    </ul>
    <app-copy-button
      [text]="
        discord() +
        '=
'
      "
      [label]="words.say('shell.card.copyVariables')"
    />
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
      gap: var(--space-1);
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

  private readonly suffix = computed(() => this.environment().toUpperCase());
  protected readonly discord = computed(() => `DISCORD_WEBHOOK_URL_${this.suffix()}`);
  protected readonly webhook = computed(() => `ALERT_WEBHOOK_URL_${this.suffix()}`);
  protected readonly secret = computed(() => `ALERT_WEBHOOK_SECRET_${this.suffix()}`);
}
