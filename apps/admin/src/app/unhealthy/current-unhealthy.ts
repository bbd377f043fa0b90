import { computed, inject, Injectable } from '@angular/core';
import {
  type CheckStatus,
  type EnvironmentId,
  isAboutService,
  noBetterThan,
  type ServiceKind,
  type UnhealthyItem,
  unhealthyOf,
  worstOf,
} from '@envscope/contracts/index.js';
import { OpenIncidents } from '../alerts/incidents/open-incidents';
import { Configuration } from '../configuration/configuration';
import { OverviewSource } from '../standings/overview-source';

/** What needs a person now, in all environments: the one list that pages show and count. */
@Injectable({ providedIn: 'root' })
export class CurrentUnhealthy {
  private readonly configuration = inject(Configuration);
  private readonly source = inject(OverviewSource);
  private readonly open = inject(OpenIncidents);

  /** Whether both were read that it is made of. Without incidents services alone have to do. */
  readonly isKnown = computed(
    () =>
      this.source.overview() !== undefined &&
      (this.open.incidents() !== undefined || this.open.resource.error() !== undefined),
  );

  readonly items = computed(() => {
    const overview = this.source.overview();
    if (overview === undefined) return [];
    const vital = new Set<ServiceKind>(
      this.configuration
        .config()
        ?.services.filter(({ isVital }) => isVital)
        .map(({ service }) => service),
    );
    return unhealthyOf({
      overview,
      incidents: this.open.incidents() ?? [],
      byWeight: this.configuration.byWeight().map(({ id }) => id),
      isVital: (service) => vital.has(service),
    });
  });

  /** How each environment stands. */
  readonly statuses = computed<ReadonlyMap<EnvironmentId, CheckStatus>>(
    () =>
      new Map(
        [...this.source.statuses()].map(([id, status]) => [id, noBetterThan(this.itemsOf(id), status)]),
      ),
  );

  /** The worst of them. */
  readonly worst = computed(() => worstOf(this.statuses().values()));

  /** How a service stands, by the same rule; undefined where nothing is known of it. */
  of(environment: EnvironmentId, service: ServiceKind): CheckStatus | undefined {
    const status = this.source.of(environment, service);
    const items = this.itemsOf(environment).filter((item) => isAboutService(item, service));
    return status && noBetterThan(items, status);
  }

  private itemsOf(wanted: EnvironmentId): UnhealthyItem[] {
    return this.items().filter(({ environment }) => environment === wanted);
  }
}
