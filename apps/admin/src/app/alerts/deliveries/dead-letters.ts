import { Component, computed, inject, input, output } from '@angular/core';
import type { EnvironmentId, ReplayRequest } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { Configuration } from '../../configuration/configuration';
import { Words } from '../../language/words';
import { Needs } from '../../session/needs';
import { Button } from '../../ui/buttons/button';
import { ConfirmButton } from '../../ui/buttons/confirm-button';
import { Notice } from '../../ui/layout/notice';
import { Dismissing } from './dismissing';
import { Replay } from './replay';

/** Says how many dead letters there are, and offers to send all of them again, or to dismiss them. */
@Component({
  selector: 'app-dead-letters',
  imports: [Button, ConfirmButton, Needs, Notice],
  template: `
    @if (count() > 0) {
      <app-notice tone="critical">
        <p class="what">{{ words.say('alerting.deliveries.dead', { count: count() }) }}</p>
        <p>{{ words.say('alerting.deliveries.deadNote') }}</p>
        <div class="actions">
          <button appButton type="button" (click)="shown.emit()">
            {{ words.say('alerting.deliveries.showDead') }}
          </button>
          <app-confirm-button
            appNeeds="deliveries:write"
            [appNeedsIn]="environment()"
            [label]="label()"
            [question]="words.say('alerting.deliveries.replayQuestion')"
            [action]="words.say('alerting.deliveries.replay')"
            [refusal]="words.say('shell.word.cancel')"
            [isBusy]="replaying.isBusy()"
            (confirmed)="replay()"
          />
          <app-confirm-button
            appNeeds="deliveries:write"
            [appNeedsIn]="environment()"
            [label]="dismissLabel()"
            [question]="words.say('alerting.deliveries.dismissQuestion')"
            [action]="words.say('alerting.deliveries.dismiss')"
            [refusal]="words.say('shell.word.cancel')"
            [isBusy]="dismissing.isBusy()"
            (confirmed)="dismiss()"
          />
        </div>
      </app-notice>
    }
    <p class="outcome" role="status" [class.failed]="replaying.hasFailed()">{{ replaying.outcome() }}</p>
    <p class="outcome" role="status" [class.failed]="dismissing.hasFailed()">{{ dismissing.outcome() }}</p>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-2);
    }
    :host:not(:has(app-notice)):not(:has(.outcome:not(:empty))) {
      display: none;
    }
    .what {
      font-weight: 600;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      padding-block-start: var(--space-2);
    }
    .outcome {
      font-size: var(--text-s);
    }
    .outcome.failed {
      color: var(--state-down-ink);
    }
  `,
})
export class DeadLetters {
  /** Of all environments. */
  readonly count = input.required<number>();
  /** Only its dead letters are sent again; those of all without one. */
  readonly environment = input<EnvironmentId>();
  readonly shown = output();
  /** They are others now: sent again, or dismissed. */
  readonly settled = output();

  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);
  protected readonly replaying = new Replay();
  protected readonly dismissing = new Dismissing();

  protected readonly label = computed(() => {
    const id = this.environment();
    return id
      ? this.words.say('alerting.deliveries.replayOf', { environment: this.configuration.nameOf(id) })
      : this.words.say('alerting.deliveries.replayAll');
  });

  protected readonly dismissLabel = computed(() => {
    const id = this.environment();
    return id
      ? this.words.say('alerting.deliveries.dismissOf', { environment: this.configuration.nameOf(id) })
      : this.words.say('alerting.deliveries.dismissAll');
  });

  protected async dismiss(): Promise<void> {
    const environment = this.environment();
    const which = environment === undefined ? {} : { environment };
    if (await this.dismissing.run(API.dismissals, which)) this.settled.emit();
  }

  protected async replay(): Promise<void> {
    const environment = this.environment();
    const request: ReplayRequest = environment === undefined ? {} : { environment };
    if (await this.replaying.run(API.replays, request)) this.settled.emit();
  }
}
