import { effect, inject, signal } from '@angular/core';
import type { AlertEvent, ObservationEvent } from '@envscope/contracts/index.js';
import { LiveFeed, type News } from './live-feed';
import { Visibility } from './visibility';

/** What is read anew. */
export interface Reloadable {
  reload(): unknown;
  isLoading(): boolean;
}

/** Events come in bursts, one per service; one reading serves them all. */
export const BURST_MS = 400;

/** Reads a resource again when a service that concerns it was checked. */
export function reloadOnEvents(
  resource: Reloadable,
  concerns: (observation: ObservationEvent) => boolean,
): void {
  reloadOnNews(resource, (news) => news.kind === 'observation' && concerns(news.observation));
}

/** Reads a resource anew when something of the alerts that concerns it has changed. */
export function reloadOnAlerts(resource: Reloadable, concerns: (alert: AlertEvent) => boolean): void {
  reloadOnNews(resource, (news) => news.kind === 'alert' && concerns(news.alert));
}

/**
 * Reads a resource anew soon after news that concern it: never while the tab is hidden, while updates are paused, or while it
 * is being read. What came meanwhile is caught up with afterwards.
 */
function reloadOnNews(resource: Reloadable, concerns: (news: News) => boolean): void {
  const feed = inject(LiveFeed);
  const visibility = inject(Visibility);
  const isDue = signal(false);

  // In an effect, which waits for the first change detection: inputs that `concerns` reads are not set before it.
  effect((onCleanup) => {
    const subscription = feed.news.subscribe((news) => {
      if (news.kind === 'reset' || concerns(news)) isDue.set(true);
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
