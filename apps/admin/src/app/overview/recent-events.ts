import { httpResource } from '@angular/common/http';
import { Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  DEFAULT_TARGET,
  IncidentPage,
  type Mute,
  MuteList,
  ReleaseList,
  STATUS_OF_STATE,
} from '@envscope/contracts/index.js';
import { nameOfIncident } from '@envscope/texts/incident-name.js';
import { API } from '../api/api';
import { EnvironmentMark } from '../configuration/environment-mark';
import { Words } from '../language/words';
import { Ago } from '../live/ago';
import { Clock } from '../live/clock';
import { reloadOnAlerts, reloadOnEvents } from '../live/reload-on-events';
import { lastValue } from '../resources/last-value';
import { ProblemNotice } from '../resources/problem-notice';
import { Icon, type IconName } from '../ui/badges/icon';
import { StatusMark } from '../ui/badges/status-mark';
import { MarkShape } from '../ui/charts/mark-shape';
import { eventsOf, type RecentEvent } from './events';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** As many as a reader takes in; all there is says the page about incidents. */
const SHOWN = 10;
/** Sentry is asked for releases so often. */
const RELEASES_MS = 600_000;
/** Enough to have the newest of both, whatever happened to which. */
const READ = 30;

/** What happened in the last day: incidents and what people did about them, silences and maintenance, releases and deploys. */
@Component({
  selector: 'app-recent-events',
  imports: [Ago, EnvironmentMark, Icon, MarkShape, ProblemNotice, RouterLink, StatusMark],
  templateUrl: 'recent-events.html',
  styleUrl: 'recent-events.scss',
})
export class RecentEvents {
  protected readonly words = inject(Words);
  private readonly clock = inject(Clock);

  private readonly texts = resource({
    loader: async () => {
      await Promise.all([this.words.loadPart('incidents'), this.words.loadPart('alerting')]);
      return true;
    },
  });
  protected readonly incidentList = httpResource(
    () => ({
      url: API.incidents,
      params: { from: new Date(this.clock.read() - DAY_MS).toISOString(), limit: READ },
    }),
    { parse: (value) => IncidentPage.parse(value) },
  );
  private readonly muteList = httpResource(() => ({ url: API.mute, params: { limit: READ } }), {
    parse: (value) => MuteList.parse(value),
  });
  private readonly releaseList = httpResource(
    () => ({
      url: API.releases,
      params: { from: new Date(this.clock.read() - DAY_MS).toISOString() },
    }),
    { parse: (value) => ReleaseList.parse(value) },
  );
  private readonly incidents = lastValue(this.incidentList);
  private readonly mutes = lastValue(this.muteList);
  private readonly releases = lastValue(this.releaseList);

  /** Each hour some are too old; that they are shown some minutes longer does no harm. */
  private readonly hourMs = computed(() => Math.floor(this.clock.nowMs() / HOUR_MS) * HOUR_MS);

  /** Undefined until all was read that they are made of. */
  protected readonly events = computed(() => {
    const incidents = this.incidents();
    const mutes = this.mutes();
    const releases = this.releases()?.releases ?? (this.releaseList.error() ? [] : undefined);
    if (!incidents || !mutes || !releases || !this.texts.hasValue()) return undefined;
    const since = this.hourMs() - DAY_MS;
    const happened = { incidents: incidents.incidents, mutes: mutes.mutes, releases };
    return eventsOf(happened, since, this.clock.read())
      .slice(0, SHOWN)
      .map((event) => this.say(event));
  });

  constructor() {
    reloadOnAlerts(this.incidentList, ({ topic }) => topic === 'incidents');
    reloadOnAlerts(this.muteList, ({ topic }) => topic === 'mutes');
    reloadOnEvents(
      this.releaseList,
      ({ service }) =>
        service === 'sentry' && this.clock.read() - Date.parse(this.releases()?.to ?? '') > RELEASES_MS,
    );
  }

  private say(event: RecentEvent) {
    const { at, environments, kind } = event;
    const shared = { at, environments, id: `${kind} ${at}`, mark: null };
    if (event.kind === 'released') {
      const { release } = event;
      return {
        ...shared,
        id: `${shared.id} ${release.name} ${environments.join()}`,
        link: ['/environments', environments[0] ?? '', 'services', 'sentry'],
        name: this.words.say(`shell.overview.${release.kind}`, { name: release.name }).trim(),
        what: '',
        status: null,
        icon: 'check' satisfies IconName as IconName,
        mark: release.kind,
      };
    }
    if (event.kind === 'muted' || event.kind === 'unmuted') {
      const { mute } = event;
      return {
        ...shared,
        id: `${shared.id} ${mute.id}`,
        link: ['/mutes'],
        name: this.nameOfMute(mute),
        what: this.wordsOfMute(event),
        status: null,
        icon: (event.kind === 'muted' ? 'muted' : 'bell') satisfies IconName as IconName,
      };
    }
    const { incident } = event;
    return {
      ...shared,
      id: `${shared.id} ${incident.id}`,
      link: ['/incidents', incident.id],
      name: nameOfIncident(incident, this.words),
      what: this.wordsOfIncident(event),
      status:
        kind === 'opened' ? STATUS_OF_STATE[incident.worst] : kind === 'resolved' ? ('up' as const) : null,
      icon: 'check' satisfies IconName as IconName,
    };
  }

  private wordsOfIncident(event: Extract<RecentEvent, { incident: unknown }>): string {
    switch (event.kind) {
      case 'opened':
        return this.words.say(`alerts.targetState.${event.incident.worst}`);
      case 'acknowledged':
        return this.words.say('shell.acknowledge.by', { name: event.by });
      case 'resolved': {
        const lastedMs = Date.parse(event.at) - Date.parse(event.incident.startedAt);
        const how = this.words.say(`alerts.resolution.${event.how ?? 'recovered'}`);
        return `${how} · ${this.words.duration(lastedMs)}`;
      }
    }
  }

  private wordsOfMute({ kind, mute, ...rest }: Extract<RecentEvent, { mute: unknown }>): string {
    const name = this.words.say(`alerts.muteKind.${mute.kind}`);
    if (kind === 'muted') {
      const by = this.words.say('alerting.mute.by', { name: mute.createdBy });
      return [name, mute.reason, by].filter((part) => part !== '').join(' · ');
    }
    const over = this.words.say('alerting.mute.state.over');
    const by =
      'by' in rest && rest.by !== null ? [this.words.say('alerting.mute.by', { name: rest.by })] : [];
    return [name, over, ...by].join(' · ');
  }

  private nameOfMute({ scope: { service, target } }: Mute): string {
    if (service === null) return this.words.say('alerting.mute.everything');
    const name = this.words.service(service);
    return target === null || target === DEFAULT_TARGET
      ? name
      : this.words.say('shell.alerting.name', { service: name, target });
  }
}
