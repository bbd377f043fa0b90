import { Component, computed, inject, input } from '@angular/core';
import {
  type EnvironmentId,
  type ServiceConfig,
  type ServiceDetail,
  UptimeRobotSnapshot,
} from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { DetailSection } from '../../ui/layout/detail-section';
import { NoSnapshot } from '../no-snapshot';
import { readSnapshot } from '../read-snapshot';
import { leftOut, RemarkList } from '../remark-list';
import { MonitorCounts } from './monitor-counts';
import { MonitorTable } from './monitor-table';

/** All monitors that belong to an environment. */
@Component({
  selector: 'app-uptimerobot-detail',
  imports: [DetailSection, MonitorCounts, MonitorTable, NoSnapshot, RemarkList],
  template: `
    @if (read().snapshot; as uptimerobot) {
      <app-detail-section [heading]="words.say('services.uptimerobot.monitors')">
        <span aside class="muted small">
          {{ words.say('services.uptimerobot.tags') }}:
          {{ uptimerobot.tags.join(', ') || words.say('services.uptimerobot.allTags') }} ·
          {{ words.say('services.uptimerobot.api') }} {{ uptimerobot.api }}
        </span>
        <app-monitor-counts [counts]="uptimerobot.counts" />
        <app-remark-list [remarks]="leftOut(uptimerobot.leftOut, words)" />
        <app-monitor-table [monitors]="uptimerobot.monitors" [sampledAt]="uptimerobot.sampledAt" />
      </app-detail-section>
    } @else {
      <app-no-snapshot [isMismatch]="read().isMismatch" />
    }
  `,
  styleUrl: '../detail.scss',
})
export class UptimeRobotDetail {
  readonly detail = input.required<ServiceDetail>();
  readonly config = input.required<ServiceConfig>();
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);
  protected readonly leftOut = leftOut;

  protected readonly read = computed(() => readSnapshot(UptimeRobotSnapshot, this.detail().snapshot));
}
