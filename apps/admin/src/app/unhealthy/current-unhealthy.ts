import { computed, inject, Injectable } from '@angular/core';
import type { ServiceKind } from '@envscope/contracts/index.js';
import { OpenIncidents } from '../alerts/incidents/open-incidents';
import { Configuration } from '../configuration/configuration';
import { OverviewSource } from '../standings/overview-source';
import { unhealthyOf } from './unhealthy';

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
}
