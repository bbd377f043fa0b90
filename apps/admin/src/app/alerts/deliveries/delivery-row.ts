import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Delivery, DeliveryState } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Needs } from '../../session/needs';
import { placeOf } from '../../session/place';
import { Button } from '../../ui/buttons/button';
import { Icon, type IconName } from '../../ui/badges/icon';
import { answerIn } from '../channels/channel-words';
import { EnvironmentMark } from '../../configuration/environment-mark';
import { AttemptList } from './attempt-list';
import { Dismissing } from './dismissing';
import { Replay } from './replay';

const ICONS: Readonly<Record<DeliveryState, IconName>> = {
  queued: 'clock',
  sending: 'play',
  delivered: 'check',
  merged: 'check',
  dead: 'alert',
  dismissed: 'close',
};

/** One notification: its kind and incident, its channel, its state, and each attempt to send it. */
@Component({
  selector: 'app-delivery-row',
  imports: [Ago, AttemptList, Button, EnvironmentMark, Icon, Needs, RouterLink],
  templateUrl: 'delivery-row.html',
  styleUrl: 'delivery-row.scss',
  host: { '[attr.data-state]': 'delivery().state' },
})
export class DeliveryRow {
  readonly delivery = input.required<Delivery>();
  /** What it says of the incident, in words. */
  readonly kind = input.required<string>();
  /** Names of the incident and of the channel. */
  readonly incident = input.required<string>();
  readonly channel = input.required<string>();
  /** It is another one now: sent again, or dismissed. */
  readonly settled = output();

  protected readonly words = inject(Words);
  protected readonly replaying = new Replay();
  protected readonly dismissing = new Dismissing();

  protected readonly place = computed(() => placeOf(this.delivery().environment));
  protected readonly state = computed(() => this.words.say(`alerts.deliveryState.${this.delivery().state}`));
  protected readonly icon = computed(() => ICONS[this.delivery().state]);

  /** How long it took from wanted to settled. */
  protected readonly took = computed(() => {
    const { createdAt, settledAt } = this.delivery();
    if (settledAt === null) return null;
    return this.words.duration(Math.max(0, Date.parse(settledAt) - Date.parse(createdAt)));
  });

  /** Why it is dead, or why it has not gone yet. */
  protected readonly why = computed(() => {
    const { state, deathCause, attempts } = this.delivery();
    const reason = attempts.at(-1)?.reason ?? null;
    if (state === 'delivered' || state === 'merged' || (reason === null && deathCause === null)) return null;
    return {
      cause: deathCause === null ? null : this.words.say(`alerts.deathCause.${deathCause}`),
      reason: reason === null ? null : this.words.reason(reason),
      answer: reason === null ? null : answerIn(reason),
    };
  });

  protected async dismiss(): Promise<void> {
    if (await this.dismissing.run(API.dismissal(this.delivery().id))) this.settled.emit();
  }

  protected async replay(): Promise<void> {
    if (await this.replaying.run(API.replay(this.delivery().id), {})) this.settled.emit();
  }
}
