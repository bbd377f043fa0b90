import { httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import { ChannelList } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { lastValue } from '../../resources/last-value';
import { ProblemNotice } from '../../resources/problem-notice';
import { Configuration } from '../../configuration/configuration';
import { wordsOfWarning } from '../../configuration/warning-words';
import { Words } from '../../language/words';
import { reloadOnAlerts } from '../../live/reload-on-events';
import { titlePage } from '../../ui/layout/page-title';
import { Notice } from '../../ui/layout/notice';
import { Skeleton } from '../../ui/layout/skeleton';
import { EnvironmentMark } from '../../configuration/environment-mark';
import { ChannelCard } from './channel-card';
import { MissingChannel } from './missing-channel';

/** Where the alerts of each environment go, whether they get there, and what of the settings would lead them astray. */
@Component({
  selector: 'app-channels-page',
  imports: [ChannelCard, EnvironmentMark, MissingChannel, Notice, ProblemNotice, Skeleton],
  template: `
    <header class="page-head">
      <h1>{{ words.say('shell.alerting.channels') }}</h1>
    </header>
    <p class="hint">{{ words.say('alerting.channels.lead') }}</p>
    <app-problem-notice [of]="resource" [isRefresh]="list() !== undefined" />
    @if (list()?.isLeader === false) {
      <app-notice>{{ words.say('alerting.channels.follower') }}</app-notice>
    }
    @for (group of groups(); track group.id) {
      <section class="group" [attr.aria-labelledby]="'channels-' + group.id">
        <h2 [id]="'channels-' + group.id"><app-environment-mark [environment]="group.id" /></h2>
        @for (warning of group.warnings; track warning) {
          <app-notice tone="warning">{{ warning }}</app-notice>
        }
        <div class="cards">
          @for (channel of group.channels; track channel.id) {
            <app-channel-card [channel]="channel" [isLeader]="list()?.isLeader ?? true" />
          } @empty {
            <app-missing-channel [environment]="group.id" />
          }
        </div>
      </section>
    } @empty {
      @if (resource.isLoading()) {
        <div class="loading" aria-busy="true"><app-skeleton height="24rem" /></div>
      }
    }
  `,
  styleUrl: '../../../styles/page.scss',
  styles: `
    .cards {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr));
      gap: var(--space-3);
    }
  `,
})
export class ChannelsPage {
  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);

  protected readonly resource = httpResource(() => API.channels, {
    parse: (value) => ChannelList.parse(value),
  });
  protected readonly list = lastValue(this.resource);

  /** By environment, in its order; empty before the channels are known. */
  protected readonly groups = computed(() => {
    const list = this.list();
    if (!list) return [];
    const misleading = this.configuration.warnings().filter(({ channel }) => channel !== null);
    return this.configuration.environments().map(({ id }) => ({
      id,
      channels: list.channels.filter(({ environment }) => environment === id),
      warnings: misleading
        .filter(({ environments }) => environments.includes(id))
        .map((warning) => wordsOfWarning(warning, this.words, this.configuration)),
    }));
  });

  constructor() {
    reloadOnAlerts(this.resource, ({ topic }) => topic === 'channels' || topic === 'deliveries');
    titlePage(() => this.words.say('shell.alerting.channels'));
  }
}
