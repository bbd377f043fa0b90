import { Component, computed, inject, input, signal } from '@angular/core';
import type { EnvironmentId } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { CopyButton } from '../../ui/buttons/copy-button';
import { Choice } from '../../ui/forms/choice';

const KINDS = ['crontab', 'script', 'actions'] as const;
type Kind = (typeof KINDS)[number];

/** What to write for a job that reports to an address. */
const EXAMPLES: Readonly<Record<Kind, (address: string) => string>> = {
  crontab: (address) =>
    [
      `HEARTBEAT=${address}`,
      '0 2 * * *  /opt/backup.sh > /tmp/backup.log 2>&1; code=$?; tail -c 10000 /tmp/backup.log | curl -fsS -m 20 --retry 5 --data-binary @- $HEARTBEAT/$code',
    ].join('\n'),
  script: (address) =>
    [
      '#!/usr/bin/env bash',
      'set -euo pipefail',
      `heartbeat=${address}`,
      'run=$(date +%s)-$$ log=$(mktemp)',
      'report() { curl -fsS -m 20 --retry 5 --data-binary @- "$heartbeat/$1?run=$run" > /dev/null || true; }',
      `trap 'code=$?; tail -c 10000 "$log" | report "$code"; rm -f "$log"' EXIT`,
      'report start < /dev/null',
      'pg_dump "$DATABASE_URL" 2> "$log" | gzip > /backups/app.sql.gz',
    ].join('\n'),
  actions: (address) =>
    [
      '- if: always()',
      '  env:',
      '    HEARTBEAT: ${{ secrets.HEARTBEAT }}  # ' + address,
      "    OUTCOME: ${{ job.status == 'success' && 'success' || 'failure' }}",
      '  run: curl -fsS -m 20 --retry 5 -X POST "$HEARTBEAT/$OUTCOME?run=$GITHUB_RUN_ID"',
    ].join('\n'),
};

/** How a job reports its runs, ready to be copied. */
@Component({
  selector: 'app-setup-example',
  imports: [Choice, CopyButton],
  template: `
    <p class="hint">
      {{ words.say('services.heartbeats.setupHint', { environment: suffix(), console: origin }) }}
    </p>
    <div class="bar">
      <app-choice
        [label]="words.say('services.heartbeats.setupKind')"
        [options]="kinds()"
        [chosen]="kind()"
        (chosenChange)="choose($event)"
      />
      <app-copy-button [text]="text()" [label]="words.say('services.heartbeats.copy')" />
    </div>
    <pre
      tabindex="0"
      [attr.aria-label]="words.say('services.heartbeats.setupKind')"
    ><code>{{ text() }}</code></pre>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-3);
    }
    .hint {
      max-inline-size: 60rem;
      overflow-wrap: anywhere;
    }
    .bar {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2);
    }
    pre {
      /* As high as the longest example, so that nothing moves. */
      min-block-size: 13rem;
      margin: 0;
      padding: var(--space-3);
      overflow: auto;
      border-radius: var(--radius-2);
      background: var(--surface-sunken);
      font-size: var(--text-xs);
    }
  `,
})
export class SetupExample {
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);

  protected readonly origin = new URL(document.baseURI).origin;
  protected readonly suffix = computed(() => this.environment().toUpperCase());
  protected readonly kind = signal<Kind>('crontab');
  protected readonly kinds = computed(() =>
    KINDS.map((value) => ({ value, text: this.words.say(`services.heartbeats.setupKinds.${value}`) })),
  );
  protected readonly text = computed(() =>
    EXAMPLES[this.kind()](new URL('api/heartbeats/TOKEN', document.baseURI).href),
  );

  protected choose(value: string): void {
    this.kind.set(KINDS.find((kind) => kind === value) ?? 'crontab');
  }
}
