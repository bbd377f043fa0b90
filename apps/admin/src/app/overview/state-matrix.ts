import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type Overview, SERVICES, type ServiceState } from '@envscope/contracts/index.js';
import { Configuration } from '../configuration/configuration';
import { silenceMs } from '../configuration/freshness';
import { Words } from '../language/words';
import { Clock } from '../live/clock';
import { Icon } from '../ui/badges/icon';
import { StatusMark } from '../ui/badges/status-mark';
import { isWaiting, isUnhealthy } from './unhealthy';

/** Every service of every environment at a glance: services down, environments across. */
@Component({
  selector: 'app-state-matrix',
  imports: [Icon, RouterLink, StatusMark],
  template: `
    <table>
      <caption class="visually-hidden">
        {{
          words.say('shell.overview.matrix')
        }}
      </caption>
      <thead>
        <tr>
          <td class="corner"></td>
          @for (column of columns(); track column.id) {
            <th scope="col" [style.--environment]="column.color">
              <a [routerLink]="['/environments', column.id]">
                <span class="name">{{ column.name }}</span>
                <span class="worst">
                  <app-status-mark [status]="column.status" />
                  {{ words.status(column.status) }}
                </span>
              </a>
            </th>
          }
        </tr>
      </thead>
      <tbody>
        @for (row of rows(); track row.service) {
          <tr>
            <th scope="row">
              <span class="service"><app-icon [name]="row.service" />{{ words.service(row.service) }}</span>
            </th>
            @for (cell of row.cells; track cell.environment) {
              <td>
                @if (cell.state; as state) {
                  <a
                    [routerLink]="['/environments', cell.environment, 'services', row.service]"
                    [attr.data-status]="state.status"
                    [class.unhealthy]="cell.isUnhealthy"
                    [class.stale]="isStale(state)"
                  >
                    <app-status-mark [status]="state.status" />
                    <span class="words">
                      <span class="status">{{ cell.word }}</span>
                      @if (cell.targets) {
                        <span class="targets">{{ cell.targets }}</span>
                      }
                      @if (isStale(state)) {
                        <span class="targets">{{ words.say('shell.card.stale') }}</span>
                      }
                    </span>
                  </a>
                } @else {
                  <span class="nothing" [attr.aria-label]="words.say('shell.card.missing')">–</span>
                }
              </td>
            }
          </tr>
        }
      </tbody>
    </table>
  `,
  styleUrl: 'state-matrix.scss',
})
export class StateMatrix {
  readonly overview = input.required<Overview>();

  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);
  private readonly clock = inject(Clock);

  /** Counted by this browser's clock: a server that hangs says nothing of being stale. */
  protected isStale(state: ServiceState): boolean {
    return silenceMs(state, this.clock.nowMs()) !== null;
  }

  protected readonly columns = computed(() =>
    this.configuration.environments().map(({ id, name, color }) => ({
      id,
      color,
      name: this.words.name(name),
      status:
        this.overview().environments.find(({ environment }) => environment === id)?.status ??
        ('unknown' as const),
    })),
  );

  protected readonly rows = computed(() => {
    const environments = this.configuration.environments();
    const shown = SERVICES.filter((service) =>
      environments.some(({ services }) => services.some((config) => config.service === service)),
    );
    const states = new Map(
      this.overview().environments.flatMap(({ environment, services }) =>
        services.map((state) => [`${environment} ${state.service}`, state] as const),
      ),
    );
    return shown.map((service) => ({
      service,
      cells: environments.map(({ id }) => {
        const state = states.get(`${id} ${service}`);
        return {
          environment: id,
          state,
          isUnhealthy: state !== undefined && isUnhealthy(state) && !isWaiting(state),
          ...this.say(state),
        };
      }),
    }));
  });

  private say(state: ServiceState | undefined): { word: string; targets: string | null } {
    if (!state) return { word: '', targets: null };
    if (state.status === 'unknown' && isWaiting(state)) {
      return { word: this.words.say('shell.overview.neverChecked'), targets: null };
    }
    const { up, degraded, down, unknown, paused } = state.counts;
    const total = up + degraded + down + unknown + paused;
    const targets = total > 1 ? this.words.say('shell.overview.targets', { healthy: up, total }) : null;
    return { word: this.words.status(state.status), targets };
  }
}
