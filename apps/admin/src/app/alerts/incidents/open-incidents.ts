import { httpResource } from '@angular/common/http';
import { computed, Injectable } from '@angular/core';
import { IncidentPage } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { lastValue } from '../../resources/last-value';
import { reloadOnAlerts } from '../../live/reload-on-events';

/** So many are named one by one; `counts` has all of them. */
const MOST_NAMED = 100;

/** The incidents that are not over, in all environments, as they stand now. */
@Injectable({ providedIn: 'root' })
export class OpenIncidents {
  readonly resource = httpResource(
    () => ({ url: API.incidents, params: { state: 'unresolved', limit: MOST_NAMED } }),
    { parse: (value) => IncidentPage.parse(value) },
  );
  private readonly page = lastValue(this.resource);

  /** Newest first; undefined until they were read. */
  readonly incidents = computed(() => this.page()?.incidents);

  /** How many there are: all of them, not only those that are named. */
  readonly counts = computed(() => this.page()?.unresolved ?? { open: 0, acknowledged: 0 });

  /** How many nobody has acknowledged yet. */
  readonly unacknowledged = computed(() => this.counts().open);

  constructor() {
    reloadOnAlerts(this.resource, ({ topic }) => topic === 'incidents');
  }
}
