import { Component, computed, inject, input } from '@angular/core';
import type { CheckStatus, Reason, ServiceDetail } from '@envscope/contracts/index.js';
import { Configuration } from '../configuration/configuration';
import { Words } from '../language/words';
import { SilenceMark } from '../silences/silence-mark';
import { SilenceMenu } from '../silences/silence-menu';
import type { SilenceScope } from '../silences/silence-scope';
import { StatusMark } from '../ui/badges/status-mark';

/** What a check said of a target, in a table: the status as shape and word, why it is not up, and until when it is silenced. */
@Component({
  selector: 'app-target-state',
  imports: [SilenceMark, SilenceMenu, StatusMark],
  template: `
    <div class="line">
      <span class="word" [attr.data-status]="status()">
        <app-status-mark [status]="status()" /> {{ word() ?? words.status(status()) }}
      </span>
      @if (scope(); as scope) {
        <app-silence-menu look="icon" [scope]="scope" [name]="fullName()" />
      }
    </div>
    @if (why(); as text) {
      <div class="minor">{{ text }}</div>
    }
    @if (scope(); as scope) {
      <app-silence-mark [scope]="scope" />
    }
  `,
  styles: `
    .line {
      display: flex;
      align-items: center;
      gap: var(--space-1);
    }
    .word {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
      white-space: nowrap;
    }
    .word:is([data-status='down'], [data-status='degraded']) {
      color: var(--state-ink);
      font-weight: 600;
    }
    /* A button is higher than a line: the word stays on the line of the other cells. */
    app-silence-menu {
      margin-block: -0.5rem;
    }
    .minor {
      max-inline-size: 26rem;
      overflow-wrap: anywhere;
    }
  `,
})
export class TargetState {
  readonly status = input.required<CheckStatus>();
  readonly reason = input<Reason | null>();
  /** A vendor's own word for the status. */
  readonly word = input<string>();

  /** What the target is, where it can be silenced; absent where it cannot. */
  readonly scope = input<SilenceScope>();
  /** What the target is called. */
  readonly name = input('');

  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);

  protected readonly fullName = computed(
    () => `${this.name()}, ${this.configuration.nameOf(this.scope()?.environment ?? '')}`,
  );

  protected readonly why = computed(() => {
    const reason = this.reason();
    return reason ? this.words.reason(reason) : null;
  });
}

/** Why each target is not up, as its latest result says. */
export const reasonsOf = ({ results }: ServiceDetail): ReadonlyMap<string, Reason | null> =>
  new Map(results.map(({ target, reason }) => [target, reason]));
