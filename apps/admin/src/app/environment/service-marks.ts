import { Component, computed, inject, input } from '@angular/core';
import type { ServiceConfig, ServiceState } from '@envscope/contracts/index.js';
import { Configuration } from '../configuration/configuration';
import { silenceMs } from '../configuration/freshness';
import { Words } from '../language/words';
import { Clock } from '../live/clock';
import { Icon } from '../ui/badges/icon';
import { Tip } from '../ui/badges/tip';

/**
 * What a reader must know before trusting a service's figures: old, made up, or from a credential that others use. Where all
 * of them are made up, the top bar says so once.
 */
@Component({
  selector: 'app-service-marks',
  imports: [Icon, Tip],
  template: `
    @for (mark of marks(); track mark.icon) {
      <span
        class="chip"
        tabindex="0"
        [class.urgent]="mark.isUrgent"
        [appTip]="mark.note"
        [attr.aria-description]="mark.note"
      >
        <app-icon [name]="mark.icon" />{{ mark.word }}
      </span>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
    .urgent {
      border: 1px dashed var(--state-degraded);
      color: var(--state-degraded-ink);
    }
  `,
})
export class ServiceMarks {
  readonly config = input.required<ServiceConfig>();
  readonly state = input<Pick<ServiceState, 'observedAt' | 'isStale' | 'staleAfterMs'>>();

  private readonly words = inject(Words);
  private readonly clock = inject(Clock);
  private readonly configuration = inject(Configuration);

  /** How long nothing was heard, in words; null while the state is fresh. A computed of its own: it changes each second. */
  private readonly silence = computed(() => {
    const state = this.state();
    const ageMs = state ? silenceMs(state, this.clock.nowMs()) : null;
    return ageMs === null ? null : this.words.duration(ageMs);
  });

  protected readonly marks = computed(() => {
    const { isSandbox, credential, isConfigured } = this.config();
    const silence = this.silence();
    return [
      ...(silence === null
        ? []
        : [
            {
              icon: 'clock',
              word: this.words.say('shell.card.stale'),
              note: this.words.say('shell.card.staleNote', { duration: silence }),
              isUrgent: true,
            },
          ]),
      ...(isSandbox && !this.configuration.isAllSandbox() ? [this.mark('flask', 'sandbox')] : []),
      ...(credential === 'shared' && isConfigured ? [this.mark('key', 'shared')] : []),
    ];
  });

  private mark(icon: string, key: 'sandbox' | 'shared') {
    return {
      icon,
      word: this.words.say(`shell.card.${key}`),
      note: this.words.say(`shell.card.${key}Note`),
      isUrgent: false,
    };
  }
}
