import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SilentLocation } from '@envscope/contracts/index.js';
import { Configuration } from '../configuration/configuration';
import { Words } from '../language/words';
import { LiveFeed } from '../live/live-feed';
import { Address } from '../resources/address';
import { Session } from '../session/session';
import { Notice } from '../ui/layout/notice';
import { MissingPage } from './missing-page';
import { WarningList } from './warning-list';

/** An address may hold anything. */
const LONGEST_VALUE = 40;

/** What people must know on any page: the console's own faults, and settings that mislead. */
@Component({
  selector: 'app-notices',
  imports: [Notice, RouterLink, WarningList],
  template: `
    <div aria-live="polite">
      @if (feed.state() === 'lost') {
        <app-notice tone="critical">{{
          words.say(isOffline() ? 'shell.live.offlineNote' : 'shell.live.lostNote')
        }}</app-notice>
      }
      @if (missing(); as address) {
        <app-notice tone="critical">
          {{ words.say('shell.problem.page') }}
          <a [href]="address">{{ words.say('shell.problem.openAnew') }}</a>
        </app-notice>
      }
      @if (!isAwaited()) {
        @if (feed.storeProblem(); as problem) {
          <app-notice tone="critical">{{
            words.say(problem === 'data-file-lost' ? 'shell.live.dataFileLost' : 'shell.live.storeFailing')
          }}</app-notice>
        }
        @if (feed.unrecordedCount(); as count) {
          <app-notice tone="critical">{{ words.say('shell.live.unrecorded', { count }) }}</app-notice>
        }
        @if (feed.outage(); as outage) {
          <app-notice tone="critical">
            {{ words.say('shell.live.networkLost', { since: words.instant(outage.since) }) }}
            <!-- It grows all the time: nobody wants that read out. -->
            <span aria-live="off">{{ words.say('shell.live.notObserved', { count: outage.checks }) }}</span>
          </app-notice>
        }
        @if (feed.queueAwaySince(); as since) {
          <app-notice tone="warning">
            {{ words.say('shell.live.queueAway', { since: words.instant(since) }) }}
            @if (mayShowWorkers()) {
              <a routerLink="/workers">{{ words.say('shell.live.showWorkers') }}</a>
            }
          </app-notice>
        }
        @if (feed.queueRival(); as rival) {
          <app-notice tone="warning">
            {{ words.say('shell.live.queueRival', { name: rival.name, since: words.instant(rival.since) }) }}
            @if (mayShowWorkers()) {
              <a routerLink="/workers">{{ words.say('shell.live.showWorkers') }}</a>
            }
          </app-notice>
        }
        @for (silent of feed.silentLocations(); track silent.location) {
          <app-notice tone="warning">
            {{ wordsOfSilent(silent) }}
            @if (mayShowWorkers()) {
              <a routerLink="/workers">{{ words.say('shell.live.showWorkers') }}</a>
            }
          </app-notice>
        }
        @if (feed.deadLetterCount(); as count) {
          <app-notice tone="critical">
            {{ words.say('shell.alerting.undelivered', { count }) }}
            <a routerLink="/deliveries" [queryParams]="{ state: 'dead' }">{{
              words.say('shell.alerting.showUndelivered')
            }}</a>
          </app-notice>
        }
      }
      @if (ignored(); as values) {
        <app-notice tone="info">{{ words.say('shell.problem.ignored', { values }) }}</app-notice>
      }
      @if (feed.isPaused()) {
        <app-notice tone="info">{{ words.say('shell.live.pausedNote') }}</app-notice>
      }
    </div>
    @if (warnings().length > 0) {
      <app-notice tone="warning">
        <details>
          <summary>{{ words.say('shell.warning.count', { count: warnings().length }) }}</summary>
          @defer (on immediate) {
            <app-warning-list />
          } @error {
            <p>{{ words.say('shell.problem.chunk') }}</p>
          }
        </details>
      </app-notice>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    :host(:has(app-notice)) {
      padding-block-end: var(--space-3);
    }
    app-notice {
      margin-block-end: var(--space-2);
    }
    app-notice a {
      text-decoration: underline;
      text-underline-offset: 0.2em;
    }
    summary {
      font-weight: 500;
      cursor: pointer;
    }
  `,
  host: { role: 'region', '[attr.aria-label]': "words.say('shell.frame.notices')" },
})
export class Notices {
  protected readonly words = inject(Words);
  protected readonly feed = inject(LiveFeed);
  private readonly session = inject(Session);
  private readonly configuration = inject(Configuration);
  private readonly address = inject(Address);

  protected readonly isOffline = computed(() => this.feed.state() === 'lost' && !navigator.onLine);
  protected readonly missing = inject(MissingPage).missing;
  /** The stream may say how the console stands while the page waits for what it shows: both come at once, so that nothing moves. */
  protected readonly isAwaited = computed(
    () => this.configuration.config() === undefined && this.configuration.resource.error() === undefined,
  );
  protected readonly mayShowWorkers = computed(() => this.session.may('read', null));
  /** What the address asks for that nothing on the page can be. */
  protected readonly ignored = computed(() =>
    this.address
      .ignored()
      .map(({ name, value }) => `${name}=${value.slice(0, LONGEST_VALUE)}`)
      .join(', '),
  );
  protected readonly warnings = this.configuration.warnings;

  protected wordsOfSilent({ location, since: at }: SilentLocation): string {
    const since = this.words.instant(at);
    return location === null
      ? this.words.say('shell.live.workersSilent', { since })
      : this.words.say('shell.live.locationSilent', { location, since });
  }
}
