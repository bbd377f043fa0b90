import { Component, computed, inject, input } from '@angular/core';
import {
  type EnvironmentId,
  RedisSnapshot,
  type ServiceCard,
  type ServiceConfig,
} from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { FigureList } from '../../ui/figures/figure-list';
import { Meter } from '../../ui/figures/meter';
import { FigureWriter } from '../figure-writer';
import { NoSnapshot } from '../no-snapshot';
import { readSnapshot } from '../read-snapshot';
import { RemarkList } from '../remark-list';
import { ForeignKeys } from './foreign-keys';
import { CARD_FIGURES, memoryUse, UNLIMITED_MEMORY } from './redis-figures';
import { RedisIdentity } from './redis-identity';
import { remarksOf } from './redis-remarks';

/** Which Redis an environment uses, its room, and whose keys are in it. */
@Component({
  selector: 'app-redis-card',
  imports: [FigureList, ForeignKeys, Meter, NoSnapshot, RedisIdentity, RemarkList],
  template: `
    @if (read().snapshot; as redis) {
      <app-redis-identity [type]="redis.type" [keyPrefix]="redis.keyPrefix" [database]="redis.database" />
      <app-remark-list [remarks]="remarks()" />
      @if (memory(); as use) {
        <app-meter
          [label]="words.say('services.redis.memory')"
          [ratio]="use.ratio"
          [text]="use.text"
          [tone]="use.tone"
        />
      }
      <app-figure-list [class.pairs]="memory()" [figures]="figures()" />
      @if (redis.keyCount; as count) {
        <app-foreign-keys [count]="count" />
      }
    } @else {
      <app-no-snapshot [isMismatch]="read().isMismatch" />
    }
  `,
  styleUrl: '../card.scss',
})
export class RedisCard {
  readonly card = input.required<ServiceCard>();
  readonly config = input.required<ServiceConfig>();
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);
  private readonly writer = inject(FigureWriter);

  protected readonly read = computed(() => readSnapshot(RedisSnapshot, this.card().snapshot));
  protected readonly remarks = computed(() => {
    const { snapshot } = this.read();
    return snapshot ? remarksOf(snapshot, this.words) : [];
  });
  protected readonly memory = computed(() => {
    const { snapshot } = this.read();
    return snapshot && this.writer.use('redis', 'memoryUsedRatio', memoryUse(snapshot, this.words));
  });
  protected readonly figures = computed(() => {
    const { snapshot } = this.read();
    const figures = this.memory() ? CARD_FIGURES : [UNLIMITED_MEMORY, ...CARD_FIGURES];
    return this.writer.write('redis', figures, snapshot);
  });
}
