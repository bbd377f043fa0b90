import { Component, computed, inject, input } from '@angular/core';
import type { EndpointsSnapshot, EnvironmentId } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Absent } from '../../ui/figures/absent';
import { StatusMark } from '../../ui/badges/status-mark';
import { OmittedLink } from '../omitted-link';
import { CertificateDays } from './certificate-days';

/** A card has room for this many; the page has all. */
const SHOWN = 5;

/** An environment's endpoints, the failing ones first. */
@Component({
  selector: 'app-endpoints-card',
  imports: [Absent, CertificateDays, OmittedLink, StatusMark],
  template: `
    <ul class="lines">
      @for (endpoint of shown(); track endpoint.name) {
        <li>
          <app-status-mark [status]="endpoint.status" [label]="words.status(endpoint.status)" />
          <span class="cut name" [title]="endpoint.url">{{ endpoint.name }}</span>
          @if (endpoint.httpStatus; as status) {
            <span [class.bad]="endpoint.status === 'down'">{{ status }}</span>
            <span class="latency">
              @if (endpoint.latencyMs !== null) {
                {{ words.duration(endpoint.latencyMs) }}
              } @else {
                <app-absent [why]="words.say('services.absent.figure')" />
              }
            </span>
          } @else if (endpoint.status === 'unknown') {
            <!-- Nobody has asked it: not yet, or not while the console was cut off. -->
            <span class="no-answer"><app-absent [why]="words.say('services.absent.figure')" /></span>
          } @else {
            <span class="no-answer bad">{{ words.say('services.endpoints.noAnswer') }}</span>
          }
          <app-certificate-days class="days" [daysLeft]="endpoint.certificateDaysLeft" />
        </li>
      } @empty {
        <li class="muted">{{ words.say('services.endpoints.none') }}</li>
      }
    </ul>
    <app-omitted-link [count]="hidden()" [environment]="environment()" service="endpoints" />
  `,
  styleUrl: '../card.scss',
  styles: `
    li {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) 1.75rem 3.75rem 4.25rem;
      align-items: center;
      gap: var(--space-2);
      font-size: var(--text-s);
    }
    .name {
      font-weight: 500;
    }
    .no-answer {
      grid-column: span 2;
    }
    .no-answer,
    .latency,
    .days {
      text-align: end;
    }
    .days {
      font-size: var(--text-xs);
    }
  `,
})
export class EndpointsCard {
  readonly snapshot = input.required<EndpointsSnapshot>();
  /** How many entries the server left out of the snapshot's lists. */
  readonly omitted = input.required<Readonly<Record<string, number>>>();
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);

  protected readonly shown = computed(() => this.snapshot().endpoints.slice(0, SHOWN));
  protected readonly hidden = computed(
    () => this.snapshot().endpoints.length - this.shown().length + (this.omitted()['endpoints'] ?? 0),
  );
}
