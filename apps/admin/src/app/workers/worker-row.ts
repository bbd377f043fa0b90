import { Component, computed, inject, input } from '@angular/core';
import type { WorkerStanding } from '@envscope/contracts/index.js';
import { Words } from '../language/words';
import { Ago } from '../live/ago';
import { StatusBadge } from '../ui/badges/status-badge';
import { Fact, Facts } from '../ui/figures/fact';
import { Notice } from '../ui/layout/notice';
import { isImpaired } from './location-views';

/** One worker: whether it responds, since when, how much it checks, and what of it needs a person. */
@Component({
  selector: 'app-worker-row',
  imports: [Ago, Fact, Facts, Notice, StatusBadge],
  template: `
    @let shown = worker();
    <header>
      <h3>{{ shown.name }}</h3>
      <app-status-badge [status]="standing().status" [word]="words.say(standing().word)" />
    </header>
    <dl app-facts>
      <div
        app-fact
        [label]="words.say('workers.worker.rate')"
        [value]="words.number(shown.checksPerMinute)"
      ></div>
      <div app-fact [label]="words.say('workers.worker.heard')"><app-ago [at]="shown.heardAt" /></div>
      <div
        app-fact
        [label]="words.say('workers.worker.since')"
        [value]="words.instant(shown.heardSince)"
      ></div>
    </dl>
    @if (canBeHeard() && !shown.isSilent) {
      @if (shown.blindSince; as since) {
        <app-notice tone="warning">{{
          words.say('workers.worker.blind', { since: words.instant(since) })
        }}</app-notice>
      }
      @if (lacking(); as text) {
        <app-notice tone="warning">{{ text }}</app-notice>
      }
      @if (!shown.isOfSameSettings) {
        <app-notice tone="warning">{{ words.say('workers.worker.otherSettings') }}</app-notice>
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-2);
      padding: var(--space-3) var(--space-4);
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-1) var(--space-3);
    }
    h3 {
      font-size: var(--text-m);
      overflow-wrap: anywhere;
    }
    app-notice {
      overflow-wrap: anywhere;
    }
  `,
})
export class WorkerRow {
  readonly worker = input.required<WorkerStanding>();
  /** False while the queue is away: what is known of it was so before. */
  readonly canBeHeard = input.required<boolean>();

  protected readonly words = inject(Words);

  protected readonly standing = computed(() => {
    const worker = this.worker();
    if (!this.canBeHeard()) return { status: 'unknown', word: 'workers.location.unheard' } as const;
    if (worker.isSilent) return { status: 'unknown', word: 'workers.worker.silent' } as const;
    return isImpaired(worker)
      ? ({ status: 'degraded', word: 'workers.worker.impaired' } as const)
      : ({ status: 'up', word: 'workers.worker.working' } as const);
  });

  protected readonly lacking = computed(() => {
    const { unknownTargets: count, unknownNames } = this.worker();
    if (count === 0) return null;
    const isWhole = unknownNames.length >= count;
    const names = unknownNames.join(', ');
    return this.words.say(isWhole ? 'workers.worker.lacks' : 'workers.worker.lacksMore', { count, names });
  });
}
