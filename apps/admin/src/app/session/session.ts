import { httpResource } from '@angular/common/http';
import { computed, Injectable, signal } from '@angular/core';
import { grantsHold, type Permission, SessionView } from '@envscope/contracts/index.js';
import { API } from '../api/api';
import { lastValue } from '../resources/last-value';
import type { Place } from './place';

/** Who is signed in, and what the API lets them do. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly isBegun = signal(false);
  private readonly resource = httpResource(() => (this.isBegun() ? API.session : undefined), {
    parse: (value) => SessionView.parse(value),
  });

  /** What the API last said; undefined until it has. */
  readonly view = lastValue(this.resource);
  readonly person = computed(() => this.view()?.person ?? null);

  /** Asks who is signed in, which the console does as it is opened. */
  begin(): void {
    this.isBegun.set(true);
  }

  /** Asks anew: it may be over, or the person may have other roles. */
  reload(): void {
    this.resource.reload();
  }

  /** Whether the API would do it. Until it has said who is signed in, it may. */
  may(permission: Permission, place: Place): boolean {
    const grants = this.view()?.grants;
    if (grants === undefined) return true;
    if (place === undefined)
      return grants.some(({ environment }) => grantsHold(grants, permission, environment));
    if (place === null || typeof place === 'string') return grantsHold(grants, permission, place);
    return place.every((environment) => grantsHold(grants, permission, environment));
  }
}
