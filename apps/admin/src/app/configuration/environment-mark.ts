import { Component, computed, inject, input } from '@angular/core';
import type { EnvironmentId } from '@envscope/contracts/index.js';
import { Configuration } from './configuration';

/** An environment by its colour and its name; by its key where the console does not know it any more. */
@Component({
  selector: 'app-environment-mark',
  template: `
    <span class="swatch" aria-hidden="true" [style.--environment]="paint()"></span>
    <span class="name">{{ name() }}</span>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 0.4em;
      white-space: nowrap;
    }
    /* It, not the swatch, stands on the line of the words around. */
    .name {
      align-self: baseline;
    }
  `,
})
export class EnvironmentMark {
  readonly environment = input.required<EnvironmentId>();

  private readonly configuration = inject(Configuration);

  protected readonly paint = computed(() => this.configuration.paintOf(this.environment()));
  protected readonly name = computed(() => this.configuration.nameOf(this.environment()));
}
