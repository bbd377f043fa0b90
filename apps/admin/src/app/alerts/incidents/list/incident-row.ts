import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type IncidentSummary, stateOf } from '@envscope/contracts/index.js';
import { EnvironmentMark } from '../../../configuration/environment-mark';
import { Words } from '../../../language/words';
import { Lasting } from '../../../live/lasting';
import { SeverityChip } from '../../../ui/badges/severity-chip';
import { StatusBadge } from '../../../ui/badges/status-badge';
import { IncidentMarks } from '../incident-marks';
import { nameOfIncident } from '../incident-name';
import { StateBadge } from '../state-badge';

/** One incident of a list, whole in a line: a card on a phone. */
@Component({
  selector: 'app-incident-row',
  imports: [EnvironmentMark, IncidentMarks, Lasting, RouterLink, SeverityChip, StatusBadge, StateBadge],
  templateUrl: 'incident-row.html',
  styleUrl: 'incident-row.scss',
})
export class IncidentRow {
  readonly incident = input.required<IncidentSummary>();

  protected readonly words = inject(Words);

  protected readonly state = computed(() => stateOf(this.incident()));
  protected readonly name = computed(() => nameOfIncident(this.incident(), this.words));
  protected readonly cause = computed(() => this.words.reason(this.incident().firstCause.reason));

  /** Who acknowledged it; the worst state once it is resolved. */
  protected readonly standing = computed(() => {
    const { acknowledgement, resolvedAt, worst } = this.incident();
    if (resolvedAt !== null) {
      return this.words.say('incidents.mark.was', {
        state: this.words.say(`alerts.targetState.${worst}`),
      });
    }
    if (acknowledgement === null) return this.words.say('alerts.state.open');
    return this.words.say('incidents.mark.acknowledgedBy', { name: acknowledgement.by });
  });

  protected readonly members = computed(() => {
    const { memberCount, failingCount } = this.incident();
    if (memberCount === 1) return null;
    return this.state() === 'resolved' || failingCount === memberCount
      ? this.words.say('incidents.mark.targets', { count: memberCount })
      : this.words.say('incidents.mark.failing', { failing: failingCount, count: memberCount });
  });
}
