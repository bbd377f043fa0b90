import { Component, computed, inject, input } from '@angular/core';
import { Words } from '../language/words';
import { Ago } from '../live/ago';
import { Clock } from '../live/clock';
import { StatusBadge } from '../ui/badges/status-badge';
import { CopyButton } from '../ui/buttons/copy-button';
import { Fact, Facts } from '../ui/figures/fact';
import { DetailSection } from '../ui/layout/detail-section';
import type { LocationView } from './location-views';
import { WorkerRow } from './worker-row';

/** One location: whether results come from there, what helps where none do, and its workers. */
@Component({
  selector: 'app-location-section',
  imports: [Ago, CopyButton, DetailSection, Fact, Facts, StatusBadge, WorkerRow],
  template: `
    @let shown = view();
    <app-detail-section [heading]="name()">
      <app-status-badge aside [status]="shown.status" [word]="words.say(shown.word)" />
      @if (shown.standing; as standing) {
        @if (silence() !== null || isUnstaffed()) {
          <div class="silence">
            @if (silence(); as text) {
              <p>
                {{ text }}
                @if (shown.why; as why) {
                  {{ words.say(why) }}
                }
              </p>
            }
            @if (isUnstaffed()) {
              <p>{{ words.say('workers.location.start') }}</p>
              <p class="command">
                <code>{{ command() }}</code>
                <app-copy-button [text]="command()" [label]="words.say('workers.copy')" />
              </p>
            }
            <p class="minor">{{ words.say(meaning()) }}</p>
          </div>
        }
        <dl app-facts>
          <div
            app-fact
            [label]="words.say('workers.location.checks')"
            [value]="words.number(standing.checks)"
          ></div>
          <div
            app-fact
            [label]="words.say('workers.location.brought')"
            [absent]="words.say('workers.location.neverBrought')"
            [value]="standing.broughtAt === null ? null : ''"
          >
            @if (standing.broughtAt; as at) {
              <app-ago [at]="at" />
            }
          </div>
        </dl>
      } @else {
        <p class="minor">{{ words.say('workers.location.idleNote') }}</p>
      }
      @if (shown.workers.length > 0) {
        <ul class="rows" [attr.aria-label]="words.say('workers.location.workers', { location: name() })">
          @for (worker of shown.workers; track worker.name) {
            <li><app-worker-row [worker]="worker" [canBeHeard]="canBeHeard()" /></li>
          }
        </ul>
      }
    </app-detail-section>
  `,
  styles: `
    .silence {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-2);
      max-inline-size: 75ch;
    }
    .command {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2);
    }
    code {
      padding: 0.15em 0.45em;
      border-radius: var(--radius-1);
      background: var(--surface-sunken);
      overflow-wrap: anywhere;
    }
    .rows {
      border: 1px solid var(--line);
      border-radius: var(--radius-2);
    }
    .rows > li + li {
      border-block-start: 1px solid var(--line);
    }
  `,
})
export class LocationSection {
  readonly view = input.required<LocationView>();
  /** Whether targets are checked from another place as well. */
  readonly hasOthers = input.required<boolean>();

  protected readonly words = inject(Words);
  private readonly clock = inject(Clock);

  protected readonly name = computed(
    () => this.view().location ?? this.words.say('workers.location.without'),
  );
  protected readonly canBeHeard = computed(() => this.view().word !== 'workers.location.unheard');
  protected readonly isUnstaffed = computed(() => this.view().word === 'workers.location.unstaffed');
  protected readonly command = computed(() => {
    const { location } = this.view();
    return location === null ? 'npm run worker' : `LOCATION=${location} npm run worker`;
  });
  protected readonly meaning = computed(() =>
    this.hasOthers() && this.view().location !== null
      ? ('workers.location.meaning' as const)
      : ('workers.location.meaningAlone' as const),
  );
  /** How long nothing has come from there; null where that is not long yet. */
  protected readonly silence = computed(() => {
    const since = this.view().standing?.silentSince ?? null;
    if (since === null) return null;
    const duration = this.words.duration(this.clock.steadyAgeMs(since));
    return this.words.say('workers.location.silentFor', { duration });
  });
}
