import { Component, computed, inject, input } from '@angular/core';
import type { EnvironmentId, UptimeRobotSnapshot } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { StatusMark } from '../../ui/badges/status-mark';
import { OmittedLink } from '../omitted-link';
import { leftOut, RemarkList } from '../remark-list';
import { MonitorCounts } from './monitor-counts';
import { wordOfState } from './monitor-state';
import { UptimeFigures } from './uptime-figures';

/** A card has room for this many; the page has all. */
const SHOWN = 4;

/** An environment's monitors: how many stand in each state, and the worst of them. */
@Component({
  selector: 'app-uptimerobot-card',
  imports: [MonitorCounts, OmittedLink, StatusMark, UptimeFigures, RemarkList],
  template: `
    @let uptimerobot = snapshot();
    <app-monitor-counts [counts]="uptimerobot.counts" />
    <app-remark-list [remarks]="leftOut(uptimerobot.leftOut, words)" />
    <ul class="lines">
      @for (monitor of shown(); track monitor.id) {
        <li>
          <div class="title">
            <app-status-mark [status]="monitor.status" />
            <span class="cut name" [title]="monitor.url">{{ monitor.name }}</span>
            <span class="small">{{ stateOf(monitor) }}</span>
          </div>
          <app-uptime-figures [monitor]="monitor" [sampledAt]="uptimerobot.sampledAt" />
        </li>
      }
    </ul>
    <app-omitted-link [count]="hidden()" [environment]="environment()" service="uptimerobot" />
  `,
  styleUrl: '../card.scss',
  styles: `
    .title {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      font-size: var(--text-s);
    }
    .name {
      flex: 1;
      font-weight: 500;
    }
    app-uptime-figures {
      padding-inline-start: calc(1.15em + var(--space-2));
    }
  `,
})
export class UptimeRobotCard {
  readonly snapshot = input.required<UptimeRobotSnapshot>();
  /** How many entries the server left out of the snapshot's lists. */
  readonly omitted = input.required<Readonly<Record<string, number>>>();
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);
  protected readonly leftOut = leftOut;

  protected readonly shown = computed(() => this.snapshot().monitors.slice(0, SHOWN));
  protected readonly hidden = computed(
    () => this.snapshot().monitors.length - this.shown().length + (this.omitted()['monitors'] ?? 0),
  );

  protected stateOf(monitor: { readonly state: string }): string {
    return wordOfState(monitor, this.words);
  }
}
