import { Component, computed, inject, input } from '@angular/core';
import type { IncidentCheck } from '@envscope/contracts/index.js';
import { Words } from '../../../language/words';
import { StatusMark } from '../../../ui/badges/status-mark';
import { TableFrame } from '../../../ui/tables/table-frame';

/** The checks around the beginning of an incident, oldest first: how it came about. */
@Component({
  selector: 'app-incident-checks',
  imports: [StatusMark, TableFrame],
  template: `
    @if (rows().length > 0) {
      <app-table-frame [label]="words.say('incidents.detail.checks')" [stacks]="false">
        <table>
          <thead>
            <tr>
              <th scope="col">{{ words.say('incidents.detail.checkedAt') }}</th>
              <th scope="col">{{ words.say('incidents.detail.status') }}</th>
              <th scope="col" class="number">{{ words.say('incidents.detail.latency') }}</th>
              <th scope="col">{{ words.say('incidents.detail.reason') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (row of rows(); track $index) {
              <tr>
                <td class="steady" [title]="words.moment(row.at)">{{ row.time }}</td>
                <td class="steady">
                  <span class="status"><app-status-mark [status]="row.status" />{{ row.word }}</span>
                </td>
                <td class="number">{{ row.latency }}</td>
                <td>{{ row.reason }}</td>
              </tr>
            }
          </tbody>
        </table>
      </app-table-frame>
    } @else {
      <p>{{ words.say('incidents.detail.noChecks') }}</p>
    }
  `,
  styles: `
    .status {
      display: inline-flex;
      align-items: center;
      gap: var(--space-2);
    }
    p {
      color: var(--ink-muted);
      font-size: var(--text-s);
    }
  `,
})
export class IncidentChecks {
  readonly checks = input.required<readonly IncidentCheck[]>();

  protected readonly words = inject(Words);

  private readonly clock = computed(
    () => new Intl.DateTimeFormat(this.words.language(), { timeStyle: 'medium', hourCycle: 'h23' }),
  );
  protected readonly rows = computed(() =>
    this.checks().map(({ at, status, latencyMs, reason }) => ({
      at,
      status,
      time: this.clock().format(new Date(at)),
      word: this.words.status(status),
      latency: latencyMs === null ? this.words.say('shell.detail.none') : this.words.duration(latencyMs),
      reason: reason === null ? '' : this.words.reason(reason),
    })),
  );
}
