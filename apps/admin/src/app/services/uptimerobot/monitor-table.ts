import { Component, computed, inject, input, signal } from '@angular/core';
import type { UptimeRobotMonitor } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Absent } from '../../ui/figures/absent';
import { Button } from '../../ui/buttons/button';
import { FirstRows } from '../../ui/tables/first-rows';
import { SortHeader } from '../../ui/tables/sort-header';
import { Sorting } from '../../ui/tables/sorting';
import { StatusMark } from '../../ui/badges/status-mark';
import { TableFrame } from '../../ui/tables/table-frame';
import { inWords } from '../in-words';
import { VendorLink } from '../../ui/layout/vendor-link';
import { areOld, wordOfState } from './monitor-state';

/** Monitors that many are searched rather than read. */
const SEARCHED_FROM = 9;

/** All of an environment's monitors with all that UptimeRobot says of them. */
@Component({
  selector: 'app-monitor-table',
  imports: [Absent, Ago, Button, SortHeader, StatusMark, TableFrame, VendorLink],
  templateUrl: './monitor-table.html',
  styleUrl: '../detail.scss',
  styles: `
    label {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2);
      margin-block-end: var(--space-3);
      color: var(--ink-muted);
      font-size: var(--text-s);
    }
    input {
      flex: 0 1 20rem;
      min-inline-size: 0;
      padding: var(--space-1) var(--space-3);
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-2);
      background: var(--surface);
      color: var(--ink);
      font: inherit;
    }
    .name {
      min-inline-size: 10rem;
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

  protected readonly query = signal('');
  protected readonly isSearchable = computed(() => this.monitors().length >= SEARCHED_FROM);
  protected readonly sorting = new Sorting({
    name: (monitor: UptimeRobotMonitor) => monitor.name,
    since: (monitor: UptimeRobotMonitor) => (monitor.stateSinceAt ? Date.parse(monitor.stateSinceAt) : null),
    uptime24Hours: (monitor: UptimeRobotMonitor) => monitor.statistics?.uptime24HoursRatio ?? null,
    uptime7Days: (monitor: UptimeRobotMonitor) => monitor.statistics?.uptime7DaysRatio ?? null,
    uptime30Days: (monitor: UptimeRobotMonitor) => monitor.statistics?.uptime30DaysRatio ?? null,
    response: (monitor: UptimeRobotMonitor) => monitor.statistics?.averageResponseMs ?? null,
  });

  protected readonly first = new FirstRows();
  protected readonly found = computed(() => {
    const query = this.query().trim().toLocaleLowerCase();
    return this.monitors().filter(({ name, url, tags }) =>
      [name, url, ...tags].some((text) => text.toLocaleLowerCase().includes(query)),
    );
  });

  protected readonly rows = computed(() =>
    this.sorting.sorted(this.found(), this.words.language()).map((monitor) => {
      const { statistics, lastIncident } = monitor;
      const ratio = (value: number | null | undefined) => inWords(value, (share) => this.words.ratio(share));
      return {
        monitor,
        state: wordOfState(monitor, this.words),
        uptime24Hours: ratio(statistics?.uptime24HoursRatio),
        uptime7Days: ratio(statistics?.uptime7DaysRatio),
        uptime30Days: ratio(statistics?.uptime30DaysRatio),
        response: inWords(statistics?.averageResponseMs, (ms) => this.words.duration(ms)),
        interval: inWords(monitor.intervalMs, (ms) => this.words.duration(ms)),
        oldStatistics: statistics && areOld(statistics.asOf, this.sampledAt()) ? statistics.asOf : null,
        certificate: inWords(monitor.certificateExpiresAt, (at) => this.words.instant(at)),
        incident: inWords(lastIncident, (incident) => this.incidentOf(incident)),
      };
    }),
  );

  protected search(event: Event): void {
    this.query.set(event.target instanceof HTMLInputElement ? event.target.value : '');
  }

  private incidentOf(incident: NonNullable<UptimeRobotMonitor['lastIncident']>): string {
    const [at, reason] = [this.words.instant(incident.startedAt), incident.reason];
    if (incident.isOpen || incident.durationMs === null) {
      return this.words.say('services.uptimerobot.openIncident', { at, reason });
    }
    const duration = this.words.duration(incident.durationMs);
    return this.words.say('services.uptimerobot.incident', { at, duration, reason });
  }
}
