import { Component, type ElementRef, inject, input, viewChild } from '@angular/core';
import { IncidentPage } from '@envscope/contracts/index.js';
import { API } from '../../../api/api';
import { KeptFocus } from '../../../resources/kept-focus';
import { PagedFrame } from '../../../resources/paged-frame';
import { pagedList } from '../../../resources/paged-list';
import { Clock } from '../../../live/clock';
import { reloadOnAlerts } from '../../../live/reload-on-events';
import { type IncidentFilter, queryOf } from './incident-filter';
import { IncidentRow } from './incident-row';

/** The incidents that a filter finds, newest first, page by page and live. */
@Component({
  selector: 'app-incident-section',
  imports: [IncidentRow, PagedFrame],
  template: `
    <section class="group" [attr.aria-label]="heading()">
      <h2 #title tabindex="-1">{{ heading() }}</h2>
      <app-paged-frame [list]="list">
        @if (list.items()?.length) {
          <ul class="rows" [attr.aria-label]="heading()">
            @for (incident of list.items(); track incident.id) {
              <li>
                <app-incident-row [incident]="incident" (acted)="readAnew()" />
              </li>
            }
          </ul>
        } @else {
          <ng-content />
        }
      </app-paged-frame>
    </section>
  `,
  host: { '[attr.aria-busy]': '!list.items() && list.resource.isLoading()' },
  styleUrl: '../../../../styles/page.scss',
  styles: `
    .rows {
      container: rows / inline-size;
    }
  `,
})
export class IncidentSection {
  readonly heading = input.required<string>();
  readonly filter = input.required<IncidentFilter>();

  private readonly clock = inject(Clock);

  protected readonly list = pagedList({
    of: () => this.filter(),
    ask: (filter) => ({ url: API.incidents, params: queryOf(filter, this.clock.read()) }),
    parse: (answer) => IncidentPage.parse(answer),
    items: ({ incidents }) => incidents,
    // The page has two of these lists.
    pages: () => (this.filter().state === 'resolved' ? 'pages' : 'open-pages'),
  });

  private readonly title = viewChild<ElementRef<HTMLElement>>('title');
  private readonly focus = new KeptFocus(this.list.items, this.title);

  constructor() {
    reloadOnAlerts(this.list.resource, ({ topic, environment }) => {
      const wanted = this.filter().environment ?? null;
      return topic === 'incidents' && (wanted === null || environment === null || wanted === environment);
    });
  }

  protected readAnew(): void {
    this.focus.keep();
    this.list.resource.reload();
  }
}
