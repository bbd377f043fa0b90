import { NgComponentOutlet } from '@angular/common';
import { Component, computed, inject, input, reflectComponentType, resource } from '@angular/core';
import type { EnvironmentId, ServiceCard, ServiceConfig, ServiceDetail } from '@envscope/contracts/index.js';
import { Words } from '../language/words';
import { Ago } from '../live/ago';
import { Icon } from '../ui/badges/icon';
import { Skeleton } from '../ui/layout/skeleton';
import { NoSnapshot } from './no-snapshot';
import { readSnapshot } from './read-snapshot';
import { SERVICE_VIEWS } from './service-views';

/** Shows what only this service shows on a card or a page, or why it cannot be shown. */
@Component({
  selector: 'app-service-view',
  imports: [Ago, Icon, NgComponentOutlet, NoSnapshot, Skeleton],
  template: `
    @if (view.error()) {
      <p class="muted" role="alert">
        {{ words.say('shell.problem.chunk') }}
        <button type="button" (click)="view.reload()">{{ words.say('shell.problem.retry') }}</button>
      </p>
    } @else if (view.hasValue()) {
      @if (isUnread()) {
        <app-no-snapshot [isMismatch]="read()?.isMismatch ?? false" />
      }
      @if (!isUnread() || (detail() && declared()?.hasDetailAlways)) {
        @if (lastKnownAt(); as at) {
          <p class="dated">
            <app-icon name="clock" />{{ words.say('services.lastKnown') }} · <app-ago [at]="at" />
          </p>
        }
        <div [class.last-known]="lastKnownAt() !== null">
          <ng-container *ngComponentOutlet="view.value(); inputs: inputs()" />
        </div>
      }
    } @else {
      <app-skeleton [height]="card() ? '4rem' : '12rem'" />
    }
  `,
  styles: `
    :host,
    div {
      display: contents;
    }
    .dated {
      display: flex;
      align-items: center;
      gap: var(--space-1);
      color: var(--ink-muted);
      font-size: var(--text-s);
    }
    button {
      padding: 0;
      border: 0;
      background: none;
      color: var(--accent-ink);
      font: inherit;
      text-decoration: underline;
      cursor: pointer;
    }
  `,
})
export class ServiceViewOutlet {
  readonly config = input.required<ServiceConfig>();
  readonly environment = input.required<EnvironmentId>();
  /** Of the two the one whose view is shown. */
  readonly card = input<ServiceCard>();
  readonly detail = input<ServiceDetail>();

  protected readonly words = inject(Words);

  protected readonly declared = computed(() => SERVICE_VIEWS[this.config().service]);

  protected readonly view = resource({
    params: () => ({ views: this.declared(), isCard: this.card() !== undefined }),
    loader: async ({ params: { views, isCard } }) =>
      isCard
        ? ((await views?.card?.()) ?? (await import('./generic-card')).GenericCard)
        : ((await views?.detail()) ?? (await import('./generic-detail')).GenericDetail),
  });

  /** The snapshot as its service knows it; undefined where the view takes none. */
  protected readonly read = computed(() => {
    const schema = this.declared()?.schema;
    return schema && readSnapshot(schema, (this.card() ?? this.detail())?.snapshot ?? null);
  });
  protected readonly isUnread = computed(() => this.read()?.snapshot === null);

  /** When the figures were read, where the newest check brought none: during an outage they are what was known last. */
  protected readonly lastKnownAt = computed(() => {
    const { snapshotAt = null, observedAt = null } = this.card() ?? this.detail() ?? {};
    return snapshotAt !== null && observedAt !== null && snapshotAt < observedAt ? snapshotAt : null;
  });

  /** Those that the view declares. */
  protected readonly inputs = computed(() => {
    const given: Readonly<Record<string, unknown>> = {
      card: this.card(),
      detail: this.detail(),
      omitted: this.card()?.omitted,
      config: this.config(),
      environment: this.environment(),
      snapshot: this.read()?.snapshot,
    };
    const view = this.view.value();
    const names = (view && reflectComponentType(view))?.inputs.map(({ templateName }) => templateName) ?? [];
    return Object.fromEntries(names.map((name) => [name, given[name]]));
  });
}
