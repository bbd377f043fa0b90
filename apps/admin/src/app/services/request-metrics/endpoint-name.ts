import { Component, computed, input } from '@angular/core';

/** A recorded endpoint, `GET:/api/orders/:id`, as method and route. */
@Component({
  selector: 'app-endpoint-name',
  template: `
    @if (method(); as method) {
      <span class="method">{{ method }}</span>
    }
    <span class="route">{{ route() }}</span>
  `,
  styles: `
    :host {
      overflow-wrap: anywhere;
    }
    .method {
      margin-inline-end: var(--space-1);
      color: var(--ink-muted);
      font: 600 var(--text-2xs) / 1 var(--font-mono);
    }
    .route {
      font-family: var(--font-mono);
      font-size: 0.94em;
    }
  `,
})
export class EndpointName {
  readonly endpoint = input.required<string>();

  protected readonly method = computed(() => /^([A-Z]{3,10}):/.exec(this.endpoint())?.[1] ?? null);
  protected readonly route = computed(() => this.endpoint().replace(/^[A-Z]{3,10}:/, ''));
}
