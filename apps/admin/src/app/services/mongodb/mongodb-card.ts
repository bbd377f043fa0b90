import { Component, computed, inject, input } from '@angular/core';
import {
  type EnvironmentId,
  MongodbSnapshot,
  type ServiceCard,
  type ServiceConfig,
} from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Absent } from '../../ui/figures/absent';
import { Figure, Figures } from '../../ui/figures/figure';
import { Meter } from '../../ui/figures/meter';
import { NoSnapshot } from '../no-snapshot';
import { readSnapshot } from '../read-snapshot';
import { told } from '../told';
import { connectionUse, operationsOf, planUse } from './mongodb-figures';

/** Version, role, load and room of an environment's MongoDB. */
@Component({
  selector: 'app-mongodb-card',
  imports: [Absent, Figure, Figures, Meter, NoSnapshot],
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
      <dl app-figures class="pairs">
        <div
          app-figure
          [label]="words.say('services.mongodb.operations')"
          [value]="operations()"
          [unit]="words.say('services.unit.perSecond')"
          [absent]="words.say('services.absent.twoSamples')"
        ></div>
        <div
          app-figure
          [label]="words.say('services.mongodb.dataSize')"
          [value]="mongodb.storage && words.bytes(mongodb.storage.dataBytes)"
          [absent]="words.say('services.absent.figure')"
        ></div>
        @if (!connections()) {
          <div
            app-figure
            [label]="words.say('services.mongodb.connections')"
            [value]="null"
            [absent]="words.say('services.absent.figure')"
          ></div>
        }
        @if (!plan()) {
          <div
            app-figure
            [label]="words.say('services.mongodb.plan')"
            [value]="null"
            [absent]="words.say(mongodb.storage ? 'services.absent.noLimit' : 'services.absent.figure')"
          ></div>
        }
      </dl>
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

  protected readonly read = computed(() => readSnapshot(MongodbSnapshot, this.card().snapshot));
  protected readonly names = computed(() => {
    const { snapshot } = this.read();
    return [
      told(snapshot?.role, (role) => this.words.say(`services.mongodb.roles.${role}`)),
      told(snapshot?.tier, (tier) => this.words.say(`services.mongodb.tiers.${tier}`)),
    ].filter((name) => name !== null);
  });
  protected readonly operations = computed(() => {
    const { snapshot } = this.read();
    return told(snapshot && operationsOf(snapshot), (rate) => this.words.number(rate));
  });
  protected readonly connections = computed(() => {
    const { snapshot } = this.read();
    return snapshot && connectionUse(snapshot, this.words);
  });
  protected readonly plan = computed(() => {
    const { snapshot } = this.read();
    return snapshot && planUse(snapshot, this.words);
  });
}
