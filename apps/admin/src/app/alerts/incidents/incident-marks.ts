import { Component, computed, inject, input } from '@angular/core';
import type { Incident } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { SilenceMark } from '../../silences/silence-mark';
import { scopeOfIncident } from '../../silences/silence-scope';
import { Icon } from '../../ui/badges/icon';
import { Tip } from '../../ui/badges/tip';

/** Why there may be no notifications: the incident is muted, or flapping. */
@Component({
  selector: 'app-incident-marks',
  imports: [Icon, SilenceMark, Tip],
  template: `
    @if (incident().resolvedAt === null) {
      <app-silence-mark [scope]="scope()" [mutedBy]="incident().mutedBy" />
    }
    @if (incident().isFlapping) {
      <span class="chip" [appTip]="words.say('incidents.mark.flappingNote')">
        <app-icon name="flapping" />{{ words.say('incidents.mark.flapping')
        }}<span class="visually-hidden">: {{ words.say('incidents.mark.flappingNote') }}</span>
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
  readonly incident =
    input.required<Pick<Incident, 'id' | 'environment' | 'mutedBy' | 'isFlapping' | 'resolvedAt'>>();

  protected readonly words = inject(Words);

  protected readonly scope = computed(() => scopeOfIncident(this.incident()));
}
