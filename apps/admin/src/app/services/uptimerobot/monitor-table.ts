import { Component, inject, input } from '@angular/core';
import type { EnvironmentId, Reason, UptimeRobotMonitor } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { VendorLink } from '../../ui/layout/vendor-link';
import { Cell } from '../../ui/tables/cell';
import { DataTable } from '../../ui/tables/data-table';
import type { TableOf } from '../../ui/tables/table-of';
import { TargetState } from '../target-state';
import { ageOf, RESPONSE, UPTIMES } from './monitor-statistics';
import { wordOfState } from './monitor-state';

const NUMBER = { shape: 'number', isSorted: true } as const;

const MONITORS: TableOf<UptimeRobotMonitor> = {
  key: ({ id }) => id,
  search: {
    label: 'services.uptimerobot.search',
    texts: ({ name, url, tags }) => [name, url, ...tags],
    status: ({ status }) => status,
  },
  columns: [
    { label: 'services.uptimerobot.monitor', cell: 'monitor', value: ({ name }) => name, isSorted: true },
    { label: 'shell.word.state', cell: 'state', shape: 'wide' },
    {
      label: 'services.uptimerobot.since',
      at: ({ stateSinceAt }) => stateSinceAt,
      shape: 'steady',
      isSorted: true,
    },
    ...UPTIMES.map((uptime) => ({ ...uptime, ...NUMBER, label: uptime.column })),
    { ...RESPONSE, ...NUMBER, note: 'age' },
    {
      label: 'services.uptimerobot.interval',
      value: ({ intervalMs }) => intervalMs,
      unit: 'duration',
      shape: 'steady',
    },
    { label: 'shell.settings.type', value: ({ type }) => type },
    {
      label: 'shell.settings.tags',
      value: ({ tags }) => tags.join(', ') || null,
      absent: 'services.uptimerobot.noTags',
    },
    {
      label: 'shell.word.certificate',
      value: ({ certificateExpiresAt: at }, words) => at && words.instant(at),
      absent: 'services.endpoints.noCertificate',
      shape: 'steady',
    },
    {
      label: 'services.uptimerobot.lastIncident',
      value: ({ lastIncident }, words) => incidentOf(lastIncident, words),
      shape: 'wide',
    },
  ],
};

/** All of an environment's monitors with all that UptimeRobot says of them. */
@Component({
  selector: 'app-monitor-table',
  imports: [Ago, Cell, DataTable, TargetState, VendorLink],
  template: `
    <app-data-table
      sort="sort"
      [table]="table"
      [rows]="monitors()"
      [label]="words.say('services.uptimerobot.monitors')"
      [empty]="words.say('services.table.empty')"
    >
      <ng-template appCell="monitor" [appCellOf]="monitors()" let-monitor>
        <app-vendor-link
          [href]="monitor.dashboardUrl"
          [label]="words.say('services.uptimerobot.openMonitor', { name: monitor.name })"
          >{{ monitor.name }}</app-vendor-link
        >
        <div class="minor address">
          <app-vendor-link [href]="monitor.url">{{ monitor.url }}</app-vendor-link>
        </div>
      </ng-template>
      <ng-template appCell="state" [appCellOf]="monitors()" let-monitor>
        <app-target-state
          [status]="monitor.status"
          [word]="stateOf(monitor)"
          [reason]="reasons().get(monitor.id)"
          [scope]="{ environment: environment(), service: 'uptimerobot', target: monitor.id }"
          [name]="monitor.name"
        />
      </ng-template>
      <ng-template appCell="age" [appCellOf]="monitors()" let-monitor>
        @if (ageOf(monitor, sampledAt()); as at) {
          <div class="minor">{{ words.say('services.uptimerobot.statisticsOf') }} <app-ago [at]="at" /></div>
        }
      </ng-template>
    </app-data-table>
  `,
  styles: `
    .address {
      min-inline-size: 15rem;
      overflow-wrap: anywhere;
    }
  `,
})
export class MonitorTable {
  readonly monitors = input.required<readonly UptimeRobotMonitor[]>();
  readonly environment = input.required<EnvironmentId>();
  /** When the states were read, to find statistics that are much older. */
  readonly sampledAt = input.required<string>();

  /** Why monitors are not up, by id. */
  readonly reasons = input<ReadonlyMap<string, Reason | null>>(new Map());

  protected readonly words = inject(Words);

  protected readonly table = MONITORS;
  protected readonly ageOf = ageOf;

  protected stateOf(monitor: UptimeRobotMonitor): string {
    return wordOfState(monitor, this.words);
  }
}

function incidentOf(incident: UptimeRobotMonitor['lastIncident'], words: Words): string {
  if (incident === null) return words.say('shell.word.none');
  const [at, reason] = [words.instant(incident.startedAt), incident.reason];
  if (incident.isOpen || incident.durationMs === null) {
    return words.say('services.uptimerobot.openIncident', { at, reason });
  }
  const duration = words.duration(incident.durationMs);
  return words.say('services.uptimerobot.incident', { at, duration, reason });
}
