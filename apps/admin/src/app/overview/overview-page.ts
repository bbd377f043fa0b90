import { Component, computed, inject } from '@angular/core';
import { OpenIncidents } from '../alerts/incidents/open-incidents';
import { Configuration } from '../configuration/configuration';
import { ProblemNotice } from '../resources/problem-notice';
import { Words } from '../language/words';
import { Ago } from '../live/ago';
import { inTurns } from '../ui/layout/in-turns';
import { titlePage } from '../ui/layout/page-title';
import { Skeleton } from '../ui/layout/skeleton';
import { CurrentUnhealthy } from '../unhealthy/current-unhealthy';
import { UnhealthyList } from '../unhealthy/unhealthy-list';
import { OverviewSource } from '../standings/overview-source';
import { RecentEvents } from './recent-events';
import { StateMatrix } from './state-matrix';

/** What is wrong now, how all environments stand and stood, and what happened lately. */
@Component({
  selector: 'app-overview-page',
  imports: [Ago, ProblemNotice, RecentEvents, Skeleton, StateMatrix, UnhealthyList],
  template: `
    <header>
      <h1>{{ words.say('shell.frame.overview') }}</h1>
      @if (source.overview(); as overview) {
        <p class="minor"><app-ago [at]="overview.generatedAt" /></p>
      }
    </header>
    <app-problem-notice [of]="source.resource" [isRefresh]="source.overview() !== undefined" />
    <app-problem-notice [of]="incidents.resource" [isRefresh]="incidents.incidents() !== undefined" />
    @if (isKnown() && source.overview(); as overview) {
      <div class="columns">
        <app-unhealthy-list />
        @if (turns() > 1) {
          <app-state-matrix [overview]="overview" [most]="turns() - 2" />
        }
        @if (turns() >= total()) {
          @defer (on immediate) {
            <app-recent-events />
          }
        }
      </div>
    } @else if (source.resource.isLoading() || source.overview()) {
      <div class="columns" aria-busy="true">
        <app-skeleton class="list" height="12rem" />
        <app-skeleton class="matrix" height="28rem" />
      </div>
    }
  `,
  styles: `
    :host {
      container: page / inline-size;
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-4);
    }
    header {
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      gap: var(--space-4);
    }
    h1 {
      font-size: var(--text-xl);
    }
    .columns {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      align-items: start;
      gap: var(--space-4);
    }
    /* What happened lately stands below what is wrong now, beside the matrix however long that is. */
    @container page (width >= 84rem) {
      .columns {
        grid-template:
          'list matrix' auto
          'events matrix' 1fr / minmax(22rem, 2fr) minmax(0, 5fr);
      }
      app-unhealthy-list,
      .list {
        grid-area: list;
      }
      app-state-matrix,
      .matrix {
        grid-area: matrix;
      }
      app-recent-events {
        grid-area: events;
      }
    }
  `,
})
export class OverviewPage {
  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);
  protected readonly source = inject(OverviewSource);
  protected readonly incidents = inject(OpenIncidents);
  private readonly unhealthy = inject(CurrentUnhealthy);
  protected readonly isKnown = this.unhealthy.isKnown;
  /** The list, the head of the matrix, each of its rows, and what happened lately: from top to bottom, so that nothing moves that is there. */
  protected readonly total = computed(() => 3 + this.configuration.environments().length);
  protected readonly turns = inTurns(() => (this.isKnown() ? this.total() : 0));

  constructor() {
    titlePage(
      () => this.words.say('shell.frame.overview'),
      () => (this.source.overview() ? this.unhealthy.worst() : undefined),
    );
  }
}
