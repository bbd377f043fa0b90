import { Component, computed, inject, input } from '@angular/core';
import {
  EndpointsSnapshot,
  type EnvironmentId,
  type ServiceCard,
  type ServiceConfig,
} from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Absent } from '../../ui/absent';
import { StatusMark } from '../../ui/status-mark';
import { NoSnapshot } from '../no-snapshot';
import { OmittedLink } from '../omitted-link';
import { readSnapshot } from '../read-snapshot';
import { CertificateDays } from './certificate-days';

/** A card has room for this many; the page has all. */
const SHOWN = 5;

/** An environment's endpoints, those in trouble first. */
@Component({
  selector: 'app-endpoints-card',
  imports: [Absent, CertificateDays, NoSnapshot, OmittedLink, StatusMark],
  template: `
    @if (read().snapshot; as snapshot) {
      <ul class="lines">
        @for (endpoint of shown(); track endpoint.name) {
          <li>
            <app-status-mark [status]="endpoint.status" />
            <span class="cut name" [title]="endpoint.url">{{ endpoint.name }}</span>
            <span class="answer" [class.bad]="endpoint.status === 'down'">
              @if (endpoint.httpStatus; as status) {
                {{ status }}
              } @else {
                {{ words.say('services.endpoints.noAnswer') }}
              }
            </span>
            <span class="latency">
              @if (endpoint.latencyMs !== null) {
                {{ words.duration(endpoint.latencyMs) }}
              } @else {
                <app-absent [why]="words.say('services.endpoints.noAnswer')" />
              }
            </span>
            <app-certificate-days class="days" [daysLeft]="endpoint.certificateDaysLeft" />
          </li>
        } @empty {
          <li class="muted">{{ words.say('services.endpoints.none') }}</li>
        }
      </ul>
      <app-omitted-link [count]="omitted()" [environment]="environment()" service="endpoints" />
    } @else {
      <app-no-snapshot [isMismatch]="read().isMismatch" />
    }
  `,
  styleUrl: '../card.scss',
  styles: `
    li {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto 4.5rem 4.5rem;
      align-items: center;
      gap: var(--space-2);
      font-size: var(--text-s);
    }
    .name {
      font-weight: 500;
    }
    .bad {
      color: var(--state-down-ink);
      font-weight: 600;
    }
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
  readonly card = input.required<ServiceCard>();
  readonly config = input.required<ServiceConfig>();
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);

  protected readonly read = computed(() => readSnapshot(EndpointsSnapshot, this.card().snapshot));
  private readonly endpoints = computed(() => this.read().snapshot?.endpoints ?? []);
  protected readonly shown = computed(() => this.endpoints().slice(0, SHOWN));
  protected readonly omitted = computed(
    () => this.endpoints().length - this.shown().length + (this.card().omitted['endpoints'] ?? 0),
  );
}
