import { Component, computed, inject, input, output } from '@angular/core';
import { DEFAULT_TARGET, type Mute, muteStateAt } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Clock } from '../../live/clock';
import { Icon } from '../../ui/badges/icon';
import { EnvironmentMark } from '../../configuration/environment-mark';
import { MuteEnding } from './mute-ending';

/** One mute: what is muted, why, by whom, and how much of it is left. */
@Component({
  selector: 'app-mute-item',
  imports: [EnvironmentMark, Icon, MuteEnding],
  template: `
    <p class="state">
      <app-icon [name]="state() === 'active' ? 'pause' : state() === 'planned' ? 'clock' : 'check'" />
      {{ words.say(stateKey()) }}
      @if (left(); as left) {
        <span class="left">{{ left }}</span>
      }
    </p>
    <div class="what">
      <p class="scope">
        <app-environment-mark [environment]="mute().scope.environment" />
        <strong>{{ scope() }}</strong>
        <span class="minor">{{ words.say(kindKey()) }}</span>
      </p>
      @if (mute().reason; as reason) {
        <p>{{ reason }}</p>
      }
      <p class="minor">{{ times() }} · {{ words.say('alerting.mute.by', { name: mute().createdBy }) }}</p>
      @if (mute().ended; as ended) {
        <p class="minor">
          {{ words.say('alerting.mute.endedBy', { name: ended.by, at: words.instant(ended.at) }) }}
        </p>
      }
    </div>
    @if (state() !== 'over') {
      <app-mute-ending [mute]="mute()" [isPlanned]="state() === 'planned'" (settled)="settled.emit()" />
    }
  `,
  host: { '[attr.data-state]': 'state()' },
  styles: `
    :host {
      display: grid;
      grid-template-columns: 9.5rem minmax(0, 1fr) auto;
      align-items: start;
      gap: var(--space-2) var(--space-4);
      padding: var(--space-3) var(--space-4);
    }
    .state {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 var(--space-2);
      color: var(--ink-muted);
      font-size: var(--text-s);
      font-weight: 500;
    }
    :host([data-state='active']) .state {
      color: var(--state-degraded-ink);
      font-weight: 600;
    }
    .left {
      flex-basis: 100%;
      font-weight: 500;
    }
    .scope {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 var(--space-3);
    }
    strong {
      font-weight: 600;
    }
    .what {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    @media (width < 44rem) {
      :host {
        grid-template-columns: minmax(0, 1fr);
      }
      .left {
        flex-basis: auto;
      }
    }
  `,
})
export class MuteItem {
  readonly mute = input.required<Mute>();
  readonly settled = output();

  protected readonly words = inject(Words);
  private readonly clock = inject(Clock);

  protected readonly state = computed(() => muteStateAt(this.mute(), this.clock.nowMs()));
  protected readonly stateKey = computed(() => `alerting.mute.state.${this.state()}` as const);
  protected readonly kindKey = computed(() => `alerts.muteKind.${this.mute().kind}` as const);

  protected readonly scope = computed(() => {
    const { service, target } = this.mute().scope;
    if (service === null) return this.words.say('alerting.mute.everything');
    const name = this.words.service(service);
    return target === null || target === DEFAULT_TARGET ? name : `${name} · ${target}`;
  });

  /** How long until it ends or begins, to the second. */
  protected readonly left = computed(() => {
    const { startsAt, endsAt } = this.mute();
    if (this.state() === 'planned') {
      return this.words.say('alerting.mute.beginsIn', { duration: this.until(startsAt) });
    }
    if (this.state() === 'over') return null;
    return endsAt === null
      ? this.words.say('alerting.mute.openEnd')
      : this.words.say('alerting.mute.left', { duration: this.until(endsAt) });
  });

  protected readonly times = computed(() => {
    const { startsAt, endsAt } = this.mute();
    const from = this.words.instant(startsAt);
    return endsAt === null
      ? this.words.say('alerting.mute.since', { from })
      : this.words.say('shell.word.fromTo', { from, to: this.words.instant(endsAt) });
  });

  private until(instant: string): string {
    const seconds = Math.ceil((Date.parse(instant) - this.clock.nowMs()) / 1_000);
    return this.words.duration(Math.max(1, seconds) * 1_000);
  }
}
