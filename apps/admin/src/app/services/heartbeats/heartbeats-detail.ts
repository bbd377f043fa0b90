import { Component, computed, inject, input } from '@angular/core';
import type {
  EnvironmentId,
  HeartbeatJob,
  HeartbeatsSnapshot,
  ServiceDetail,
} from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { addressChoice } from '../../resources/address-value';
import { Absent } from '../../ui/figures/absent';
import { Choice } from '../../ui/forms/choice';
import { DetailSection } from '../../ui/layout/detail-section';
import { Cell } from '../../ui/tables/cell';
import { DataTable } from '../../ui/tables/data-table';
import type { TableOf } from '../../ui/tables/table-of';
import { reasonsOf, TargetState } from '../target-state';
import { JobRunList } from './job-runs';
import { momentOf, outcomeWords, scheduleWords } from './run-words';
import { SetupExample } from './setup-example';

const JOBS: TableOf<HeartbeatJob> = {
  key: ({ name }) => name,
  search: {
    label: 'services.heartbeats.search',
    texts: ({ name }) => [name],
    status: ({ status }) => status,
  },
  columns: [
    { label: 'services.heartbeats.job', cell: 'job', value: ({ name }) => name, isSorted: true },
    { label: 'shell.word.state', cell: 'state', shape: 'wide' },
    { label: 'services.heartbeats.lastRun', cell: 'run' },
    {
      label: 'services.heartbeats.lastSuccess',
      at: ({ lastSuccessAt }) => lastSuccessAt,
      absent: 'services.heartbeats.noSuccess',
      isSorted: true,
    },
    { label: 'services.heartbeats.due', cell: 'due' },
  ],
};

/** All of an environment's jobs, the runs of one of them, and how another one reports. */
@Component({
  selector: 'app-heartbeats-detail',
  imports: [Absent, Ago, Cell, Choice, DataTable, DetailSection, JobRunList, SetupExample, TargetState],
  template: `
    <app-detail-section [heading]="words.say('services.heartbeats.jobs')">
      <app-data-table
        sort="sort"
        [table]="table"
        [rows]="jobs()"
        [label]="words.say('services.heartbeats.jobs')"
        [empty]="words.say('services.heartbeats.none')"
      >
        <ng-template appCell="job" [appCellOf]="jobs()" let-job>
          {{ job.name }}
          <div class="minor">{{ scheduleWords(job, words) }}</div>
          <div class="minor">{{ termsOf(job) }}</div>
        </ng-template>
        <ng-template appCell="state" [appCellOf]="jobs()" let-job>
          <app-target-state
            [status]="job.status"
            [reason]="reasons().get(job.name)"
            [scope]="{ environment: environment(), service: 'heartbeats', target: job.name }"
            [name]="job.name"
          />
        </ng-template>
        <ng-template appCell="run" [appCellOf]="jobs()" let-job>
          @if (job.lastRun; as run) {
            <span [class.bad]="run.outcome === 'failure'">{{ outcomeWords(run, words) }}</span>
            <div class="minor">
              <app-ago [at]="momentOf(run)" />
              @if (run.durationMs !== null) {
                · {{ words.duration(run.durationMs) }}
              }
            </div>
          } @else {
            <app-absent [why]="words.say('services.heartbeats.never')" />
          }
        </ng-template>
        <ng-template appCell="due" [appCellOf]="jobs()" let-job>
          @if (job.dueAt; as at) {
            <time [attr.datetime]="at" [title]="words.moment(at)">{{ words.instant(at) }}</time>
          } @else {
            <app-absent [why]="words.say('services.heartbeats.noDue')" />
          }
        </ng-template>
      </app-data-table>
    </app-detail-section>

    @if (job(); as job) {
      <app-detail-section [heading]="words.say('services.heartbeats.runs')">
        @if (names().length > 1) {
          <app-choice
            aside
            [label]="words.say('services.heartbeats.job')"
            [options]="choices()"
            [chosen]="job"
            (chosenChange)="chosen.set($event)"
          />
        }
        <app-job-runs [environment]="environment()" [job]="job" />
      </app-detail-section>
    }

    <app-detail-section [heading]="words.say('services.heartbeats.setup')">
      <app-setup-example [environment]="environment()" />
    </app-detail-section>
  `,
  styleUrl: '../detail.scss',
})
export class HeartbeatsDetail {
  readonly snapshot = input.required<HeartbeatsSnapshot>();
  readonly detail = input.required<ServiceDetail>();
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);
  protected readonly table = JOBS;
  protected readonly outcomeWords = outcomeWords;
  protected readonly scheduleWords = scheduleWords;
  protected readonly momentOf = momentOf;

  protected readonly jobs = computed(() => this.snapshot().jobs);
  protected readonly reasons = computed(() => reasonsOf(this.detail()));
  protected readonly names = computed(() => this.jobs().map(({ name }) => name));
  protected readonly choices = computed(() => this.names().map((name) => ({ value: name, text: name })));

  protected readonly chosen = addressChoice<string>(
    'job',
    () => this.names(),
    () => this.names()[0] ?? '',
  );
  protected readonly job = this.chosen;

  protected termsOf({ graceMs, timeoutMs }: HeartbeatJob): string {
    const terms = { grace: this.words.duration(graceMs), timeout: this.words.duration(timeoutMs) };
    return this.words.say('services.heartbeats.terms', terms);
  }
}
