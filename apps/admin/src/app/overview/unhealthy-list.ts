import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type CheckResult, DEFAULT_TARGET, type Overview } from '@envscope/contracts/index.js';
import { Configuration } from '../configuration/configuration';
import { Words } from '../language/words';
import { Clock } from '../live/clock';
import { StatusBadge } from '../ui/badges/status-badge';
import { StatusMark } from '../ui/badges/status-mark';
import { unhealthyOf } from './unhealthy';

/** Reasons that a row names before it only counts. */
const SHOWN_REASONS = 2;

/** The unhealthy services in words, the most urgent first. */
@Component({
  selector: 'app-unhealthy-list',
  imports: [RouterLink, StatusBadge, StatusMark],
  template: `
    <header>
      <h2 id="unhealthy-now">{{ words.say('shell.overview.wrong') }}</h2>
      @if (rows().length > 0) {
        <span class="minor">{{ words.say('shell.overview.wrongCount', { count: rows().length }) }}</span>
      }
    </header>
    @if (rows().length > 0) {
      <ul aria-labelledby="unhealthy-now">
        @for (row of rows(); track row.id) {
          <li [attr.data-status]="row.status">
            <a [routerLink]="row.link">
              <app-status-badge [status]="row.status" [word]="words.status(row.status)" />
              <span class="what">
                <span class="swatch" aria-hidden="true" [style.--environment]="row.color"></span>
                <span class="service">{{ row.service }}</span>
                <span class="minor">{{ row.environment }}</span>
              </span>
              <span class="since minor">{{ row.since }}</span>
              <span class="reasons">
                @for (reason of row.reasons; track $index) {
                  <span>{{ reason }}</span>
                }
                @if (row.more > 0) {
                  <span class="more">{{ words.say('shell.overview.more', { count: row.more }) }}</span>
                }
              </span>
            </a>
          </li>
        }
      </ul>
    } @else {
      <div class="well">
        <app-status-mark [status]="configured() > 0 ? 'up' : 'unconfigured'" />
        <div>
          @if (configured() > 0) {
            <p class="calm">{{ words.say('shell.overview.allWell') }}</p>
            <p>{{ words.say('shell.overview.allWellNote', { count: configured() }) }}</p>
          } @else {
            <p class="calm">{{ words.say('shell.overview.nothingConfigured') }}</p>
            <p>{{ words.say('shell.overview.nothingConfiguredNote') }}</p>
          }
        </div>
      </div>
    }
  `,
  styleUrl: 'unhealthy-list.scss',
})
export class UnhealthyList {
  readonly overview = input.required<Overview>();

  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);
  private readonly clock = inject(Clock);

  protected readonly configured = computed(
    () =>
      this.overview()
        .environments.flatMap(({ services }) => services)
        .filter(({ status }) => status !== 'unconfigured').length,
  );

  private readonly unhealthy = computed(() => unhealthyOf(this.overview()));

  protected readonly rows = computed(() =>
    this.unhealthy().map(({ environment, state, results }) => ({
      id: `${environment} ${state.service}`,
      link: ['/environments', environment, 'services', state.service],
      status: state.status,
      service: this.words.service(state.service),
      environment: this.configuration.nameOf(environment),
      color: this.configuration.environment(environment)?.color,
      since: state.since === null ? '' : this.words.duration(this.clock.steadyAgeMs(state.since)),
      reasons: results.slice(0, SHOWN_REASONS).map((result) => this.say(result)),
      more: Math.max(0, results.length - SHOWN_REASONS),
    })),
  );

  private say({ target, label, reason }: CheckResult): string {
    const why = reason === null ? '' : this.words.reason(reason);
    return target === DEFAULT_TARGET ? why : `${label ?? target}: ${why}`;
  }
}
