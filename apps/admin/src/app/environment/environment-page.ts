import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, resource } from '@angular/core';
import { Dashboard, type EnvironmentId, isUnobserved } from '@envscope/contracts/index.js';
import { API } from '../api/api';
import { lastValue } from '../resources/last-value';
import { ProblemNotice } from '../resources/problem-notice';
import { Configuration } from '../configuration/configuration';
import { Words } from '../language/words';
import { Ago } from '../live/ago';
import { cardView, loadView } from '../services/loaded-views';
import { LatestChecks } from '../live/readings/latest-checks';
import { reloadOnEvents } from '../live/reload-on-events';
import { NotFoundPage } from '../ui/layout/not-found-page';
import { CurrentUnhealthy } from '../unhealthy/current-unhealthy';
import { UnhealthyList } from '../unhealthy/unhealthy-list';
import { inTurns } from '../ui/layout/in-turns';
import { titlePage } from '../ui/layout/page-title';
import { Skeleton } from '../ui/layout/skeleton';
import { StatusMark } from '../ui/badges/status-mark';
import { CheckNow } from '../checks/check-now';
import { byLayer, firstOf } from './layers';
import { ServiceCard } from './service-card';

/** One environment: a card for each service, in layers from what the world sees down to what all stands on. */
@Component({
  selector: 'app-environment-page',
  imports: [Ago, CheckNow, NotFoundPage, ProblemNotice, ServiceCard, Skeleton, StatusMark, UnhealthyList],
  templateUrl: 'environment-page.html',
  styleUrl: 'environment-page.scss',
})
export class EnvironmentPage {
  /** From the address. */
  readonly environment = input.required<EnvironmentId>();

  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);
  protected readonly checks = inject(LatestChecks);

  protected readonly config = computed(() => this.configuration.environment(this.environment()));

  protected readonly resource = httpResource(
    () => (this.config() ? API.dashboard(this.environment()) : undefined),
    {
      parse: (value) => Dashboard.parse(value),
    },
  );

  private readonly read = lastValue(this.resource);

  /** What the cards show. They come with it at once, so that none grows after the others stand. */
  private readonly views = resource({
    params: () => this.config()?.services.map(({ service }) => cardView(service)),
    // A card says by itself that its view could not be loaded.
    loader: ({ params: loads }) => Promise.allSettled(loads.map(loadView)),
  });

  protected readonly dashboard = computed(() => (this.views.hasValue() ? this.read() : undefined));
  protected readonly isLoading = computed(() => this.resource.isLoading() || this.views.isLoading());

  protected readonly unhealthy = inject(CurrentUnhealthy);
  protected readonly isKnown = this.unhealthy.isKnown;

  protected readonly status = computed(
    () => this.unhealthy.statuses().get(this.environment()) ?? this.dashboard()?.status ?? 'unknown',
  );

  protected readonly paint = computed(() => this.configuration.paintOf(this.environment()));
  protected readonly name = computed(() => this.configuration.nameOf(this.environment()));

  protected readonly layers = computed(() =>
    byLayer(this.config()?.services ?? [], this.configuration.config()?.services ?? []),
  );

  private readonly turns = inTurns(() =>
    this.dashboard() && this.isKnown() ? (this.config()?.services.length ?? 0) : 0,
  );
  /** From top to bottom, so that nothing moves that is there. */
  protected readonly drawn = computed(() => firstOf(this.layers(), this.turns()));
  protected readonly hasApplication = computed(() =>
    this.layers().some(({ layer }) => layer === 'application'),
  );

  protected readonly cards = computed(
    () =>
      new Map(
        this.dashboard()?.services.map((card) => [card.service, this.checks.dated(this.environment(), card)]),
      ),
  );

  protected readonly summary = computed(() => {
    const services = this.dashboard()?.services ?? [];
    const count = this.unhealthy
      .items()
      .filter(({ environment }) => environment === this.environment()).length;
    if (count > 0) return this.words.say('shell.environment.summaryWrong', { count });
    const unseen = services.filter(isUnobserved).length;
    if (unseen > 0) return this.words.say('shell.environment.summaryUnobserved', { count: unseen });
    // Not checked yet is no problem, but it is not well either.
    if (this.dashboard()?.status === 'unknown') return this.words.say('shell.card.waiting');
    const isWell = services.some(({ status }) => status === 'up');
    return this.words.say(isWell ? 'shell.environment.summaryWell' : 'shell.environment.summaryIdle');
  });

  constructor() {
    reloadOnEvents(this.resource, ({ environment }) => environment === this.environment());
    titlePage(
      () => this.name(),
      () => this.unhealthy.statuses().get(this.environment()),
    );
  }
}
