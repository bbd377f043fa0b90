import { Component, computed, inject, input } from '@angular/core';
import type { EnvironmentId, ServiceConfig, ServiceDetail } from '@envscope/contracts/index.js';
import { Words } from '../language/words';
import { DetailSection } from '../ui/layout/detail-section';

/** Figures of a service that has no page of its own yet: what each of its targets measured. */
@Component({
  selector: 'app-generic-detail',
  imports: [DetailSection],
  template: `
    @for (target of targets(); track target.name) {
      <app-detail-section [heading]="target.name">
        <dl>
          @for (figure of target.figures; track figure.name) {
            <div>
              <dt>{{ figure.name }}</dt>
              <dd>{{ figure.value }}</dd>
            </div>
          }
        </dl>
      </app-detail-section>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
    }
    dl {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr));
      gap: var(--space-4);
    }
    dt {
      color: var(--ink-muted);
      font-size: var(--text-xs);
    }
    dd {
      font-size: var(--text-l);
      font-weight: 600;
    }
  `,
})
export class GenericDetail {
  readonly detail = input.required<ServiceDetail>();
  readonly config = input.required<ServiceConfig>();
  readonly environment = input.required<EnvironmentId>();

  private readonly words = inject(Words);

  protected readonly targets = computed(() =>
    this.detail()
      .results.map(({ target, label, measurements }) => ({
        name:
          label ?? (this.detail().results.length === 1 ? this.words.service(this.detail().service) : target),
        figures: Object.entries(measurements).map(([name, value]) => ({
          name: this.words.measurement(name),
          value: this.words.measured(name, value),
        })),
      }))
      .filter(({ figures }) => figures.length > 0),
  );
}
