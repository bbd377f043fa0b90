import { Component, inject, linkedSignal } from '@angular/core';
import type { IncidentSummary } from '@envscope/contracts/index.js';
import { Configuration } from '../configuration/configuration';
import { OpenIncidents } from '../alerts/incidents/open-incidents';
import { Words } from '../language/words';
import { OverviewSource, type Standing } from '../standings/overview-source';
import { Announcements } from '../resources/announcements';

/** More than this at once nobody wants read out one by one. */
const MOST_ANNOUNCED = 3;

/** Announces to people who cannot see the page which services changed their status, which incidents began, and what they did. */
@Component({
  selector: 'app-announcer',
  template: `
    <p class="visually-hidden" aria-live="polite">{{ announcement().text }}</p>
    <p class="visually-hidden" aria-live="polite">{{ opening().text }}</p>
    <p class="visually-hidden" aria-live="polite">{{ outcome() }}</p>
  `,
})
export class Announcer {
  private readonly words = inject(Words);
  private readonly configuration = inject(Configuration);
  private readonly source = inject(OverviewSource);

  protected readonly outcome = inject(Announcements).latest;

  protected readonly announcement = linkedSignal<readonly Standing[], { text: string }>({
    source: this.source.standings,
    computation: (standings, previous) => {
      const changed = changesBetween(previous?.source ?? [], standings);
      // What is read anew without a change leaves the last announcement as it is, so that it is not cut off.
      if (changed.length === 0) return previous?.value ?? { text: '' };
      return {
        text: changed
          .slice(0, MOST_ANNOUNCED)
          .map((standing) => this.say(standing))
          .join('. '),
      };
    },
  });

  protected readonly opening = linkedSignal<readonly IncidentSummary[] | undefined, { text: string }>({
    source: inject(OpenIncidents).incidents,
    computation: (incidents, previous) => {
      const opened = openedBetween(previous?.source, incidents);
      if (opened.length === 0) return previous?.value ?? { text: '' };
      return {
        text: opened
          .slice(0, MOST_ANNOUNCED)
          .map((incident) => this.words.say('shell.live.incidentOpened', this.namesOf(incident)))
          .join('. '),
      };
    },
  });

  private say(standing: Standing): string {
    return this.words.say('shell.live.statusChanged', {
      ...this.namesOf(standing),
      status: this.words.status(standing.status),
    });
  }

  private namesOf({ environment, service }: Pick<IncidentSummary, 'environment' | 'service'>) {
    return {
      environment: this.configuration.nameOf(environment),
      service: this.words.service(service),
    };
  }
}

/** Services whose status is another one than before. What was not known before has not changed. */
export function changesBetween(before: readonly Standing[], now: readonly Standing[]): Standing[] {
  const known = new Map(before.map((standing) => [keyOf(standing), standing.status]));
  return now.filter((standing) => {
    const status = known.get(keyOf(standing));
    return status !== undefined && status !== standing.status;
  });
}

/** Incidents that were not there before, but for those that are to be muted. What the page opens with is no news. */
export function openedBetween(
  before: readonly IncidentSummary[] | undefined,
  now: readonly IncidentSummary[] | undefined,
): IncidentSummary[] {
  if (before === undefined || now === undefined) return [];
  const known = new Set(before.map(({ id }) => id));
  return now.filter(({ id, mutedBy }) => mutedBy === null && !known.has(id));
}

const keyOf = ({ environment, service }: Standing) => `${environment} ${service}`;
