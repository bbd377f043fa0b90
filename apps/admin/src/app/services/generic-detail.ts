import { Component, computed, inject, input } from '@angular/core';
import { DEFAULT_TARGET, type ServiceDetail } from '@envscope/contracts/index.js';
import { Words } from '../language/words';
import { FigureWriter } from './figure-writer';
import { FigureList } from '../ui/figures/figure-list';
import { DetailSection } from '../ui/layout/detail-section';
import { ResultsTable } from './results-table';

/** Of more targets than this the page has the results, and their figures only in the history. */
const MOST_SECTIONS = 12;

/** A service that has no page of its own yet, or whose details cannot be read: each target's result, and what it measured. */
@Component({
  selector: 'app-generic-detail',
  imports: [DetailSection, FigureList, ResultsTable],
  template: `
    @if (hasTargets()) {
      <app-detail-section [heading]="words.say('shell.detail.results')">
        <app-results-table
          [environment]="detail().environment"
          [results]="detail().results"
          [service]="detail().service"
        />
      </app-detail-section>
    }
    @for (target of targets(); track target.name) {
      <app-detail-section [heading]="target.name">
        <app-figure-list [figures]="target.figures" />
      </app-detail-section>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-4);
    }
  `,
})
export class GenericDetail {
  readonly detail = input.required<ServiceDetail>();

  protected readonly words = inject(Words);
  private readonly writer = inject(FigureWriter);

  protected readonly hasTargets = computed(() =>
    this.detail().results.some(({ target }) => target !== DEFAULT_TARGET),
  );
  protected readonly targets = computed(() =>
    this.detail()
      .results.slice(0, MOST_SECTIONS)
      .map(({ target, label, measurements }) => ({
        name:
          label ?? (this.detail().results.length === 1 ? this.words.service(this.detail().service) : target),
        figures: this.writer.writeMeasured(this.detail().service, measurements),
      }))
      .filter(({ figures }) => figures.length > 0),
  );
}
