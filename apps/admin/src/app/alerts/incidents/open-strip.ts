import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type EnvironmentId, stateOf } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { Icon } from '../../ui/badges/icon';
import { OpenIncidents } from './open-incidents';

/** Says how many incidents go on, and leads to them; nothing where there are none. */
@Component({
  selector: 'app-open-strip',
  imports: [Icon, RouterLink],
  template: `
    @if (text(); as text) {
      <a [class.calling]="open() > 0" [routerLink]="link().path" [queryParams]="link().query">
        <app-icon name="bell" />
        <span class="text">{{ text }}</span>
        <app-icon name="chevron" />
      </a>
    }
  `,
  styles: `
    :host(:not(:has(a))) {
      display: none;
    }
    a {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      padding: var(--space-2) var(--space-3);
      border: 1px solid var(--line);
      border-radius: var(--radius-2);
      background: var(--surface);
      color: var(--ink);
      font-size: var(--text-s);
    }
    a:hover {
      border-color: var(--line-strong);
      text-decoration: none;
    }
    .calling {
      border-color: color-mix(in srgb, var(--state-down) 40%, transparent);
      background: var(--state-down-tint);
      font-weight: 600;
    }
    .calling app-icon {
      color: var(--state-down-ink);
    }
    .text {
      flex: 1;
      min-inline-size: 0;
    }
  `,
})
export class OpenStrip {
  /** Just this one's; those of all of them without it. */
  readonly environment = input<EnvironmentId>();

  private readonly words = inject(Words);
  private readonly source = inject(OpenIncidents);

  private readonly incidents = computed(() => {
    const wanted = this.environment();
    return (this.source.incidents() ?? []).filter(
      ({ environment }) => wanted === undefined || environment === wanted,
    );
  });
  protected readonly open = computed(
    () => this.incidents().filter((incident) => stateOf(incident) === 'open').length,
  );

  protected readonly text = computed(() => {
    const open = this.open();
    const acknowledged = this.incidents().length - open;
    return [
      ...(open > 0 ? [this.words.say('shell.alerting.openCount', { count: open })] : []),
      ...(acknowledged > 0
        ? [this.words.say('shell.alerting.acknowledgedCount', { count: acknowledged })]
        : []),
    ].join(' · ');
  });

  /** A single incident is opened at once. */
  protected readonly link = computed(() => {
    const [first, ...others] = this.incidents();
    return first && others.length === 0
      ? { path: ['/incidents', first.id], query: {} }
      : { path: ['/incidents'], query: { environment: this.environment(), state: 'unresolved' } };
  });
}
