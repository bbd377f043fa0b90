import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { JobRuns, type EnvironmentId, type JobRun } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { reloadOnEvents } from '../../live/reload-on-events';
import { lastValue } from '../../resources/last-value';
import { ProblemNotice } from '../../resources/problem-notice';
import { Bars } from '../../ui/charts/bars';
import { Skeleton } from '../../ui/layout/skeleton';
import { Cell } from '../../ui/tables/cell';
import { DataTable } from '../../ui/tables/data-table';
import type { TableOf } from '../../ui/tables/table-of';
import { SERVICE_API } from '../service-api';
import { momentOf, outcomeWords } from './run-words';

const RUNS: TableOf<JobRun> = {
  key: ({ startedAt, endedAt, run }) => `${startedAt} ${endedAt} ${run}`,
  first: 15,
  columns: [
    { label: 'services.heartbeats.started', cell: 'started', absent: 'services.heartbeats.noStart' },
    { label: 'services.heartbeats.outcome', cell: 'outcome' },
    {
      label: 'measurements.durationMs',
      value: ({ durationMs }) => durationMs,
      unit: 'duration',
      shape: 'number',
      absent: 'services.heartbeats.noDuration',
    },
    { label: 'services.heartbeats.log', cell: 'log', shape: 'wide' },
  ],
};

/** The newest runs of one job: how long each took, how it ended, and what it printed. */
@Component({
  selector: 'app-job-runs',
  imports: [Bars, Cell, DataTable, ProblemNotice, Skeleton],
  template: `
    <app-problem-notice [of]="resource" [isRefresh]="runs() !== undefined" />
    @if (runs(); as runs) {
      @if (timed().length > 1) {
        <app-bars [bars]="bars()" [label]="summary()" />
      }
      <app-data-table
        [table]="table"
        [rows]="runs"
        [label]="words.say('services.heartbeats.runsOf', { job: job() })"
        [empty]="words.say('services.heartbeats.noRuns')"
      >
        <ng-template appCell="started" [appCellOf]="runs" let-run>
          <time [attr.datetime]="momentOf(run)" [title]="words.moment(momentOf(run))">{{
            words.instant(momentOf(run))
          }}</time>
          @if (run.run; as name) {
            <div class="minor name">{{ name }}</div>
          }
        </ng-template>
        <ng-template appCell="outcome" [appCellOf]="runs" let-run>
          <span [class.bad]="run.outcome === 'failure'" [class.muted]="run.outcome === 'unfinished'">{{
            outcomeWords(run, words)
          }}</span>
        </ng-template>
        <ng-template appCell="log" [appCellOf]="runs" let-run>
          @if (run.log; as log) {
            <details>
              <summary>{{ words.say('services.heartbeats.logOf') }}</summary>
              <pre tabindex="0">{{ log }}</pre>
            </details>
          }
        </ng-template>
      </app-data-table>
    } @else if (!resource.error()) {
      <div aria-busy="true">
        <app-skeleton height="14rem" />
        <span class="visually-hidden">{{ words.say('shell.word.loading') }}</span>
      </div>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-4);
    }
    .name {
      overflow-wrap: anywhere;
    }
    summary {
      cursor: pointer;
    }
    pre {
      max-block-size: 20rem;
      margin-block: var(--space-2) 0;
      padding: var(--space-3);
      overflow: auto;
      border-radius: var(--radius-2);
      background: var(--surface-sunken);
      font-size: var(--text-xs);
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
  `,
})
export class JobRunList {
  readonly environment = input.required<EnvironmentId>();
  readonly job = input.required<string>();

  protected readonly words = inject(Words);
  protected readonly table = RUNS;
  protected readonly outcomeWords = outcomeWords;
  protected readonly momentOf = momentOf;

  protected readonly resource = httpResource(() => SERVICE_API.jobRuns(this.environment(), this.job()), {
    parse: (answer) => JobRuns.parse(answer),
  });
  private readonly answer = lastValue(this.resource);
  protected readonly runs = computed(() => this.answer()?.runs);

  /** Oldest first. */
  protected readonly timed = computed(
    () =>
      this.runs()
        ?.filter(({ durationMs }) => durationMs !== null)
        .reverse() ?? [],
  );
  protected readonly bars = computed(() =>
    this.timed().map((run) => ({
      value: run.durationMs ?? 0,
      title: `${this.words.instant(momentOf(run))}: ${this.words.duration(run.durationMs ?? 0)}, ${outcomeWords(run, this.words)}`,
      isProvisional: run.outcome === 'failure',
    })),
  );
  protected readonly summary = computed(() => {
    const runs = this.timed();
    const longestMs = Math.max(0, ...runs.map(({ durationMs }) => durationMs ?? 0));
    const failed = runs.filter(({ outcome }) => outcome === 'failure').length;
    const counts = { count: runs.length, failed, longest: this.words.duration(longestMs) };
    return `${this.words.say('services.heartbeats.durations')}: ${this.words.say('services.heartbeats.durationsSummary', counts)}`;
  });

  constructor() {
    reloadOnEvents(
      this.resource,
      ({ environment, service }) => environment === this.environment() && service === 'heartbeats',
    );
  }
}
