import { Component, computed, inject, input } from '@angular/core';
import type { EnvironmentId, ServiceCard, ServiceConfig } from '@envscope/contracts/index.js';
import { Words } from '../language/words';

/** Figures of a service that has no card of its own yet: what its probe measured. */
@Component({
  selector: 'app-generic-card',
  template: `
    @if (figures().length > 0) {
      <dl>
        @for (figure of figures(); track figure.name) {
          <div>
            <dt>{{ figure.name }}</dt>
            <dd>{{ figure.value }}</dd>
          </div>
        }
      </dl>
    } @else {
      <p>{{ words.say('shell.card.noDetail') }}</p>
    }
  `,
  styles: `
    dl {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr));
      gap: var(--space-3);
    }
    dt,
    p {
      color: var(--ink-muted);
      font-size: var(--text-xs);
    }
    dd {
      font-size: var(--text-l);
      font-weight: 600;
    }
  `,
})
export class GenericCard {
  readonly card = input.required<ServiceCard>();
  readonly config = input.required<ServiceConfig>();
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);

  protected readonly figures = computed(() =>
    Object.entries(this.card().measurements).map(([name, value]) => ({
      name: this.words.measurement(name),
      value: this.words.measured(name, value),
    })),
  );
}
