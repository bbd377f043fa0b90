import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  type EnvironmentId,
  isIdle,
  type Overview,
  SERVICES,
  type ServiceState,
  isUnhealthy,
} from '@envscope/contracts/index.js';
import { keyOfState } from '@envscope/texts/state-word.js';
import { Configuration } from '../configuration/configuration';
import { silenceMs } from '../configuration/freshness';
import { Words } from '../language/words';
import { Clock } from '../live/clock';
import { SilenceMark } from '../silences/silence-mark';
import { Icon } from '../ui/badges/icon';
import { StatusMark } from '../ui/badges/status-mark';
import { StatusStrip } from '../ui/charts/status-strip';
import { CurrentUnhealthy } from '../unhealthy/current-unhealthy';
import { DaySource } from './day-source';

/** Cells of a block side by side: on 320 pixels each is 33 wide and 44 high. */
const MOST_COLUMNS = 8;

/**
 * Every service of every environment at a glance, with its last day: a row for each environment, the one first that weighs
 * most. Where there is no room for a table each row is a block, so that twenty environments fit a phone too.
 */
@Component({
  selector: 'app-state-matrix',
  imports: [Icon, RouterLink, SilenceMark, StatusMark, StatusStrip],
  providers: [DaySource],
  templateUrl: 'state-matrix.html',
  styleUrl: 'state-matrix.scss',
})
export class StateMatrix {
  readonly overview = input.required<Overview>();
  /** So many environments are drawn by now. */
  readonly most = input(Infinity);

  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);
  private readonly clock = inject(Clock);
  private readonly unhealthy = inject(CurrentUnhealthy);
  private readonly days = inject(DaySource);

  /** Counted by this browser's clock: a server that hangs says nothing of being stale. */
  protected isStale(state: ServiceState): boolean {
    return silenceMs(state, this.clock.nowMs()) !== null;
  }

  protected readonly services = computed(() =>
    SERVICES.filter((service) =>
      this.configuration
        .environments()
        .some(({ services }) => services.some((config) => config.service === service)),
    ),
  );

  /** Of a block, where there is no room for a table. */
  protected readonly columns = computed(() => Math.min(this.services().length, MOST_COLUMNS));

  private readonly drawn = computed(() => this.configuration.byWeight().slice(0, this.most()));
  protected readonly isWhole = computed(() => this.most() >= this.configuration.environments().length);

  protected readonly rows = computed(() => {
    const byId = new Map(this.overview().environments.map((one) => [one.environment, one]));
    return this.drawn().map(({ id, name }) => {
      const known = byId.get(id);
      const states = new Map(known?.services.map((state) => [state.service, state]));
      return {
        id,
        name: this.words.name(name),
        paint: this.configuration.paintOf(id),
        status: this.unhealthy.statuses().get(id) ?? ('unknown' as const),
        cells: this.services().map((service) => {
          const state = states.get(service);
          return { service, state: state && this.drawnOf(id, state), day: this.days.of(id, service) };
        }),
      };
    });
  });

  /** Its status follows the rule of the row's own, so that the two never disagree. */
  private drawnOf(environment: EnvironmentId, state: ServiceState) {
    const status = this.unhealthy.of(environment, state.service) ?? state.status;
    const isAsChecked = status === state.status;
    const { up, degraded, down, unknown, paused } = state.counts;
    const total = up + degraded + down + unknown + paused;
    return {
      ...state,
      status,
      isUnhealthy: isUnhealthy({ status }) && !(isAsChecked && isIdle(state)),
      word: isAsChecked ? this.words.say(keyOfState(state)) : this.words.status(status),
      targets:
        total > 1 && up < total ? this.words.say('shell.overview.targets', { healthy: up, total }) : null,
    };
  }
}
