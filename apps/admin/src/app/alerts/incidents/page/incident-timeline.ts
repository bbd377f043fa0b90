import { Component, computed, inject, input } from '@angular/core';
import type { Incident } from '@envscope/contracts/index.js';
import { Words } from '../../../language/words';
import { Ago } from '../../../live/ago';
import { happeningOf } from './timeline-words';

/** The timeline of an incident, the newest first: a person who comes back looks for that. */
@Component({
  selector: 'app-incident-timeline',
  imports: [Ago],
  template: `
    <ol reversed>
      @for (entry of entries(); track entry.key) {
        <li [attr.data-tone]="entry.tone">
          <p class="head">
            <span class="title">{{ entry.title }}</span>
            <span class="small">{{ entry.instant }} · <app-ago [at]="entry.at" /></span>
          </p>
          @if (entry.detail) {
            <p class="detail minor">{{ entry.detail }}</p>
          }
          @if (entry.note) {
            <p class="note">{{ entry.note }}</p>
          }
        </li>
      }
    </ol>
    @if (incident().omitted > 0) {
      <p class="omitted small">{{ words.say('incidents.detail.omitted', { count: incident().omitted }) }}</p>
    }
  `,
  styleUrl: 'incident-timeline.scss',
})
export class IncidentTimeline {
  readonly incident = input.required<Pick<Incident, 'service' | 'timeline' | 'omitted'>>();

  protected readonly words = inject(Words);

  protected readonly entries = computed(() =>
    this.incident()
      .timeline.map((entry, index) => ({
        ...happeningOf(entry, this.incident().service, this.words),
        // The same may happen twice at one moment, and the middle of a long timeline goes.
        key: `${entry.at} ${entry.kind} ${index}`,
        at: entry.at,
        instant: this.words.instant(entry.at),
      }))
      .reverse(),
  );
}
