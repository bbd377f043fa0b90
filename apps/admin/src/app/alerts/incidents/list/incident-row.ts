import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type IncidentSummary, isOfConsole, stateOf } from '@envscope/contracts/index.js';
import { Configuration } from '../../../configuration/configuration';
import { EnvironmentMark } from '../../../configuration/environment-mark';
import { Words } from '../../../language/words';
import { Lasting } from '../../../live/lasting';
import { SilenceMenu } from '../../../silences/silence-menu';
import { scopeOfIncident } from '../../../silences/silence-scope';
import { SeverityChip } from '../../../ui/badges/severity-chip';
import { StatusBadge } from '../../../ui/badges/status-badge';
import { AcknowledgeButton } from '../acknowledge-button';
import { IncidentMarks } from '../incident-marks';
import { nameOfIncident } from '@envscope/texts/incident-name.js';
import { causeOfIncident } from '../incident-name';
import { StateBadge } from '../state-badge';

/** One incident of a list, whole in a line: a card on a phone. */
@Component({
  selector: 'app-incident-row',
  imports: [
    AcknowledgeButton,
    EnvironmentMark,
    IncidentMarks,
    Lasting,
    RouterLink,
    SeverityChip,
    SilenceMenu,
    StateBadge,
    StatusBadge,
  ],
  templateUrl: 'incident-row.html',
  styleUrl: 'incident-row.scss',
  host: { '[attr.data-state]': 'state()', '[attr.data-worst]': 'incident().worst' },
})
export class IncidentRow {
  readonly incident = input.required<IncidentSummary>();
  /** A person has acknowledged it, or was too late to: it is another one now. */
  readonly acted = output();

  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);

  protected readonly state = computed(() => stateOf(this.incident()));
  protected readonly name = computed(() => nameOfIncident(this.incident(), this.words));
  protected readonly cause = computed(() => causeOfIncident(this.incident(), this.words));

  /** It cannot be silenced, and has environments in place of targets. */
  protected readonly isOfConsole = computed(() => isOfConsole(this.incident().service));
  protected readonly scope = computed(() => scopeOfIncident(this.incident()));
  /** As people tell it from others where they do not see its row. */
  protected readonly fullName = computed(
    () => `${this.name()}, ${this.configuration.nameOf(this.incident().environment)}`,
  );
  /** The worst state, once it is resolved. */
  protected readonly was = computed(() =>
    this.words.say('incidents.mark.was', {
      state: this.words.say(`alerts.targetState.${this.incident().worst}`),
    }),
  );

  protected readonly members = computed(() => {
    const { memberCount, failingCount } = this.incident();
    if (memberCount === 1 || this.isOfConsole()) return null;
    return this.state() === 'resolved' || failingCount === memberCount
      ? this.words.say('incidents.mark.targets', { count: memberCount })
      : this.words.say('incidents.mark.failing', { failing: failingCount, count: memberCount });
  });
}
