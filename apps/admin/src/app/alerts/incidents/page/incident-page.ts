import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Incident, isOfConsole, stateOf } from '@envscope/contracts/index.js';
import { API } from '../../../api/api';
import { lastValue } from '../../../resources/last-value';
import { problemOf } from '../../../api/problem';
import { ProblemNotice } from '../../../resources/problem-notice';
import { Configuration } from '../../../configuration/configuration';
import { EnvironmentMark } from '../../../configuration/environment-mark';
import { Words } from '../../../language/words';
import { reloadOnAlerts } from '../../../live/reload-on-events';
import { SilenceMenu } from '../../../silences/silence-menu';
import { scopeOfIncident } from '../../../silences/silence-scope';
import { DetailSection } from '../../../ui/layout/detail-section';
import { VendorLink } from '../../../ui/layout/vendor-link';
import { NotFoundPage } from '../../../ui/layout/not-found-page';
import { titlePage } from '../../../ui/layout/page-title';
import { Icon } from '../../../ui/badges/icon';
import { Skeleton } from '../../../ui/layout/skeleton';
import { StatusBadge } from '../../../ui/badges/status-badge';
import { AcknowledgeButton } from '../acknowledge-button';
import { IncidentActions } from './incident-actions';
import { IncidentChecks } from './incident-checks';
import { IncidentDeliveries } from './incident-deliveries';
import { IncidentFacts } from './incident-facts';
import { IncidentMarks } from '../incident-marks';
import { nameOfIncident } from '@envscope/texts/incident-name.js';
import { IncidentTimeline } from './incident-timeline';
import { endingOf } from './timeline-words';
import { MemberList } from './member-list';
import { StateBadge } from '../state-badge';

/** One incident, whole: what fails and why, what people did, the notifications, and the possible actions. */
@Component({
  selector: 'app-incident-page',
  imports: [
    AcknowledgeButton,
    DetailSection,
    EnvironmentMark,
    Icon,
    IncidentActions,
    IncidentChecks,
    IncidentDeliveries,
    IncidentFacts,
    IncidentMarks,
    IncidentTimeline,
    MemberList,
    NotFoundPage,
    ProblemNotice,
    RouterLink,
    SilenceMenu,
    Skeleton,
    StatusBadge,
    VendorLink,
    StateBadge,
  ],
  templateUrl: 'incident-page.html',
  styleUrls: ['../../../../styles/page.scss', 'incident-page.scss'],
})
export class IncidentPage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);

  protected readonly resource = httpResource(() => API.incident(this.id()), {
    parse: (value) => Incident.parse(value),
  });
  protected readonly incident = lastValue(this.resource);
  protected readonly isOfConsole = computed(() => isOfConsole(this.incident()?.service ?? 'console'));

  protected readonly isUnknown = computed(
    () => problemOf(this.resource.error())?.code === 'unknown-incident',
  );
  protected readonly state = computed(() => {
    const incident = this.incident();
    return incident && stateOf(incident);
  });
  /** Who acknowledged it, that nobody did, or how it ended. */
  protected readonly standing = computed(() => {
    const incident = this.incident();
    if (!incident) return '';
    const { resolution, acknowledgement } = incident;
    if (resolution !== null) return endingOf(resolution, incident.service, this.words);
    // Who acknowledged it stands where that can be done.
    return this.words.say(acknowledgement === null ? 'alerts.state.open' : 'alerts.state.acknowledged');
  });
  protected readonly name = computed(() => {
    const incident = this.incident();
    if (!incident) return this.words.say('shell.alerting.incidents');
    return nameOfIncident({ ...incident, memberCount: incident.members.length }, this.words);
  });
  protected readonly fullName = computed(() =>
    [this.name(), this.configuration.nameOf(this.incident()?.environment ?? '')].filter(Boolean).join(', '),
  );
  protected readonly scope = computed(() => {
    const incident = this.incident();
    return incident ? scopeOfIncident(incident) : { environment: '' };
  });
  protected readonly vendorUrl = computed(() => {
    const incident = this.incident();
    return incident && this.configuration.service(incident.environment, incident.service)?.vendorUrl;
  });

  protected readonly own = computed(
    () => this.incident()?.members.filter(({ isDependent }) => !isDependent) ?? [],
  );
  protected readonly dependents = computed(
    () => this.incident()?.members.filter(({ isDependent }) => isDependent) ?? [],
  );

  constructor() {
    reloadOnAlerts(
      this.resource,
      ({ topic, incidentId }) => topic === 'incidents' && (incidentId === null || incidentId === this.id()),
    );
    titlePage(() =>
      [this.name(), this.configuration.nameOf(this.incident()?.environment ?? '')]
        .filter(Boolean)
        .join(' · '),
    );
  }
}
