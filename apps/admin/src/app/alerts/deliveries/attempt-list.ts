import { Component, computed, inject, input } from '@angular/core';
import type { Delivery } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { answerIn } from '../channels/channel-words';

/** Each attempt to send a message: when, how, and what the channel answered. */
@Component({
  selector: 'app-attempt-list',
  template: `
    @if (omitted() > 0) {
      <p class="muted">{{ words.say('alerting.deliveries.omitted', { count: omitted() }) }}</p>
    }
    <ol>
      @for (attempt of attempts(); track $index) {
        <li>
          <time class="muted" [attr.datetime]="attempt.at">{{ attempt.time }}</time>
          <span>{{ attempt.verb }}</span>
          <span class="outcome" [class.failed]="attempt.outcome !== 'delivered'">{{ attempt.word }}</span>
          @if (attempt.took) {
            <span class="muted">{{ attempt.took }}</span>
          }
          @if (attempt.reason) {
            <span>{{ attempt.reason }}</span>
          }
          @if (attempt.answer) {
            <span class="muted">{{ attempt.answer }}</span>
          }
        </li>
      }
    </ol>
    @if (delivery().messageId; as id) {
      <p class="muted">{{ words.say('alerting.deliveries.messageId', { id }) }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
      padding-block: var(--space-1) var(--space-2);
    }
    ol {
      display: grid;
      gap: var(--space-1);
      border-inline-start: 2px solid var(--line);
      padding-inline-start: var(--space-3);
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--space-3);
    }
    .outcome {
      font-weight: 500;
    }
    .failed {
      color: var(--state-degraded-ink);
    }
  `,
})
export class AttemptList {
  readonly delivery = input.required<Delivery>();

  protected readonly words = inject(Words);

  protected readonly omitted = computed(() => this.delivery().attemptCount - this.delivery().attempts.length);
  protected readonly attempts = computed(() =>
    this.delivery().attempts.map(({ at, verb, outcome, tookMs, reason }) => ({
      at,
      outcome,
      time: this.words.moment(at),
      verb: this.words.say(`alerting.deliveries.verb.${verb}`),
      word: this.words.say(`alerts.outcome.${outcome}`),
      took: tookMs === null ? null : this.words.duration(tookMs),
      reason: reason === null ? null : this.words.reason(reason),
      answer: reason === null ? null : answerIn(reason),
    })),
  );
}
