import { inject, Injectable, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { EnvironmentId, ServiceState } from '@envscope/contracts/index.js';
import { LiveFeed } from '../live-feed';

/** When each service was checked last and found as it was, so that pages know without reading anything anew. */
@Injectable({ providedIn: 'root' })
export class LatestChecks {
  private readonly times = signal<ReadonlyMap<string, string>>(new Map());
  /** So that a state stays the same object until it is checked again. */
  private readonly made = new WeakMap<object, { readonly observedAt: string }>();

  constructor() {
    const feed = inject(LiveFeed);
    feed.news.pipe(takeUntilDestroyed()).subscribe((news) => {
      if (news.kind !== 'observation' || news.observation.hasChanged || feed.isPaused()) return;
      const { environment, service, observedAt } = news.observation;
      this.times.update((times) => new Map(times).set(`${environment} ${service}`, observedAt));
    });
  }

  /** When something of what was read at a moment was checked last, of one environment or of all: not before that moment. */
  newest(readAt: string, environment?: EnvironmentId): string {
    let newest = readAt;
    for (const [key, at] of this.times()) {
      const concerns = environment === undefined || key.startsWith(`${environment} `);
      if (concerns && at > newest) newest = at;
    }
    return newest;
  }

  /** A state as it was read, dated by the newest check that found it unchanged. */
  dated<T extends Pick<ServiceState, 'service' | 'observedAt' | 'snapshotAt' | 'isStale'>>(
    environment: EnvironmentId,
    state: T,
  ): T {
    const at = this.times().get(`${environment} ${state.service}`);
    const { observedAt, snapshotAt } = state;
    if (at === undefined || observedAt === null || at <= observedAt) return state;
    // A snapshot that the check brought before came again; one from before an outage did not.
    const made = this.made.get(state);
    if (made?.observedAt === at) return made as T & typeof made;
    const again = snapshotAt === observedAt ? at : snapshotAt;
    const dated = { ...state, observedAt: at, snapshotAt: again, isStale: false };
    this.made.set(state, dated);
    return dated;
  }
}
