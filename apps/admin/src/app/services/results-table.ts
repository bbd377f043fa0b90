import { Component, computed, inject, input } from '@angular/core';
import {
  type CheckResult,
  DEFAULT_TARGET,
  type EnvironmentId,
  type ServiceKind,
} from '@envscope/contracts/index.js';
import { Words } from '../language/words';
import { Cell } from '../ui/tables/cell';
import { DataTable } from '../ui/tables/data-table';
import type { TableOf } from '../ui/tables/table-of';
import { TargetState } from './target-state';

/** Every target's latest result, the most urgent first. */
@Component({
  selector: 'app-results-table',
  imports: [Cell, DataTable, TargetState],
  template: `
    <app-data-table
      sort="sort"
      [table]="table()"
      [rows]="results()"
      [label]="words.say('shell.detail.results')"
    >
      <ng-template appCell="state" [appCellOf]="results()" let-result>
        <app-target-state
          [status]="result.status"
          [reason]="result.reason"
          [scope]="{ environment: environment(), service: service(), target: result.target }"
          [name]="nameOf(result)"
        />
      </ng-template>
    </app-data-table>
  `,
})
export class ResultsTable {
  readonly environment = input.required<EnvironmentId>();
  readonly results = input.required<readonly CheckResult[]>();
  readonly service = input.required<ServiceKind>();

  protected readonly words = inject(Words);

  protected readonly table = computed((): TableOf<CheckResult> => {
    const nameOf = (result: CheckResult) => this.nameOf(result);
    return {
      key: ({ target }) => target,
      search: {
        label: 'shell.detail.filter',
        texts: (result) => [nameOf(result)],
        status: ({ status }) => status,
      },
      columns: [
        { label: 'shell.word.name', value: nameOf, isSorted: true },
        { label: 'shell.word.state', cell: 'state', shape: 'wide' },
        {
          label: 'measurements.latencyMs',
          value: ({ latencyMs }) => latencyMs,
          unit: 'duration',
          absent: 'services.absent.measurement',
          shape: 'number',
          isSorted: true,
        },
        { label: 'shell.detail.checked', at: ({ checkedAt }) => checkedAt, shape: 'steady', isSorted: true },
      ],
    };
  });

  protected nameOf({ target, label }: CheckResult): string {
    return target === DEFAULT_TARGET ? this.words.service(this.service()) : (label ?? target);
  }
}
