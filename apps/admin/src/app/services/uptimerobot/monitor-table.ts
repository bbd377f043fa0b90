import { Component, computed, inject, input } from '@angular/core';
import type { UptimeRobotMonitor } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { addressText } from '../../resources/address-value';
import { StatusMark } from '../../ui/badges/status-mark';
import { SearchBar } from '../../ui/forms/search-bar';
import { VendorLink } from '../../ui/layout/vendor-link';
import { Cell, DataTable, type TableOf } from '../../ui/tables/data-table';
import { ageOf, RESPONSE, UPTIMES } from './monitor-statistics';
import { wordOfState } from './monitor-state';

/** Monitors that many are searched rather than read. */
const SEARCHED_FROM = 9;

const NUMBER = { shape: 'number', isSorted: true } as const;

const MONITORS: TableOf<UptimeRobotMonitor> = {
  key: ({ id }) => id,
  columns: [
    { label: 'services.uptimerobot.monitor', cell: 'monitor', value: ({ name }) => name, isSorted: true },
    { label: 'shell.word.state', cell: 'state', shape: 'steady' },
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
  imports: [Ago, Cell, DataTable, SearchBar, StatusMark, VendorLink],
  template: `
    @if (isSearchable()) {
      <app-search-bar
        [label]="words.say('services.uptimerobot.search')"
        [count]="words.say('shell.detail.resultCount', { shown: found().length, total: monitors().length })"
        [text]="query()"
        (textChange)="query.set($event)"
      />
    }
    <app-data-table
      sort="sort"
      [table]="table"
      [rows]="found()"
      [label]="words.say('services.uptimerobot.monitors')"
      [empty]="words.say('services.table.empty')"
    >
      <ng-template appCell="monitor" [appCellOf]="found()" let-monitor>
        <app-vendor-link
          [href]="monitor.dashboardUrl"
          [label]="words.say('services.uptimerobot.openMonitor', { name: monitor.name })"
          >{{ monitor.name }}</app-vendor-link
        >
        <div class="minor address">
          <app-vendor-link [href]="monitor.url">{{ monitor.url }}</app-vendor-link>
        </div>
      </ng-template>
      <ng-template appCell="state" [appCellOf]="found()" let-monitor>
        <span class="state"><app-status-mark [status]="monitor.status" /> {{ stateOf(monitor) }}</span>
      </ng-template>
      <ng-template appCell="age" [appCellOf]="found()" let-monitor>
        @if (ageOf(monitor, sampledAt()); as at) {
          <div class="minor">{{ words.say('services.uptimerobot.statisticsOf') }} <app-ago [at]="at" /></div>
        }
      </ng-template>
    </app-data-table>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-3);
    }
    .address {
      min-inline-size: 15rem;
      overflow-wrap: anywhere;
    }
    .state {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
    }
  `,
})
export class MonitorTable {
  readonly monitors = input.required<readonly UptimeRobotMonitor[]>();
  /** When the states were read, to find statistics that are much older. */
  readonly sampledAt = input.required<string>();

  protected readonly words = inject(Words);

  protected readonly table = MONITORS;
  protected readonly ageOf = ageOf;
  protected readonly query = addressText('find');
  protected readonly isSearchable = computed(() => this.monitors().length >= SEARCHED_FROM);
  protected readonly found = computed(() => {
    const query = this.query().trim().toLocaleLowerCase();
    return this.monitors().filter(({ name, url, tags }) =>
      [name, url, ...tags].some((text) => text.toLocaleLowerCase().includes(query)),
    );
  });

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
