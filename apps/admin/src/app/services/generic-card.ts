import { Component, computed, inject, input } from '@angular/core';
import type { ServiceCard } from '@envscope/contracts/index.js';
import { Words } from '../language/words';
import { FigureWriter } from './figure-writer';
import { FigureList } from '../ui/figures/figure-list';

/** Figures of a service that has no card of its own yet: what its probe measured. */
@Component({
  selector: 'app-generic-card',
  imports: [FigureList],
  template: `
    @if (figures().length > 0) {
      <app-figure-list [figures]="figures()" />
    } @else {
      <p class="small">{{ words.say('shell.card.noDetail') }}</p>
    }
  `,
})
export class GenericCard {
  readonly card = input.required<ServiceCard>();

  protected readonly words = inject(Words);
  private readonly writer = inject(FigureWriter);

  protected readonly figures = computed(() =>
    this.writer.writeMeasured(this.card().service, this.card().measurements),
  );
}
