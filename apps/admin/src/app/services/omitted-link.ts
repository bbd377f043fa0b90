import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { EnvironmentId, ServiceKind } from '@envscope/contracts/index.js';
import { Words } from '../language/words';

/** Says how many entries of a list a card leaves out, and leads to the page that has them all. */
@Component({
  selector: 'app-omitted-link',
  imports: [RouterLink],
  template: `
    @if (count() > 0) {
      <a [routerLink]="['/environments', environment(), 'services', service()]">
        {{ words.say('services.omitted', { count: count() }) }}
      </a>
    }
  `,
  styles: `
    a {
      font-size: var(--text-xs);
    }
  `,
})
export class OmittedLink {
  readonly count = input.required<number>();
  readonly environment = input.required<EnvironmentId>();
  readonly service = input.required<ServiceKind>();

  protected readonly words = inject(Words);
}
