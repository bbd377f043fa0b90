import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { DEFAULT_TARGET, type EnvironmentId, ServiceDetail, ServiceKind } from '@envscope/contracts/index.js';
import { keyOfState } from '@envscope/texts/state-word.js';
import { API } from '../api/api';
import { counterpartOf } from '../compare/compared-environments';
import { Address, type Query } from '../resources/address';
import { lastValue } from '../resources/last-value';
import { ProblemNotice } from '../resources/problem-notice';
import { Configuration } from '../configuration/configuration';
import { Attention } from '../environment/attention';
import { CheckNow } from '../checks/check-now';
import { RecoveringMark } from '../environment/recovering-mark';
import { ServiceMarks } from '../environment/service-marks';
import { Unconfigured } from '../environment/unconfigured';
import { Words } from '../language/words';
import { Ago } from '../live/ago';
import { Lasting } from '../live/lasting';
import { detailView, loadView } from '../services/loaded-views';
import { LatestChecks } from '../live/readings/latest-checks';
import { reloadOnEvents } from '../live/reload-on-events';
import { DetailSection } from '../ui/layout/detail-section';
import { ServiceViewOutlet } from '../services/service-view';
import { SilenceMark } from '../silences/silence-mark';
import { SilenceMenu } from '../silences/silence-menu';
import { CurrentUnhealthy } from '../unhealthy/current-unhealthy';
import { VendorLink } from '../ui/layout/vendor-link';
import { NotFoundPage } from '../ui/layout/not-found-page';
import { inTurns } from '../ui/layout/in-turns';
import { titlePage } from '../ui/layout/page-title';
import { Icon } from '../ui/badges/icon';
import { Skeleton } from '../ui/layout/skeleton';
import { StatusBadge } from '../ui/badges/status-badge';
import { History } from './history';
import { SettingsList } from './settings-list';

/** One service of one environment, whole: its state, its history, every result, and what only this service has. */
@Component({
  selector: 'app-service-page',
  imports: [
    Ago,
    Attention,
    CheckNow,
    DetailSection,
    History,
    Icon,
    Lasting,
    NotFoundPage,
    ProblemNotice,
    RecoveringMark,
    RouterLink,
    ServiceMarks,
    ServiceViewOutlet,
    SettingsList,
    SilenceMark,
    SilenceMenu,
    Skeleton,
    StatusBadge,
    Unconfigured,
    VendorLink,
  ],
  templateUrl: 'service-page.html',
  styleUrls: ['../../styles/page.scss', 'service-page.scss'],
})
export class ServicePage {
  /** From the address. */
  readonly environment = input.required<EnvironmentId>();
  readonly service = input.required<string>();

  protected readonly words = inject(Words);
  protected readonly keyOfState = keyOfState;
  private readonly configuration = inject(Configuration);
  private readonly address = inject(Address);
  private readonly checks = inject(LatestChecks);

  protected readonly environmentConfig = computed(() => this.configuration.environment(this.environment()));
  protected readonly config = computed(() => this.configuration.service(this.environment(), this.service()));

  protected readonly resource = httpResource(
    () => (this.config()?.isConfigured ? API.service(this.environment(), this.service()) : undefined),
    { parse: (value) => ServiceDetail.parse(value) },
  );

  /** What the page shows of just this service: it comes with it at once, so that nothing moves below it. */
  private readonly view = resource({
    params: () => {
      const kind = this.config()?.service;
      return kind && detailView(kind, true);
    },
    // The view says by itself that it could not be loaded.
    loader: ({ params: load }) => Promise.allSettled([loadView(load)]),
  });

  /** How the service stands; the heading says so before the rest of the page has come. */
  protected readonly detail = lastValue(this.resource);
  protected readonly isWhole = computed(() => this.detail() !== undefined && this.view.hasValue());
  protected readonly isLoading = computed(() => this.resource.isLoading() || this.view.isLoading());
  /** The history, what only this service has, its settings: from top to bottom, so that nothing moves that is there. */
  protected readonly turns = inTurns(() => (this.isWhole() ? 3 : 0));
  /** With the date of the newest check, which brings no other news. */
  protected readonly dated = computed(() => {
    const detail = this.detail();
    return detail && this.checks.dated(this.environment(), detail);
  });

  protected readonly paint = computed(() => this.configuration.paintOf(this.environment()));
  protected readonly environmentName = computed(() => this.configuration.nameOf(this.environment()));
  protected readonly name = computed(() => {
    const { data: kind } = ServiceKind.safeParse(this.service());
    return kind ? this.words.service(kind) : this.service();
  });

  protected readonly scope = computed(() => ({
    environment: this.environment(),
    service: this.config()?.service ?? null,
  }));
  protected readonly fullName = computed(() => `${this.name()}, ${this.environmentName()}`);

  private readonly unhealthy = inject(CurrentUnhealthy);
  /** How the service stands with its incidents. */
  protected readonly standing = computed(() => {
    const kind = this.config()?.service;
    return kind && this.unhealthy.of(this.environment(), kind);
  });

  /** A service with targets of its own says in its table why each is not up. */
  protected readonly hasTargets = computed(
    () => this.detail()?.results.some(({ target }) => target !== DEFAULT_TARGET) ?? false,
  );
  protected readonly attention = computed(() =>
    (this.detail()?.attention ?? []).filter(({ status }) => status !== 'unconfigured'),
  );

  /** Whom it is compared with first. */
  protected readonly counterpart = computed(() =>
    counterpartOf(this.configuration.environments(), this.environment(), this.service()),
  );

  constructor() {
    reloadOnEvents(
      this.resource,
      ({ environment, service }) => environment === this.environment() && service === this.service(),
    );
    titlePage(
      () => `${this.name()} · ${this.environmentName()}`,
      () => this.standing(),
    );
  }

  /** What the comparison's address has: the same time and figure, and both environments. */
  protected compared(other: EnvironmentId): Query {
    return { ...this.address.query(), environments: `${this.environment()},${other}` };
  }
}
