import { Component, computed, inject, input } from '@angular/core';
import type { RequestMetricsSnapshot } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { FigureList } from '../../ui/figures/figure-list';
import { type ServiceFigure, FigureWriter } from '../figure-writer';
import { HealthWord } from './health-word';
import { PopularEndpointList } from './popular-endpoints';
import { type CountedRequests, WINDOW_FIGURES } from './request-figures';

/** A card has room for this many endpoints; the page has all. */
const SHOWN = 3;

/** How the application itself fares: share of errors, availability, load, and what is called most. */
@Component({
  selector: 'app-request-metrics-card',
  imports: [FigureList, HealthWord, PopularEndpointList],
  template: `
    @let requests = snapshot();
    <app-health-word [health]="requests.window && requests.window.health" />
    <app-figure-list class="pairs" [figures]="figures()" />
    @if (popular().length > 0) {
      <div>
        <p class="heading">{{ words.say('services.requests.popular') }}</p>
        <app-popular-endpoints [endpoints]="popular()" />
      </div>
    }
  `,
  styleUrl: '../card.scss',
  styles: `
    .heading {
      margin-block-end: var(--space-2);
    }
  `,
})
export class RequestMetricsCard {
  readonly snapshot = input.required<RequestMetricsSnapshot>();
  /** How many entries the server left out of the snapshot's lists. */
  readonly omitted = input.required<Readonly<Record<string, number>>>();

  protected readonly words = inject(Words);
  private readonly writer = inject(FigureWriter);

  protected readonly figures = computed(() => {
    const requests = { window: this.snapshot().window, totals: this.snapshot() };
    return this.writer.write('request-metrics', [...WINDOW_FIGURES, this.slow], requests);
  });
  protected readonly popular = computed(() => this.snapshot().popular.slice(0, SHOWN));

  /** A card holds the first few of them, and how many it leaves out. */
  private readonly slow: ServiceFigure<CountedRequests> = {
    label: 'services.requests.slow',
    value: () => this.snapshot().slow.length + (this.omitted()['slow'] ?? 0),
  };
}
