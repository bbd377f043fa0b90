import { effect, inject, signal } from '@angular/core';
import type { ObservationEvent } from '@envscope/contracts/index.js';
import { LiveFeed } from './live-feed';
import { Visibility } from './visibility';

/** What is read anew. */
export interface Reloadable {
  reload(): unknown;
  isLoading(): boolean;
}

/** Events come in bursts, one per service; one reading serves them all. */
export const BURST_MS = 400;

/**
 * Reads a resource anew when an event that concerns it has come, soon after: never while nobody looks, while updates are
 * paused, or while it is being read. What came meanwhile is caught up with afterwards.
 */
export function reloadOnEvents(
  resource: Reloadable,
  concerns: (observation: ObservationEvent) => boolean,
): void {
  const feed = inject(LiveFeed);
  const visibility = inject(Visibility);
  const isDue = signal(false);

  // In an effect, which waits for the first change detection: inputs that `concerns` reads are not set before it.
  effect((onCleanup) => {
    const subscription = feed.news.subscribe((news) => {
      if (news.kind === 'reset' || concerns(news.observation)) isDue.set(true);
    });
    onCleanup(() => subscription.unsubscribe());
  });
  effect((onCleanup) => {
    if (!isDue() || feed.isPaused() || !visibility.isVisible() || resource.isLoading()) return;
    const timer = setTimeout(() => {
      isDue.set(false);
      resource.reload();
    }, BURST_MS);
    onCleanup(() => clearTimeout(timer));
  });
}
