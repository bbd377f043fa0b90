import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ChannelHealth, ChannelState, CheckStatus } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { Configuration } from '../../configuration/configuration';
import { Action } from '../../resources/action';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Clock } from '../../live/clock';
import { Lasting } from '../../live/lasting';
import { Needs } from '../../session/needs';
import { Button } from '../../ui/buttons/button';
import { Fact, Facts } from '../../ui/figures/fact';
import { Icon } from '../../ui/badges/icon';
import { StatusBadge } from '../../ui/badges/status-badge';
import { ChannelTest } from './channel-test';
import { answerIn, nameOfChannel } from './channel-words';
import { adviceFor } from './test-outcome';

/** A channel's health in the shapes that services' statuses have. */
const STATUSES: Readonly<Record<ChannelHealth, CheckStatus>> = {
  broken: 'down',
  failing: 'degraded',
  limited: 'degraded',
  refusing: 'degraded',
  working: 'up',
  untried: 'unconfigured',
};

/** One channel: whether it works, what waits for it, and ways to try it. */
@Component({
  selector: 'app-channel-card',
  imports: [Ago, Button, ChannelTest, Fact, Facts, Icon, Lasting, Needs, RouterLink, StatusBadge],
  templateUrl: 'channel-card.html',
  styleUrl: 'channel-card.scss',
  host: { class: 'panel' },
})
export class ChannelCard {
  readonly channel = input.required<ChannelState>();
  /** Only the leader sends, so that only the leader can try again. */
  readonly isLeader = input(true);

  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);
  private readonly http = inject(HttpClient);
  private readonly clock = inject(Clock);

  protected readonly name = computed(() => nameOfChannel(this.channel(), this.words, this.configuration));
  protected readonly status = computed(() => STATUSES[this.channel().health]);
  protected readonly health = computed(() => this.words.say(`alerts.channelHealth.${this.channel().health}`));
  /** The channel asked for a wait that is not over. */
  protected readonly isAskedToWait = computed(
    () => Date.parse(this.channel().askedToWaitUntil ?? '') > this.clock.nowMs(),
  );
  protected readonly canRetry = computed(
    () =>
      this.isLeader() &&
      !this.isAskedToWait() &&
      ['broken', 'failing', 'limited'].includes(this.channel().health),
  );

  protected readonly takes = computed(() => {
    const { severities, services } = this.channel().route;
    if (severities === null && services === null) return this.words.say('alerting.channels.takesAll');
    const list = new Intl.ListFormat(this.words.language(), { type: 'disjunction' });
    return list.format([
      ...(severities ?? []).map((severity) => this.words.say(`alerts.severity.${severity}`)),
      ...(services ?? []).map((service) => this.words.service(service)),
    ]);
  });

  protected readonly why = computed(() => {
    const { reason } = this.channel();
    return reason === null
      ? null
      : {
          text: this.words.reason(reason),
          advice: adviceFor(reason.code, this.words),
          answer: answerIn(reason),
        };
  });

  /** Counting down; null where nothing waits for an attempt. */
  protected readonly nextAttempt = computed(() => {
    const { nextAttemptAt } = this.channel();
    if (nextAttemptAt === null) return null;
    const seconds = Math.ceil((Date.parse(nextAttemptAt) - this.clock.nowMs()) / 1_000);
    return seconds <= 0
      ? this.words.say('alerting.channels.now')
      : this.words.say('alerting.channels.inTime', { duration: this.words.duration(seconds * 1_000) });
  });

  protected readonly retrying = new Action();
  protected readonly outcome = computed(() =>
    this.retrying.answer() === undefined
      ? this.retrying.failure()
      : this.words.say('alerting.channels.retried'),
  );

  /** Has the console try again at once; what comes of it comes over the stream. */
  protected retry(): void {
    void this.retrying.run(this.http.post(API.channelRetries(this.channel().id), {}));
  }
}
