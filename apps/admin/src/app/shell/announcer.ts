import { Component, inject, linkedSignal } from '@angular/core';
import { Configuration } from '../configuration/configuration';
import { Words } from '../language/words';
import { OverviewSource, type Standing } from '../overview/overview-source';

/** More than this at once is an outage of everything, which nobody wants read out one by one. */
const MOST_ANNOUNCED = 3;

/** Tells who cannot see the page which services changed their status. */
@Component({
  selector: 'app-announcer',
  template: `<p class="visually-hidden" aria-live="polite">{{ announcement().text }}</p>`,
})
export class Announcer {
  private readonly words = inject(Words);
  private readonly configuration = inject(Configuration);
  private readonly source = inject(OverviewSource);

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

  private say({ environment, service, status }: Standing): string {
    const config = this.configuration.environment(environment);
    return this.words.say('shell.live.statusChanged', {
      environment: config ? this.words.name(config.name) : environment,
      service: this.words.service(service),
      status: this.words.status(status),
    });
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

const keyOf = ({ environment, service }: Standing) => `${environment} ${service}`;
