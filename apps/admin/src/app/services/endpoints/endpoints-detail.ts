import { Component, computed, inject, input } from '@angular/core';
import {
  EndpointsSnapshot,
  type AnswerTimings,
  type EndpointResult,
  type EnvironmentId,
  type ServiceConfig,
  type ServiceDetail,
} from '@envscope/contracts/index.js';
import { CheckNow } from '../../checks/check-now';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Absent } from '../../ui/figures/absent';
import { Button } from '../../ui/buttons/button';
import { FirstRows } from '../../ui/tables/first-rows';
import { addressOrder } from '../../ui/tables/address-order';
import { SortHeader } from '../../ui/tables/sort-header';
import { Sorting } from '../../ui/tables/sorting';
import { Icon } from '../../ui/badges/icon';
import { StatusMark } from '../../ui/badges/status-mark';
import { TableFrame } from '../../ui/tables/table-frame';
import { DetailSection } from '../../ui/layout/detail-section';
import { NoSnapshot } from '../no-snapshot';
import { readSnapshot } from '../read-snapshot';
import { VendorLink } from '../../ui/layout/vendor-link';
import { CertificateDays } from './certificate-days';

/** What endpoints can be ordered by. */
const SORT_KEYS = {
  name: (endpoint: EndpointResult) => endpoint.name,
  httpStatus: (endpoint: EndpointResult) => endpoint.httpStatus,
  latency: (endpoint: EndpointResult) => endpoint.latencyMs,
  certificate: (endpoint: EndpointResult) => endpoint.certificateDaysLeft,
};

/** All of an environment's endpoints: what they answered, what was expected, how long it took. */
@Component({
  selector: 'app-endpoints-detail',
  imports: [
    Absent,
    Ago,
    Button,
    CertificateDays,
    CheckNow,
    DetailSection,
    Icon,
    NoSnapshot,
    SortHeader,
    StatusMark,
    TableFrame,
    VendorLink,
  ],
  template: `
    @if (read().snapshot) {
      <app-detail-section [heading]="words.say('services.endpoints.endpoints')">
        <app-table-frame [label]="words.say('services.endpoints.endpoints')">
          <table>
            <thead>
              <tr>
                <th app-sort-header column="name" [sorting]="sorting" [rows]="endpoints()">
                  {{ words.say('shell.word.endpoint') }}
                </th>
                <th scope="col">{{ words.say('shell.word.state') }}</th>
                <th
                  app-sort-header
                  class="number"
                  column="httpStatus"
                  [sorting]="sorting"
                  [rows]="endpoints()"
                >
                  {{ words.say('shell.word.httpStatus') }}
                </th>
                <th scope="col">{{ words.say('services.endpoints.expected') }}</th>
                <th app-sort-header class="number" column="latency" [sorting]="sorting" [rows]="endpoints()">
                  {{ words.say('measurements.latencyMs') }}
                </th>
                <th
                  app-sort-header
                  class="number"
                  column="certificate"
                  [sorting]="sorting"
                  [rows]="endpoints()"
                >
                  {{ words.say('shell.word.certificate') }}
                </th>
                <th scope="col">{{ words.say('services.endpoints.body') }}</th>
                <th scope="col">{{ words.say('shell.word.checkedAt') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (endpoint of first.of(sorted()); track endpoint.name) {
                <tr>
                  <td>
                    {{ endpoint.name }}
                    <div class="minor">
                      {{ endpoint.method }}
                      <app-vendor-link [href]="endpoint.url">{{ endpoint.url }}</app-vendor-link>
                    </div>
                    @if (endpoint.redirectedTo; as location) {
                      <div class="minor">
                        {{ words.say('services.endpoints.redirectedTo', { location }) }}
                      </div>
                    }
                  </td>
                  <td class="steady" [attr.data-label]="words.say('shell.word.state')">
                    <span class="state">
                      <app-status-mark [status]="endpoint.status" /> {{ words.status(endpoint.status) }}
                    </span>
                  </td>
                  <td class="number" [attr.data-label]="words.say('shell.word.httpStatus')">
                    @if (endpoint.httpStatus; as status) {
                      {{ status }}
                    } @else {
                      {{ words.say('services.endpoints.noAnswer') }}
                    }
                  </td>
                  <td [attr.data-label]="words.say('services.endpoints.expected')">
                    {{ endpoint.expectedStatus }}
                  </td>
                  <td class="number" [attr.data-label]="words.say('measurements.latencyMs')">
                    <div>
                      @if (endpoint.latencyMs !== null) {
                        {{ words.duration(endpoint.timings?.totalMs ?? endpoint.latencyMs) }}
                      } @else {
                        <app-absent [why]="words.say('services.endpoints.noAnswer')" />
                      }
                      @if (endpoint.timings; as timings) {
                        <div class="minor">{{ partsOf(timings) }}</div>
                      }
                    </div>
                  </td>
                  <td class="number" [attr.data-label]="words.say('shell.word.certificate')">
                    <div>
                      <app-certificate-days [daysLeft]="endpoint.certificateDaysLeft" />
                      @if (endpoint.certificateExpiresAt; as at) {
                        <div class="minor">{{ words.instant(at) }}</div>
                      }
                      @if (!endpoint.isCertificateVerified) {
                        <div class="bad">{{ words.say('services.endpoints.unverified') }}</div>
                      }
                    </div>
                  </td>
                  <td [attr.data-label]="words.say('services.endpoints.body')">
                    <span [class.bad]="endpoint.isBodyMatched === false">{{ bodyOf(endpoint) }}</span>
                  </td>
                  <td class="steady" [attr.data-label]="words.say('shell.word.checkedAt')">
                    <div class="checked">
                      <app-ago [at]="endpoint.checkedAt" />
                      @if (stale().has(endpoint.name)) {
                        <span class="stale" [title]="words.say('services.endpoints.staleNote')">
                          <app-icon name="clock" /> {{ words.say('shell.card.stale') }}
                        </span>
                      }
                      <app-check-now
                        [environment]="environment()"
                        service="endpoints"
                        [target]="endpoint.name"
                      />
                    </div>
                  </td>
                </tr>
              } @empty {
                <tr>
                  <td colspan="8">{{ words.say('services.endpoints.none') }}</td>
                </tr>
              }
            </tbody>
          </table>
        </app-table-frame>
        @if (first.hidden(sorted()) > 0) {
          <button appButton type="button" (click)="first.showAll()">
            {{ words.say('services.table.showAll', { count: sorted().length }) }}
          </button>
        }
      </app-detail-section>
    } @else {
      <app-no-snapshot [isMismatch]="read().isMismatch" />
    }
  `,
  styleUrl: '../detail.scss',
  styles: `
    .state {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
    }
    .bad {
      color: var(--state-down-ink);
      font-weight: 600;
    }
    .checked {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-1) var(--space-2);
    }
    /* In line in every row, however long ago the check was. */
    .checked app-check-now {
      margin-inline-start: auto;
    }
    .stale {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
      color: var(--state-degraded-ink);
      font-weight: 600;
    }
  `,
})
export class EndpointsDetail {
  readonly detail = input.required<ServiceDetail>();
  readonly config = input.required<ServiceConfig>();
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);

  protected readonly read = computed(() => readSnapshot(EndpointsSnapshot, this.detail().snapshot));
  protected readonly stale = computed(() => new Set(this.detail().staleTargets));
  protected readonly endpoints = computed(() => this.read().snapshot?.endpoints ?? []);
  protected readonly sorting = new Sorting(
    SORT_KEYS,
    addressOrder(
      () => 'sort',
      () => ['name', 'httpStatus', 'latency', 'certificate'] as const,
    ),
  );
  protected readonly first = new FirstRows();
  protected readonly sorted = computed(() => this.sorting.sorted(this.endpoints(), this.words.language()));

  protected partsOf({ connectMs, tlsMs, firstByteMs }: AnswerTimings): string {
    const say = (part: 'connect' | 'tls' | 'firstByte', ms: number) =>
      this.words.say(`services.endpoints.timings.${part}`, { duration: this.words.duration(ms) });
    return [
      connectMs === null ? this.words.say('services.endpoints.timings.kept') : say('connect', connectMs),
      ...(tlsMs === null ? [] : [say('tls', tlsMs)]),
      say('firstByte', firstByteMs),
    ].join(' · ');
  }

  protected bodyOf({ isBodyMatched }: EndpointResult): string {
    if (isBodyMatched === null) return this.words.say('services.endpoints.bodyAny');
    return this.words.say(
      isBodyMatched ? 'services.endpoints.bodyMatches' : 'services.endpoints.bodyDiffers',
    );
  }
}
