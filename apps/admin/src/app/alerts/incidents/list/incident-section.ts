import { Component, computed, inject, input } from '@angular/core';
import { IncidentPage } from '@envscope/contracts/index.js';
import { API } from '../../../api/api';
import { pagedList } from '../../../data/paged-list';
import { ProblemNotice } from '../../../data/problem-notice';
import { Clock } from '../../../live/clock';
import { Words } from '../../../language/words';
import { reloadOnAlerts } from '../../../live/reload-on-events';
import { Button } from '../../../ui/buttons/button';
import { Skeleton } from '../../../ui/layout/skeleton';
import { type IncidentFilter, paramsOf } from './incident-filter';
import { IncidentRow } from './incident-row';

/** The incidents that a filter finds, newest first, page by page and live. */
@Component({
  selector: 'app-incident-section',
  imports: [Button, IncidentRow, ProblemNotice, Skeleton],
  template: `
    <section [attr.aria-label]="heading()" [attr.aria-busy]="!reading() && resource.isLoading()">
      <h2>{{ heading() }}</h2>
      @if (resource.error(); as error) {
        <app-problem-notice
          [error]="error"
          [isRefresh]="reading() !== undefined"
          (retry)="resource.reload()"
        />
      }
      @if (reading(); as shown) {
        @if (shown.incidents.length > 0) {
          <ul [attr.aria-label]="heading()">
            @for (incident of shown.incidents; track incident.id) {
              <li><app-incident-row [incident]="incident" /></li>
            }
          </ul>
          @if (shown.hasMore) {
            <button appButton type="button" [disabled]="isReadingMore()" (click)="readMore()">
              {{ words.say(isReadingMore() ? 'incidents.list.loadingOlder' : 'incidents.list.older') }}
            </button>
          }
        } @else {
          <ng-content />
        }
      } @else if (resource.isLoading()) {
        <app-skeleton height="10rem" />
      }
    </section>
  `,
  styles: `
    section {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      justify-items: start;
      gap: var(--space-3);
    }
    section > * {
      inline-size: 100%;
    }
    section > button {
      inline-size: auto;
    }
    h2 {
      font-size: var(--text-l);
    }
    ul {
      border: 1px solid var(--line);
      border-radius: var(--radius-3);
      background: var(--surface);
      box-shadow: var(--shadow-1);
      overflow: hidden;
    }
    li + li {
      border-block-start: 1px solid var(--line);
    }
  `,
})
export class IncidentSection {
  readonly heading = input.required<string>();
  readonly filter = input.required<IncidentFilter>();

  protected readonly words = inject(Words);
  private readonly clock = inject(Clock);

  private readonly list = pagedList({
    of: () => this.filter(),
    ask: (filter) => ({ url: API.incidents, params: paramsOf(filter, this.clock.read()) }),
    parse: (answer) => IncidentPage.parse(answer),
  });
  protected readonly resource = this.list.resource;
  protected readonly isReadingMore = this.list.isReadingMore;
  protected readonly reading = computed(() => {
    const read = this.list.reading();
    return read && { incidents: read.pages.flatMap(({ incidents }) => incidents), hasMore: read.hasMore };
  });

  constructor() {
    reloadOnAlerts(this.resource, ({ topic, environment }) => {
      const wanted = this.filter().environment ?? null;
      return topic === 'incidents' && (wanted === null || environment === null || wanted === environment);
    });
  }

  protected readMore(): void {
    this.list.readMore();
  }
}
