import { Component, computed, inject } from '@angular/core';
import { Configuration } from '../configuration/configuration';
import { Words } from '../language/words';
import { CopyButton } from '../ui/buttons/copy-button';

const LINES = 'QUEUE_URL=redis://:password@redis.example.com:6379\n';
const COMMAND = 'npm run worker';

/** What workers are for, and how to get some, where settings name no queue. */
@Component({
  selector: 'app-no-queue',
  imports: [CopyButton],
  template: `
    <strong>{{ words.say('workers.none.title') }}</strong>
    <p>{{ words.say('workers.none.note') }}</p>
    <pre><code># {{ file() }}
{{ lines }}
{{ command }}</code></pre>
    <app-copy-button [text]="lines" [label]="words.say('shell.card.copyVariables')" />
    <p class="minor">{{ words.say('workers.none.more') }}</p>
  `,
  styles: `
    p {
      max-inline-size: 65ch;
    }
    pre {
      max-inline-size: 100%;
      padding: var(--space-2) var(--space-3);
      border-radius: var(--radius-2);
      background: var(--surface-sunken);
      color: var(--ink);
      text-align: start;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
  `,
  host: { class: 'empty' },
})
export class NoQueue {
  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);

  protected readonly lines = LINES;
  protected readonly command = COMMAND;
  protected readonly file = computed(() => this.configuration.config()?.settingsFile ?? '');
}
