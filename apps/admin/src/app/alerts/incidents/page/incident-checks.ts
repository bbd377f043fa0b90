import { Component, inject, input } from '@angular/core';
import type { IncidentCheck } from '@envscope/contracts/index.js';
import { Words } from '../../../language/words';
import { StatusMark } from '../../../ui/badges/status-mark';
import { Cell } from '../../../ui/tables/cell';
import { DataTable } from '../../../ui/tables/data-table';
import type { TableOf } from '../../../ui/tables/table-of';

const CHECKS: TableOf<IncidentCheck> = {
  key: (check) => check,
  stacks: false,
  first: Infinity,
  columns: [
    { label: 'shell.word.checkedAt', cell: 'time', shape: 'steady' },
    { label: 'shell.word.status', cell: 'status', shape: 'steady' },
    {
      label: 'measurements.latencyMs',
      value: ({ latencyMs }) => latencyMs,
      unit: 'duration',
      absent: ({ status }) =>
        status === 'unknown' ? 'services.absent.figure' : 'services.endpoints.noAnswer',
      shape: 'number',
    },
    {
      label: 'shell.word.reason',
      value: ({ reason }, words) => (reason ? words.reason(reason) : ''),
      shape: 'wide',
    },
  ],
};

/** The checks around the beginning of an incident, oldest first: how it came about. */
@Component({
  selector: 'app-incident-checks',
  imports: [Cell, DataTable, StatusMark],
  template: `
    <app-data-table
      [table]="table"
      [rows]="checks()"
      [label]="words.say('incidents.detail.checks')"
      [empty]="words.say('incidents.detail.noChecks')"
    >
      <ng-template appCell="time" [appCellOf]="checks()" let-check>
        <span [title]="words.moment(check.at)">{{ words.time(check.at) }}</span>
      </ng-template>
      <ng-template appCell="status" [appCellOf]="checks()" let-check>
        <span class="status"
          ><app-status-mark [status]="check.status" />{{ words.status(check.status) }}</span
        >
      </ng-template>
    </app-data-table>
  `,
  styles: `
    .status {
      display: inline-flex;
      align-items: center;
      gap: var(--space-2);
    }
  `,
})
export class IncidentChecks {
  readonly checks = input.required<readonly IncidentCheck[]>();

  protected readonly words = inject(Words);

  protected readonly table = CHECKS;
}
