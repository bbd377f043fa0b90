import { NgComponentOutlet } from '@angular/common';
import { Component, computed, inject, input, reflectComponentType, resource } from '@angular/core';
import type { EnvironmentId, ServiceCard, ServiceConfig, ServiceDetail } from '@envscope/contracts/index.js';
import { Words } from '../language/words';
import { Ago } from '../live/ago';
import { Icon } from '../ui/badges/icon';
import { Notice } from '../ui/layout/notice';
import { Skeleton } from '../ui/layout/skeleton';
import { cardView, detailView, loadedView, loadView } from './loaded-views';
import { SERVICE_VIEWS } from './service-views';

/** Shows what only this service shows on a card or a page, or why it cannot be shown. */
@Component({
  selector: 'app-service-view',
  imports: [Ago, Icon, NgComponentOutlet, Notice, Skeleton],
  template: `
    @if (view.error()) {
      <p class="muted" role="alert">
        {{ words.say('shell.problem.chunk') }}
        <button type="button" (click)="view.reload()">{{ words.say('shell.problem.retry') }}</button>
      </p>
    } @else if (shown(); as component) {
      @if (isMismatch()) {
        <app-notice tone="warning">
          <strong>{{ words.say('services.mismatch.title') }}</strong>
          <p>{{ words.say('services.mismatch.text') }}</p>
        </app-notice>
      } @else if (isUnread()) {
        <p class="muted">{{ words.say('services.missing') }}</p>
      }
      @if (!isUnread() || detail()) {
        @if (lastKnownAt(); as at) {
          <p class="dated">
            <app-icon name="clock" />{{ words.say('services.lastKnown') }} · <app-ago [at]="at" />
          </p>
        }
        <div [class.last-known]="lastKnownAt() !== null">
          <ng-container *ngComponentOutlet="component; inputs: inputs()" />
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
    strong {
      font-weight: 600;
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

  /** The snapshot as its service knows it, null where there is none or one of another shape; undefined where none is needed. */
  protected readonly snapshot = computed(() => {
    const schema = this.declared()?.schema;
    return schema && (schema.safeParse((this.card() ?? this.detail())?.snapshot).data ?? null);
  });
  protected readonly isUnread = computed(() => this.snapshot() === null);
  /** The server knows a shape that this console does not. */
  protected readonly isMismatch = computed(
    () => this.isUnread() && (this.card() ?? this.detail())?.snapshot !== null,
  );

  /** One and the same while figures change, so that the view stays as it is. Without details a page still has its results. */
  private readonly load = computed(() => {
    const { service } = this.config();
    return this.card() ? cardView(service) : detailView(service, !this.isUnread());
  });
  protected readonly view = resource({
    params: () => this.load(),
    loader: ({ params: load }) => loadView(load),
  });
  /** At once where it is there already. */
  protected readonly shown = computed(
    () => loadedView(this.load()) ?? (this.view.hasValue() ? this.view.value() : undefined),
  );

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
      snapshot: this.snapshot(),
    };
    const view = this.shown();
    const names = (view && reflectComponentType(view))?.inputs.map(({ templateName }) => templateName) ?? [];
    return Object.fromEntries(names.map((name) => [name, given[name]]));
  });
}
