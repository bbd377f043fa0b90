import { HttpClient } from '@angular/common/http';
import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { ChannelTestReport } from '@envscope/contracts/index.js';
import { map } from 'rxjs';
import { API } from '../../api/api';
import { Action } from '../../resources/action';
import { Words } from '../../language/words';
import { Needs } from '../../session/needs';
import { Button } from '../../ui/buttons/button';
import { Notice } from '../../ui/layout/notice';
import { outcomeOf } from './test-outcome';

/** Sends a test message to a channel and shows what the channel answered. */
@Component({
  selector: 'app-channel-test',
  imports: [Button, Needs, Notice],
  template: `
    <button
      appButton
      type="button"
      appNeeds="channels:test"
      [appNeedsIn]="environment()"
      [isBusy]="sending.isBusy()"
      [attr.aria-label]="label()"
      (click)="send()"
    >
      {{ words.say(sending.isBusy() ? 'services.test.sending' : 'services.test.send') }}
    </button>
    <div aria-live="polite">
      @if (outcome(); as outcome) {
        <app-notice [tone]="outcome.isDelivered ? 'good' : 'critical'">
          <p>{{ outcome.text }}</p>
          @if (outcome.advice; as advice) {
            <p>{{ advice }}</p>
          }
          @if (outcome.answer; as answer) {
            <p class="muted">{{ answer }}</p>
          }
        </app-notice>
      }
    </div>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: var(--space-2);
    }
  `,
})
export class ChannelTest {
  /** The channel's id. */
  readonly channel = input.required<string>();
  /** Names the button where several stand on one page. */
  readonly label = input<string>();

  private readonly http = inject(HttpClient);
  protected readonly words = inject(Words);

  /** An id begins with its environment: `prod.ntfy.critical`. */
  protected readonly environment = computed(() => this.channel().replace(/\..*$/, ''));
  protected readonly sending = new Action<ChannelTestReport>();

  protected readonly outcome = computed(() => {
    const [report, failure] = [this.sending.answer(), this.sending.failure()];
    if (report) return outcomeOf(report, this.words);
    return failure === '' ? null : { isDelivered: false, text: failure, advice: null, answer: null };
  });

  constructor() {
    effect(() => {
      this.channel();
      // What one channel answered says nothing about another.
      untracked(() => this.sending.reset());
    });
  }

  protected send(): void {
    const report = this.http
      .post<unknown>(API.channelTests(this.channel()), {})
      .pipe(map((answer) => ChannelTestReport.parse(answer)));
    void this.sending.run(report);
  }
}
