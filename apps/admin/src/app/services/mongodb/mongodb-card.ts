import { Component, computed, inject, input } from '@angular/core';
import type { MongodbSnapshot } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Absent } from '../../ui/figures/absent';
import { FigureList } from '../../ui/figures/figure-list';
import { Meter } from '../../ui/figures/meter';
import { FigureWriter } from '../figure-writer';
import { CARD_FIGURES, CONNECTION_USE, PLAN_USE } from './mongodb-figures';

/** Version, role, load and room of an environment's MongoDB. */
@Component({
  selector: 'app-mongodb-card',
  imports: [Absent, FigureList, Meter],
  template: `
    <p class="identity">
      <strong>
        {{ words.say('services.word.version') }}
        @if (snapshot().version; as version) {
          {{ version }}
        } @else {
          <app-absent [why]="words.say('services.absent.figure')" />
        }
      </strong>
      @for (name of names(); track name) {
        <span>{{ name }}</span>
      }
    </p>
    <app-figure-list class="pairs" [figures]="figures()" />
    @for (share of shares(); track share.use) {
      @if (share.meter; as meter) {
        <app-meter [use]="meter" />
      }
    }
    @if (snapshot().refused.length; as count) {
      <p class="small">{{ words.say('services.mongodb.refusedCount', { count }) }}</p>
    }
  `,
  styleUrl: '../card.scss',
})
export class MongodbCard {
  readonly snapshot = input.required<MongodbSnapshot>();

  protected readonly words = inject(Words);
  private readonly writer = inject(FigureWriter);

  protected readonly names = computed(() => {
    const { role, tier } = this.snapshot();
    return [
      role && this.words.say(`services.mongodb.roles.${role}`),
      tier && this.words.say(`services.mongodb.tiers.${tier}`),
    ].filter((name) => name !== null);
  });
  protected readonly shares = computed(() =>
    [CONNECTION_USE, PLAN_USE].map((use) => ({
      use,
      meter: this.writer.use('mongodb', use, this.snapshot()),
    })),
  );
  protected readonly figures = computed(() => {
    const unknown = this.shares().filter(({ meter }) => meter === null);
    const figures = [...CARD_FIGURES, ...unknown.map(({ use }) => ({ ...use, value: () => null }))];
    return this.writer.write('mongodb', figures, this.snapshot());
  });
}
