import { Component, computed, inject, input } from '@angular/core';
import {
  type EnvironmentId,
  MongodbSnapshot,
  type ServiceCard,
  type ServiceConfig,
} from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Absent } from '../../ui/figures/absent';
import { FigureList } from '../../ui/figures/figure-list';
import { Meter } from '../../ui/figures/meter';
import { FigureWriter } from '../figure-writer';
import { NoSnapshot } from '../no-snapshot';
import { readSnapshot } from '../read-snapshot';
import { inWords } from '../in-words';
import { CARD_FIGURES, connectionUse, NO_CONNECTIONS, NO_PLAN, planUse } from './mongodb-figures';

/** Version, role, load and room of an environment's MongoDB. */
@Component({
  selector: 'app-mongodb-card',
  imports: [Absent, FigureList, Meter, NoSnapshot],
  template: `
    @if (read().snapshot; as mongodb) {
      <p class="identity">
        <strong>
          {{ words.say('services.mongodb.version') }}
          @if (mongodb.version; as version) {
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
      @if (connections(); as use) {
        <app-meter
          [label]="words.say('services.mongodb.connections')"
          [ratio]="use.ratio"
          [text]="use.text"
          [tone]="use.tone"
        />
      }
      @if (plan(); as use) {
        <app-meter
          [label]="words.say('services.mongodb.plan')"
          [ratio]="use.ratio"
          [text]="use.text"
          [tone]="use.tone"
        />
      }
      @if (mongodb.refused.length; as count) {
        <p class="muted small">{{ words.say('services.mongodb.refusedCount', { count }) }}</p>
      }
    } @else {
      <app-no-snapshot [isMismatch]="read().isMismatch" />
    }
  `,
  styleUrl: '../card.scss',
})
export class MongodbCard {
  readonly card = input.required<ServiceCard>();
  readonly config = input.required<ServiceConfig>();
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);
  private readonly writer = inject(FigureWriter);

  protected readonly read = computed(() => readSnapshot(MongodbSnapshot, this.card().snapshot));
  protected readonly names = computed(() => {
    const { snapshot } = this.read();
    return [
      inWords(snapshot?.role, (role) => this.words.say(`services.mongodb.roles.${role}`)),
      inWords(snapshot?.tier, (tier) => this.words.say(`services.mongodb.tiers.${tier}`)),
    ].filter((name) => name !== null);
  });
  protected readonly connections = computed(() => {
    const { snapshot } = this.read();
    return (
      snapshot && this.writer.use('mongodb', 'connectionsUsedRatio', connectionUse(snapshot, this.words))
    );
  });
  protected readonly plan = computed(() => {
    const { snapshot } = this.read();
    return snapshot && this.writer.use('mongodb', 'storageUsedRatio', planUse(snapshot, this.words));
  });
  protected readonly figures = computed(() => {
    const { snapshot } = this.read();
    const unknown = [...(this.connections() ? [] : [NO_CONNECTIONS]), ...(this.plan() ? [] : [NO_PLAN])];
    return this.writer.write('mongodb', [...CARD_FIGURES, ...unknown], snapshot);
  });
}
