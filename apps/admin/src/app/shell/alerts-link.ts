import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OpenIncidents } from '../alerts/incidents/open-incidents';
import { Words } from '../language/words';
import { LiveFeed } from '../live/live-feed';
import { Icon } from '../ui/badges/icon';

/** More than this is many. */
const MOST_SHOWN = 99;

/** The way to the pages about alerts: how many incidents nobody has acknowledged, and whether notifications reached nobody. */
@Component({
  selector: 'app-alerts-link',
  imports: [Icon, RouterLink],
  template: `
    <a routerLink="/incidents" [class.calling]="open() > 0">
      <app-icon name="bell" />
      <span class="word">{{ words.say('shell.alerting.title') }}</span>
      @if (open() > 0) {
        <span class="badge" aria-hidden="true">{{ badge() }}</span>
        <span class="visually-hidden">{{ words.say('shell.alerting.openCount', { count: open() }) }}</span>
      }
      @if (undelivered() > 0) {
        <app-icon class="undelivered" name="alert" />
        <span class="visually-hidden">{{
          words.say('shell.alerting.undelivered', { count: undelivered() })
        }}</span>
      }
    </a>
  `,
  styles: `
    a {
      position: relative;
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
      min-block-size: 2.25rem;
      padding-inline: var(--space-2);
      border-radius: var(--radius-2);
      color: var(--ink-muted);
      font-size: var(--text-s);
      font-weight: 500;
      white-space: nowrap;
    }
    a:hover {
      background: var(--surface-sunken);
      color: var(--ink);
      text-decoration: none;
    }
    .calling {
      color: var(--ink);
    }
    app-icon {
      font-size: var(--text-m);
    }
    .undelivered {
      color: var(--state-down-ink);
    }
    .badge {
      min-inline-size: 1.25rem;
      padding-inline: 0.35em;
      border-radius: var(--radius-round);
      background: var(--state-down);
      color: var(--surface);
      font-size: var(--text-xs);
      font-weight: 700;
      line-height: 1.25rem;
      text-align: center;
    }
    @media (forced-colors: active) {
      .badge {
        background: CanvasText;
        color: Canvas;
        forced-color-adjust: none;
      }
    }
    @media (width < 30rem) {
      .word {
        position: absolute;
        clip-path: inset(50%);
      }
    }
    @media (pointer: coarse) {
      a {
        min-inline-size: 2.75rem;
        min-block-size: 2.75rem;
        justify-content: center;
      }
    }
  `,
})
export class AlertsLink {
  protected readonly words = inject(Words);

  protected readonly open = inject(OpenIncidents).unacknowledged;
  protected readonly undelivered = inject(LiveFeed).deadLetterCount;
  protected readonly badge = computed(() =>
    this.open() > MOST_SHOWN ? `${MOST_SHOWN}+` : this.words.number(this.open()),
  );
}
