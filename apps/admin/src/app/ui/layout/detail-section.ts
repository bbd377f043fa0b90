import { Component, input } from '@angular/core';

/** One subject of a service's page, under its heading. */
@Component({
  selector: 'app-detail-section',
  template: `
    <section class="panel" [attr.aria-label]="heading()">
      <header>
        <h2>{{ heading() }}</h2>
        <ng-content select="[aside]" />
      </header>
      <ng-content />
    </section>
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2) var(--space-4);
    }
    h2 {
      font-size: var(--text-l);
    }
  `,
})
export class DetailSection {
  readonly heading = input.required<string>();
}
