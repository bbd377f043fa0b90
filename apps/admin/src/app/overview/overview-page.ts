import { Component, inject } from '@angular/core';
import { ProblemNotice } from '../resources/problem-notice';
import { OpenStrip } from '../alerts/incidents/open-strip';
import { Words } from '../language/words';
import { Ago } from '../live/ago';
import { titlePage } from '../ui/layout/page-title';
import { Skeleton } from '../ui/layout/skeleton';
import { OverviewSource } from './overview-source';
import { StateMatrix } from './state-matrix';
import { UnhealthyList } from './unhealthy-list';

/** All environments side by side, and their unhealthy services. */
@Component({
  selector: 'app-overview-page',
  imports: [Ago, OpenStrip, ProblemNotice, Skeleton, StateMatrix, UnhealthyList],
  template: `
    <header>
      <h1>{{ words.say('shell.frame.overview') }}</h1>
      @if (source.overview(); as overview) {
        <p class="minor"><app-ago [at]="overview.generatedAt" /></p>
      }
    </header>
    <app-open-strip />
    <app-problem-notice [of]="source.resource" [isRefresh]="source.overview() !== undefined" />
    @if (source.overview(); as overview) {
      <div class="columns">
        <app-unhealthy-list [overview]="overview" />
        <app-state-matrix [overview]="overview" />
      </div>
    } @else if (source.resource.isLoading()) {
      <div class="columns" aria-busy="true">
        <app-skeleton height="12rem" />
        <app-skeleton height="28rem" />
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
    @container page (width >= 68rem) {
      .columns {
        grid-template-columns: minmax(22rem, 2fr) minmax(0, 3fr);
      }
    }
  `,
})
export class OverviewPage {
  protected readonly words = inject(Words);
  protected readonly source = inject(OverviewSource);

  constructor() {
    titlePage(
      () => this.words.say('shell.frame.overview'),
      () => (this.source.overview() ? this.source.worst() : undefined),
    );
  }
}
