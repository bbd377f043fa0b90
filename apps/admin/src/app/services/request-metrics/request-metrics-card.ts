import { Component, computed, inject, input } from '@angular/core';
import {
  type EnvironmentId,
  RequestMetricsSnapshot,
  type ServiceCard,
  type ServiceConfig,
} from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Figure, Figures } from '../../ui/figures/figure';
import { NoSnapshot } from '../no-snapshot';
import { readSnapshot } from '../read-snapshot';
import { HealthWord } from './health-word';
import { PopularEndpointList } from './popular-endpoints';
import { windowFigures } from './window-figures';

/** A card has room for this many endpoints; the page has all. */
const SHOWN = 3;

/** How the application itself fares: share of errors, availability, load, and what is called most. */
@Component({
  selector: 'app-request-metrics-card',
  imports: [Figure, Figures, HealthWord, NoSnapshot, PopularEndpointList],
  template: `
    @if (read().snapshot; as requests) {
      <app-health-word [health]="requests.window && requests.window.health" />
      <dl app-figures class="pairs">
        <div
          app-figure
          [label]="words.say('services.requests.errorRatio')"
          [value]="figures().errorRatio"
          [absent]="figures().absent"
        ></div>
        <div
          app-figure
          [label]="words.say('services.requests.availability')"
          [value]="figures().availabilityRatio"
          [absent]="figures().absent"
        ></div>
        <div
          app-figure
          [label]="words.say('services.requests.perMinute')"
          [value]="figures().perMinute"
          [unit]="words.say('services.unit.perMinute')"
          [absent]="figures().absent"
        ></div>
        <div
          app-figure
          [label]="words.say('services.requests.slow')"
          [value]="words.number(slowCount())"
          [absent]="words.say('services.absent.figure')"
        ></div>
      </dl>
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

  protected readonly read = computed(() => readSnapshot(RequestMetricsSnapshot, this.card().snapshot));
  protected readonly figures = computed(() =>
    windowFigures(this.read().snapshot?.window ?? null, this.words),
  );
  protected readonly popular = computed(() => this.read().snapshot?.popular.slice(0, SHOWN) ?? []);
  protected readonly slowCount = computed(
    () => (this.read().snapshot?.slow.length ?? 0) + (this.card().omitted['slow'] ?? 0),
  );
}
