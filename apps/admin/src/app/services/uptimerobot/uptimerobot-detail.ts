import { Component, computed, inject, input } from '@angular/core';
import type { ServiceDetail, UptimeRobotSnapshot } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { DetailSection } from '../../ui/layout/detail-section';
import { leftOut, RemarkList } from '../remark-list';
import { reasonsOf } from '../target-state';
import { MonitorCounts } from './monitor-counts';
import { MonitorTable } from './monitor-table';

/** All monitors that belong to an environment. */
@Component({
  selector: 'app-uptimerobot-detail',
  imports: [DetailSection, MonitorCounts, MonitorTable, RemarkList],
  template: `
    @let uptimerobot = snapshot();
    <app-detail-section [heading]="words.say('services.uptimerobot.monitors')">
      <span aside class="small">
        {{ words.say('shell.settings.tags') }}:
        {{ uptimerobot.tags.join(', ') || words.say('services.uptimerobot.allTags') }} ·
        {{ words.say('services.uptimerobot.api') }} {{ uptimerobot.api }}
      </span>
      <app-monitor-counts [counts]="uptimerobot.counts" />
      <app-remark-list [remarks]="leftOut(uptimerobot.leftOut, words)" />
      <app-monitor-table
        [environment]="detail().environment"
        [monitors]="uptimerobot.monitors"
        [sampledAt]="uptimerobot.sampledAt"
        [reasons]="reasons()"
      />
    </app-detail-section>
  `,
  styleUrl: '../detail.scss',
})
export class UptimeRobotDetail {
  readonly snapshot = input.required<UptimeRobotSnapshot>();
  readonly detail = input.required<ServiceDetail>();

  protected readonly words = inject(Words);
  protected readonly leftOut = leftOut;
  protected readonly reasons = computed(() => reasonsOf(this.detail()));
}
