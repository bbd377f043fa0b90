import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  type CheckResult,
  CONSOLE_SCOPE,
  DEFAULT_TARGET,
  type UnhealthyItem,
} from '@envscope/contracts/index.js';
import { AcknowledgeButton } from '../alerts/incidents/acknowledge-button';
import { nameOfIncident } from '@envscope/texts/incident-name.js';
import { OpenIncidents } from '../alerts/incidents/open-incidents';
import { Configuration } from '../configuration/configuration';
import { EnvironmentMark } from '../configuration/environment-mark';
import { Words } from '../language/words';
import { Clock } from '../live/clock';
import { SilenceMark } from '../silences/silence-mark';
import { SilenceMenu } from '../silences/silence-menu';
import type { SilenceScope } from '../silences/silence-scope';
import { SeverityChip } from '../ui/badges/severity-chip';
import { StatusBadge } from '../ui/badges/status-badge';

/** Reasons that a row names before it only counts. */
const SHOWN_REASONS = 2;

/** One thing that needs a person: what, where, why, since when, and who takes care of it. */
@Component({
  selector: 'app-unhealthy-row',
  imports: [
    AcknowledgeButton,
    EnvironmentMark,
    RouterLink,
    SeverityChip,
    SilenceMark,
    SilenceMenu,
    StatusBadge,
  ],
  templateUrl: 'unhealthy-row.html',
  styleUrl: 'unhealthy-row.scss',
  host: { '[attr.data-status]': 'item().status' },
})
export class UnhealthyRow {
  readonly item = input.required<UnhealthyItem>();
  /** Not where the page is about one environment. */
  readonly hasEnvironment = input(true);

  protected readonly words = inject(Words);
  private readonly clock = inject(Clock);
  private readonly configuration = inject(Configuration);
  protected readonly open = inject(OpenIncidents);

  protected readonly name = computed(() => {
    const item = this.item();
    return item.incident === null
      ? this.words.service(item.service)
      : nameOfIncident(item.incident, this.words);
  });

  protected readonly link = computed(() => {
    const { incident, environment, service } = this.item();
    return incident === null
      ? ['/environments', environment, 'services', service]
      : ['/incidents', incident.id];
  });

  protected readonly lasting = computed(() => {
    const { since } = this.item();
    const lastedMs = since === null ? 0 : this.clock.nowMs() - Date.parse(since);
    // Whole seconds: tenths would flicker, and a clock that runs behind the server's is no time travel.
    const duration = this.words.duration(Math.max(1, Math.floor(lastedMs / 1_000)) * 1_000);
    return this.words.say('shell.card.since', { duration });
  });

  protected readonly reasons = computed(() => {
    const { incident, results } = this.item();
    if (incident !== null) return [this.words.reason(incident.firstCause.reason)];
    return results.slice(0, SHOWN_REASONS).map((result) => this.say(result));
  });
  protected readonly more = computed(() => Math.max(0, this.item().results.length - SHOWN_REASONS));

  /** As it is called where its place is not seen beside it. */
  protected readonly wholeName = computed(
    () => `${this.name()}, ${this.configuration.nameOf(this.item().environment)}`,
  );

  /** An incident is silenced by itself: another one of the same service is news. The console's own cannot be. */
  protected readonly scope = computed<SilenceScope | null>(() => {
    const { environment, ...item } = this.item();
    if (environment === CONSOLE_SCOPE) return null;
    return item.incident === null
      ? { environment, service: item.service }
      : { environment, incident: item.incident.id };
  });

  private say({ target, label, reason }: CheckResult): string {
    const why = reason === null ? '' : this.words.reason(reason);
    return target === DEFAULT_TARGET ? why : `${label ?? target}: ${why}`;
  }
}
