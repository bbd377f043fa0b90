import { Component, computed, inject, input } from '@angular/core';
import {
  type EnvironmentId,
  RequestMetricsSnapshot,
  type ServiceCard,
  type ServiceConfig,
} from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { FigureList } from '../../ui/figures/figure-list';
import { type FigureOf, FigureWriter } from '../figure-writer';
import { NoSnapshot } from '../no-snapshot';
import { readSnapshot } from '../read-snapshot';
import { HealthWord } from './health-word';
import { PopularEndpointList } from './popular-endpoints';
import { type CountedRequests, WINDOW_FIGURES } from './request-figures';

/** A card has room for this many endpoints; the page has all. */
const SHOWN = 3;

/** How the application itself fares: share of errors, availability, load, and what is called most. */
@Component({
  selector: 'app-request-metrics-card',
  imports: [FigureList, HealthWord, NoSnapshot, PopularEndpointList],
  template: `
    @if (read().snapshot; as requests) {
      <app-health-word [health]="requests.window && requests.window.health" />
      <app-figure-list class="pairs" [figures]="figures()" />
      @if (popular().length > 0) {
        <div>
          <p class="heading">{{ words.say('services.requests.popular') }}</p>
          <app-popular-endpoints [endpoints]="popular()" />
        </div>
      }
    } @else {
      <app-no-snapshot [isMismatch]="read().isMismatch" />
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
  readonly card = input.required<ServiceCard>();
  readonly config = input.required<ServiceConfig>();
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);
  private readonly writer = inject(FigureWriter);

  protected readonly read = computed(() => readSnapshot(RequestMetricsSnapshot, this.card().snapshot));
  protected readonly figures = computed(() => {
    const { snapshot } = this.read();
    const requests = { window: snapshot?.window ?? null, totals: snapshot };
    return this.writer.write('request-metrics', [...WINDOW_FIGURES, this.slow], requests);
  });
  protected readonly popular = computed(() => this.read().snapshot?.popular.slice(0, SHOWN) ?? []);

  /** A card holds the first few of them, and how many it leaves out. */
  private readonly slow: FigureOf<CountedRequests> = {
    label: 'services.requests.slow',
    value: () => (this.read().snapshot?.slow.length ?? 0) + (this.card().omitted['slow'] ?? 0),
  };
}
