import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { IncidentPage, type IncidentSummary } from '@envscope/contracts/index.js';
import { EMPTY, expand, map, type Observable, take, toArray } from 'rxjs';
import { API } from '../api/api';
import { lastValue } from '../api/last-value';
import { ProblemNotice } from '../api/problem-notice';
import { Clock } from '../live/clock';
import { Words } from '../language/words';
import { reloadOnAlerts } from '../live/reload-on-events';
import { Button } from '../ui/button';
import { Skeleton } from '../ui/skeleton';
import { type IncidentFilter, paramsOf } from './incident-filter';
import { IncidentRow } from './incident-row';

/** What was read: the incidents of so many pages, and whether there are more. */
interface Reading {
  readonly incidents: readonly IncidentSummary[];
  readonly pages: number;
  readonly hasMore: boolean;
}

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
  private readonly http = inject(HttpClient);
  private readonly clock = inject(Clock);

  private readonly pages = linkedSignal({ source: this.filter, computation: () => 1 });

  protected readonly resource = rxResource({
    params: () => this.filter(),
    stream: ({ params }) => this.read(params, this.pages()),
  });
  protected readonly reading = lastValue(this.resource);

  protected readonly isReadingMore = computed(
    () => this.resource.isLoading() && this.pages() > (this.reading()?.pages ?? 0),
  );

  constructor() {
    reloadOnAlerts(this.resource, ({ topic, environment }) => {
      const wanted = this.filter().environment ?? null;
      return topic === 'incidents' && (wanted === null || environment === null || wanted === environment);
    });
  }

  protected readMore(): void {
    this.pages.update((pages) => pages + 1);
    this.resource.reload();
  }

  /** All pages anew, since what has changed may have moved from one to another. */
  private read(filter: IncidentFilter, pages: number): Observable<Reading> {
    const params = paramsOf(filter, this.clock.read());
    return this.page(params).pipe(
      expand(({ nextCursor }) =>
        nextCursor === null ? EMPTY : this.page({ ...params, cursor: nextCursor }),
      ),
      take(pages),
      toArray(),
      map((read) => ({
        incidents: read.flatMap(({ incidents }) => incidents),
        pages,
        hasMore: read.at(-1)?.nextCursor !== null,
      })),
    );
  }

  private page(params: Readonly<Record<string, string>>): Observable<IncidentPage> {
    return this.http
      .get<unknown>(API.incidents, { params })
      .pipe(map((answer) => IncidentPage.parse(answer)));
  }
}
