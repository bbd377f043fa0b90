import { Component, computed, inject, input } from '@angular/core';
import type { PopularEndpoint } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { EndpointName } from './endpoint-name';

/** The endpoints with most requests, each with a bar relative to the first. */
@Component({
  selector: 'app-popular-endpoints',
  imports: [EndpointName],
  template: `
    <ol [attr.aria-label]="words.say('services.requests.popular')">
      @for (row of rows(); track row.endpoint) {
        <li>
          <app-endpoint-name class="name" [endpoint]="row.endpoint" [title]="row.endpoint" />
          <span class="count">{{ words.number(row.requests) }}</span>
          <span class="bar" aria-hidden="true" [style.inline-size.%]="row.percent"></span>
        </li>
      }
    </ol>
  `,
  styles: `
    ol {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-2);
      font-size: var(--text-s);
    }
    li {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: baseline;
      gap: 0 var(--space-3);
    }
    .name {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .bar {
      grid-column: 1 / -1;
      block-size: 3px;
      min-inline-size: 3px;
      border-radius: var(--radius-round);
      background: var(--accent-soft);
    }
  `,
})
export class PopularEndpointList {
  readonly endpoints = input.required<readonly PopularEndpoint[]>();

  protected readonly words = inject(Words);

  protected readonly rows = computed(() => {
    const most = Math.max(1, ...this.endpoints().map(({ requests }) => requests));
    return this.endpoints().map((row) => ({ ...row, percent: (row.requests / most) * 100 }));
  });
}
