import { Component, computed, ElementRef, inject, input, viewChild } from '@angular/core';
import { type Mute, MuteList, muteStateAt, type MuteState, ServiceKind } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { KeptFocus } from '../../resources/kept-focus';
import { PagedFrame } from '../../resources/paged-frame';
import { pagedList } from '../../resources/paged-list';
import { Configuration } from '../../configuration/configuration';
import { Words } from '../../language/words';
import { Clock } from '../../live/clock';
import { reloadOnAlerts } from '../../live/reload-on-events';
import { Needs } from '../../session/needs';
import { OpenedPanel } from '../../ui/layout/opened-panel';
import { titlePage } from '../../ui/layout/page-title';
import { Button } from '../../ui/buttons/button';
import { DeploymentExample } from './deployment-example';
import { MuteForm } from './mute-form';
import { MuteItem } from './mute-item';

/** In which order they are shown. */
const STATES = ['active', 'planned', 'over'] as const satisfies readonly MuteState[];

/** Maintenance and silences: what is muted now, what will be, and what was. */
@Component({
  selector: 'app-mutes-page',
  imports: [Button, DeploymentExample, MuteForm, MuteItem, Needs, PagedFrame],
  templateUrl: 'mutes-page.html',
  styleUrl: '../../../styles/page.scss',
})
export class MutesPage {
  /** What somebody came to mute, from the address. */
  readonly environment = input<string>();
  readonly service = input<string>();
  readonly target = input<string>();

  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);
  private readonly clock = inject(Clock);
  private readonly title = viewChild<ElementRef<HTMLElement>>('title');
  private readonly panel = viewChild<ElementRef<HTMLElement>>('panel');
  private readonly opener = viewChild.required<unknown, ElementRef<HTMLElement>>('opener', {
    read: ElementRef,
  });

  protected readonly list = pagedList({
    of: () => API.mute,
    ask: (url) => ({ url }),
    parse: (answer) => MuteList.parse(answer),
    items: ({ mutes }) => mutes,
  });

  protected readonly form = new OpenedPanel(this.panel, this.opener, () => this.environment() !== undefined);
  private readonly focus = new KeptFocus(this.list.items, this.title);

  protected readonly scope = computed(
    () => {
      const known = this.configuration.environment(this.environment() ?? '');
      return {
        environment: (known ?? this.configuration.environments()[0])?.id ?? '',
        service: ServiceKind.safeParse(this.service()).data ?? ('' as const),
        target: this.target() ?? '',
      };
    },
    // The configuration is read anew now and then; what somebody writes meanwhile stays.
    { equal: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
  );

  /** What is shown, by how it stands; it moves on by itself as time does. */
  protected readonly groups = computed(() => {
    const mutes = this.list.items() ?? [];
    const nowMs = this.clock.nowMs();
    const byState = Map.groupBy(mutes, (mute) => muteStateAt(mute, nowMs));
    return STATES.map((state) => ({
      state,
      heading: this.words.say(`alerting.mute.state.${state}`),
      mutes: (byState.get(state) ?? []).toSorted(state === 'over' ? newestFirst : nextFirst),
    })).filter(({ mutes }) => mutes.length > 0);
  });

  constructor() {
    reloadOnAlerts(this.list.resource, ({ topic }) => topic === 'mutes');
    titlePage(() => this.words.say('shell.alerting.mutes'));
  }

  protected added(): void {
    this.form.close();
    this.list.resource.reload();
  }

  /** A mute that was ended moves on to those that are over. */
  protected readAnew(): void {
    this.focus.keep();
    this.list.resource.reload();
  }
}

function nextFirst(one: Mute, other: Mute): number {
  const timeOf = ({ endsAt, startsAt }: Mute) => Date.parse(endsAt ?? startsAt);
  return timeOf(one) - timeOf(other);
}

function newestFirst(one: Mute, other: Mute): number {
  const endOf = ({ ended, endsAt, startsAt }: Mute) => Date.parse(ended?.at ?? endsAt ?? startsAt);
  return endOf(other) - endOf(one);
}
