import { Component, computed, inject, input } from '@angular/core';
import type { RedisSnapshot } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { FigureList } from '../../ui/figures/figure-list';
import { Meter } from '../../ui/figures/meter';
import { FigureWriter } from '../figure-writer';
import { RemarkList } from '../remark-list';
import { ForeignKeys } from './foreign-keys';
import { CARD_FIGURES, MEMORY_USE, UNLIMITED_MEMORY } from './redis-figures';
import { RedisIdentity } from './redis-identity';
import { remarksOf } from './redis-remarks';

/** Which Redis an environment uses, its room, and whose keys are in it. */
@Component({
  selector: 'app-redis-card',
  imports: [FigureList, ForeignKeys, Meter, RedisIdentity, RemarkList],
  template: `
    <app-redis-identity [redis]="snapshot()" />
    <app-remark-list [remarks]="remarks()" />
    @if (memory(); as use) {
      <app-meter [use]="use" />
    }
    <app-figure-list [class.pairs]="memory()" [figures]="figures()" />
    @if (snapshot().keyCount; as count) {
      <app-foreign-keys [count]="count" />
    }
  `,
  styleUrl: '../card.scss',
})
export class RedisCard {
  readonly snapshot = input.required<RedisSnapshot>();

  private readonly words = inject(Words);
  private readonly writer = inject(FigureWriter);

  protected readonly remarks = computed(() => remarksOf(this.snapshot(), this.words));
  protected readonly memory = computed(() => this.writer.use('redis', MEMORY_USE, this.snapshot()));
  protected readonly figures = computed(() => {
    const figures = this.memory() ? CARD_FIGURES : [UNLIMITED_MEMORY, ...CARD_FIGURES];
    return this.writer.write('redis', figures, this.snapshot());
  });
}
