import { Component, computed, inject, input } from '@angular/core';
import type {
  AnswerTimings,
  EndpointResult,
  EndpointsSnapshot,
  EnvironmentId,
  ServiceDetail,
} from '@envscope/contracts/index.js';
import { CheckNow } from '../../checks/check-now';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Icon } from '../../ui/badges/icon';
import { DetailSection } from '../../ui/layout/detail-section';
import { VendorLink } from '../../ui/layout/vendor-link';
import { Cell } from '../../ui/tables/cell';
import { DataTable } from '../../ui/tables/data-table';
import type { TableOf } from '../../ui/tables/table-of';
import { reasonsOf, TargetState } from '../target-state';
import { CertificateDays } from './certificate-days';
import { LocationList } from './location-list';

/** Nobody has asked one that is unknown: not yet, or not while the console was cut off. */
const whyNothing = ({ status }: EndpointResult) =>
  status === 'unknown' ? 'services.absent.figure' : 'services.endpoints.noAnswer';

const NUMBER = { shape: 'number', isSorted: true } as const;

const ENDPOINTS: TableOf<EndpointResult> = {
  key: ({ name }) => name,
  search: {
    label: 'services.endpoints.search',
    texts: ({ name, url }) => [name, url],
    status: ({ status }) => status,
  },
  columns: [
    { label: 'shell.word.endpoint', cell: 'endpoint', value: ({ name }) => name, isSorted: true },
    { label: 'shell.word.state', cell: 'state', shape: 'wide' },
    {
      ...NUMBER,
      label: 'shell.word.httpStatus',
      value: ({ httpStatus }) => httpStatus,
      absent: whyNothing,
    },
    { label: 'services.endpoints.expected', value: ({ expectedStatus }) => expectedStatus },
    {
      ...NUMBER,
      label: 'measurements.latencyMs',
      value: ({ timings, latencyMs }) => timings?.totalMs ?? latencyMs,
      unit: 'duration',
      absent: whyNothing,
      note: 'parts',
    },
    {
      ...NUMBER,
      label: 'shell.word.certificate',
      value: ({ certificateDaysLeft }) => certificateDaysLeft,
      cell: 'certificate',
    },
    { label: 'services.endpoints.body', cell: 'body' },
    { label: 'shell.word.checkedAt', cell: 'checked', shape: 'wide' },
  ],
};

/** All of an environment's endpoints: what they answered, what was expected, how long it took. */
@Component({
  selector: 'app-endpoints-detail',
  imports: [
    Ago,
    Cell,
    CertificateDays,
    CheckNow,
    DataTable,
    DetailSection,
    Icon,
    LocationList,
    TargetState,
    VendorLink,
  ],
  template: `
    <app-detail-section [heading]="words.say('services.endpoints.endpoints')">
      <app-data-table
        sort="sort"
        [table]="table"
        [rows]="endpoints()"
        [label]="words.say('services.endpoints.endpoints')"
        [empty]="words.say('services.endpoints.none')"
      >
        <ng-template appCell="endpoint" [appCellOf]="endpoints()" let-endpoint>
          {{ endpoint.name }}
          <div class="minor address">
            {{ endpoint.method }}
            <app-vendor-link [href]="endpoint.url">{{ endpoint.url }}</app-vendor-link>
          </div>
          @if (endpoint.redirectedTo; as location) {
            <div class="minor address">
              {{ words.say('services.endpoints.redirectedTo', { location }) }}
            </div>
          }
        </ng-template>
        <ng-template appCell="state" [appCellOf]="endpoints()" let-endpoint>
          <app-target-state
            [status]="endpoint.status"
            [reason]="reasons().get(endpoint.name)"
            [scope]="{ environment: environment(), service: 'endpoints', target: endpoint.name }"
            [name]="endpoint.name"
          />
          @if (endpoint.locations; as locations) {
            <app-location-list [locations]="locations" [name]="endpoint.name" />
          }
        </ng-template>
        <ng-template appCell="parts" [appCellOf]="endpoints()" let-endpoint>
          @if (endpoint.timings; as timings) {
            <div class="minor">{{ partsOf(timings) }}</div>
          }
        </ng-template>
        <ng-template appCell="certificate" [appCellOf]="endpoints()" let-endpoint>
          <app-certificate-days [daysLeft]="endpoint.certificateDaysLeft" />
          @if (endpoint.certificateExpiresAt; as at) {
            <div class="minor">{{ words.instant(at) }}</div>
          }
          @if (!endpoint.isCertificateVerified) {
            <div class="bad">{{ words.say('services.endpoints.unverified') }}</div>
          }
        </ng-template>
        <ng-template appCell="body" [appCellOf]="endpoints()" let-endpoint>
          <span [class.bad]="endpoint.isBodyMatched === false">{{ bodyOf(endpoint) }}</span>
        </ng-template>
        <ng-template appCell="checked" [appCellOf]="endpoints()" let-endpoint>
          <div class="checked">
            <app-ago [at]="endpoint.checkedAt" />
            @if (stale().has(endpoint.name)) {
              <span class="stale" [title]="words.say('services.endpoints.staleNote')">
                <app-icon name="clock" /> {{ words.say('shell.card.stale') }}
              </span>
            }
            <app-check-now [environment]="environment()" service="endpoints" [target]="endpoint.name" />
          </div>
        </ng-template>
      </app-data-table>
    </app-detail-section>
  `,
  styleUrl: '../detail.scss',
  styles: `
    .address {
      min-inline-size: 12rem;
      overflow-wrap: anywhere;
    }
    .checked {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-1) var(--space-2);
      white-space: nowrap;
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
  readonly snapshot = input.required<EndpointsSnapshot>();
  readonly detail = input.required<ServiceDetail>();
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);

  protected readonly table = ENDPOINTS;
  protected readonly endpoints = computed(() => this.snapshot().endpoints);
  protected readonly stale = computed(() => new Set(this.detail().staleTargets));
  protected readonly reasons = computed(() => reasonsOf(this.detail()));

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
