import { Component, computed, inject, input } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import type { Incident } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Icon } from '../../ui/badges/icon';

/** Why there may be no notifications: the incident is muted, or flapping. */
@Component({
  selector: 'app-incident-marks',
  imports: [Icon, MatTooltip],
  template: `
    @for (mark of marks(); track mark.icon) {
      <span class="chip" [matTooltip]="mark.note">
        <app-icon [name]="mark.icon" />{{ mark.word }}<span class="visually-hidden">: {{ mark.note }}</span>
      </span>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
    .chip {
      border-style: dashed;
    }
  `,
})
export class IncidentMarks {
  readonly incident = input.required<Pick<Incident, 'mutedBy' | 'isFlapping' | 'resolvedAt'>>();

  private readonly words = inject(Words);

  protected readonly marks = computed(() => {
    const { mutedBy, isFlapping, resolvedAt } = this.incident();
    return [
      ...(mutedBy !== null && resolvedAt === null ? [this.mark('muted')] : []),
      ...(isFlapping ? [this.mark('flapping')] : []),
    ];
  });

  private mark(icon: 'muted' | 'flapping') {
    return {
      icon,
      word: this.words.say(`incidents.mark.${icon}`),
      note: this.words.say(`incidents.mark.${icon}Note`),
    };
  }
}
