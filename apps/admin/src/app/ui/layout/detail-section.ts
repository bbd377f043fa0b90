import { Component, input } from '@angular/core';

/** One subject of a service's page, under its heading. */
@Component({
  selector: 'app-detail-section',
  template: `
    <section [attr.aria-label]="heading()">
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
    section {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-4);
      padding: var(--space-4);
      border: 1px solid var(--line);
      border-radius: var(--radius-3);
      background: var(--surface);
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
