import { computed, inject, Injectable } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, type Params, PRIMARY_OUTLET, Router } from '@angular/router';
import type { EnvironmentId } from '@envscope/contracts/index.js';
import { filter, map } from 'rxjs';
import { Address } from '../resources/address';

/** Where a link leads. */
export interface EnvironmentLink {
  readonly commands: readonly string[];
  readonly queryParams: Params;
}

/** The service's page that is open. */
interface Place {
  readonly environment: EnvironmentId;
  readonly service: string;
}

/**
 * Leads to environments. From a service's page it leads to that service in the other environment, with all that was
 * chosen there; to the environment itself from everywhere else, and to the one whose service is looked at.
 */
@Injectable({ providedIn: 'root' })
export class EnvironmentLinks {
  private readonly router = inject(Router);
  private readonly address = inject(Address);

  private readonly place = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(({ urlAfterRedirects }) => this.placeOf(urlAfterRedirects)),
    ),
    { initialValue: this.placeOf(this.router.url) },
  );

  /** Of any environment, to be called where signals are followed. */
  readonly to = computed(() => {
    const place = this.place();
    const queryParams = this.address.query();
    return (environment: EnvironmentId): EnvironmentLink =>
      place === null || place.environment === environment
        ? { commands: ['/environments', environment], queryParams: {} }
        : { commands: ['/environments', environment, 'services', place.service], queryParams };
  });

  private placeOf(url: string): Place | null {
    const { root } = this.router.parseUrl(url);
    const [head, environment, part, service] = (root.children[PRIMARY_OUTLET]?.segments ?? []).map(
      ({ path }) => path,
    );
    const isService = head === 'environments' && part === 'services';
    return isService && environment !== undefined && service !== undefined ? { environment, service } : null;
  }
}
