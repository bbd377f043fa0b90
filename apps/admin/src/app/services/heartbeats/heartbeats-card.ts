import { Component, computed, inject, input } from '@angular/core';
import type { EnvironmentId, HeartbeatsSnapshot } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { StatusMark } from '../../ui/badges/status-mark';
import { OmittedLink } from '../omitted-link';
import { momentOf, outcomeWords } from './run-words';

/** A card has room for this many; the page has all. */
const SHOWN = 5;

/** An environment's jobs with their last runs, the failing ones first. */
@Component({
  selector: 'app-heartbeats-card',
  imports: [Ago, OmittedLink, StatusMark],
  template: `
    <ul class="lines">
      @for (job of shown(); track job.name) {
        <li>
          <app-status-mark [status]="job.status" [label]="words.status(job.status)" />
          <span class="cut name" [title]="job.name">{{ job.name }}</span>
          @if (job.lastRun; as run) {
            <span class="cut" [class.bad]="run.outcome === 'failure'">{{ outcomeWords(run, words) }}</span>
            <app-ago class="when" [at]="momentOf(run)" />
          } @else {
            <span class="muted nothing">{{ words.say('services.heartbeats.never') }}</span>
          }
        </li>
      } @empty {
        <li class="muted">{{ words.say('services.heartbeats.none') }}</li>
      }
    </ul>
    <app-omitted-link [count]="hidden()" [environment]="environment()" service="heartbeats" />
  `,
  styleUrl: '../card.scss',
  styles: `
    li {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) minmax(0, 9rem) 4.75rem;
      align-items: center;
      gap: var(--space-2);
      font-size: var(--text-s);
    }
    .name {
      font-weight: 500;
    }
    .nothing {
      grid-column: span 2;
    }
    .when {
      text-align: end;
      color: var(--ink-muted);
      white-space: nowrap;
    }
  `,
})
export class HeartbeatsCard {
  readonly snapshot = input.required<HeartbeatsSnapshot>();
  /** How many entries the server left out of the snapshot's lists. */
  readonly omitted = input.required<Readonly<Record<string, number>>>();
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);
  protected readonly outcomeWords = outcomeWords;
  protected readonly momentOf = momentOf;

  protected readonly shown = computed(() => this.snapshot().jobs.slice(0, SHOWN));
  protected readonly hidden = computed(
    () => this.snapshot().jobs.length - this.shown().length + (this.omitted()['jobs'] ?? 0),
  );
}
