import { Component, computed, effect, inject, input } from '@angular/core';
import { countUp, type EnvironmentId } from '@envscope/contracts/index.js';
import { wellWords } from '@envscope/texts/well.js';
import { OpenIncidents } from '../alerts/incidents/open-incidents';
import { Words } from '../language/words';
import { OverviewSource } from '../standings/overview-source';
import { StatusMark } from '../ui/badges/status-mark';
import { Button } from '../ui/buttons/button';
import { addressWhole } from '../ui/tables/address-whole';
import { CurrentUnhealthy } from './current-unhealthy';
import { UnhealthyRow } from './unhealthy-row';

/** Rows that stand there before somebody asks for the rest. */
const SHOWN = 8;

/** What is wrong now, what matters most first. An environment's own list is not there while nothing is wrong. */
@Component({
  selector: 'app-unhealthy-list',
  imports: [Button, StatusMark, UnhealthyRow],
  templateUrl: 'unhealthy-list.html',
  styleUrl: 'unhealthy-list.scss',
})
export class UnhealthyList {
  /** Just this one's; those of all of them without it. */
  readonly environment = input<EnvironmentId>();

  protected readonly words = inject(Words);
  private readonly current = inject(CurrentUnhealthy);
  private readonly source = inject(OverviewSource);
  private readonly open = inject(OpenIncidents);

  protected readonly items = computed(() => {
    const wanted = this.environment();
    return this.current.items().filter(({ environment }) => wanted === undefined || environment === wanted);
  });
  protected readonly isWhole = addressWhole(() => 'problems');
  protected readonly shown = computed(() => (this.isWhole() ? this.items() : this.items().slice(0, SHOWN)));
  protected readonly hidden = computed(() => this.items().length - this.shown().length);

  /** The same incidents that the bell counts, and beside them what none is about yet. */
  protected readonly counts = computed(() => {
    const items = this.items();
    const incidents = items.flatMap(({ incident }) => incident ?? []);
    const acknowledged = incidents.filter(({ acknowledgement }) => acknowledgement !== null).length;
    const counts =
      this.environment() === undefined
        ? this.open.counts()
        : { open: incidents.length - acknowledged, acknowledged };
    return [
      ...(counts.open > 0 ? [this.words.say('shell.alerting.openCount', { count: counts.open })] : []),
      ...(counts.acknowledged > 0
        ? [this.words.say('shell.alerting.acknowledgedCount', { count: counts.acknowledged })]
        : []),
      ...(items.length > incidents.length
        ? [this.words.say('shell.overview.noIncidentCount', { count: items.length - incidents.length })]
        : []),
    ].join(' · ');
  });

  /** Of all environments. */
  protected readonly count = computed(() => countUp(this.source.standings().map(({ status }) => status)));
  protected readonly well = computed(() => wellWords(this.count(), this.words));

  constructor() {
    const hasRule = computed(() => this.items().some(({ incident }) => incident?.rule != null));
    // Names of built-in rules; until they are there rules are called as the server calls them.
    effect(() => {
      if (hasRule()) void this.words.loadPart('alerting').catch(() => undefined);
    });
  }
}
