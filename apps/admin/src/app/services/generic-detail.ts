import { Component, computed, inject, input } from '@angular/core';
import type { ServiceDetail } from '@envscope/contracts/index.js';
import { Words } from '../language/words';
import { FigureWriter } from './figure-writer';
import { FigureList } from '../ui/figures/figure-list';
import { DetailSection } from '../ui/layout/detail-section';

/** Figures of a service that has no page of its own yet: what each of its targets measured. */
@Component({
  selector: 'app-generic-detail',
  imports: [DetailSection, FigureList],
  template: `
    @for (target of targets(); track target.name) {
      <app-detail-section [heading]="target.name">
        <app-figure-list [figures]="target.figures" />
      </app-detail-section>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
    }
  `,
})
export class GenericDetail {
  readonly detail = input.required<ServiceDetail>();

  private readonly words = inject(Words);
  private readonly writer = inject(FigureWriter);

  protected readonly targets = computed(() =>
    this.detail()
      .results.map(({ target, label, measurements }) => ({
        name:
          label ?? (this.detail().results.length === 1 ? this.words.service(this.detail().service) : target),
        figures: this.writer.writeMeasured(this.detail().service, measurements),
      }))
      .filter(({ figures }) => figures.length > 0),
  );
}
