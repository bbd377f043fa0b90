import { effect, inject, signal } from '@angular/core';
import type { AlertEvent, ObservationEvent } from '@envscope/contracts/index.js';
import { LiveFeed, type News } from './live-feed';
import { SpareReadings } from './readings/spare-readings';
import { Visibility } from './visibility';

/** What is read anew. */
export interface Reloadable {
  reload(): unknown;
  isLoading(): boolean;
  /** Why the last reading failed; undefined where it did not. */
  error(): unknown;
}

/** Events come in bursts, one per service; one reading serves them all. */
export const BURST_MS = 400;

/**
 * Reads a resource anew when a service that concerns it has changed, and once in a while, for newer figures, where it was checked
 * and has not.
 */
export function reloadOnEvents(
  resource: Reloadable,
  concerns: (observation: ObservationEvent) => boolean,
): void {
  reloadOnNews(resource, (news) => news.kind === 'observation' && concerns(news.observation));
}

/** Reads a resource without figures anew when a service that concerns it has changed, and never where it was only checked. */
export function reloadOnChanges(
  resource: Reloadable,
  concerns: (observation: ObservationEvent) => boolean,
): void {
  reloadOnNews(
    resource,
    (news) => news.kind === 'observation' && isChange(news) && concerns(news.observation),
  );
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
  const spare = inject(SpareReadings);
  const isDue = signal(false);
  const isDated = signal(false);

  // In an effect, which waits for the first change detection: inputs that `concerns` reads are not set before it.
  effect((onCleanup) => {
    const subscription = feed.news.subscribe((news) => {
      if (news.kind !== 'reset' && !concerns(news)) return;
      // What could not be read is tried again with the next news, whatever they are.
      if (isChange(news) || resource.error() !== undefined) isDue.set(true);
      else isDated.set(true);
    });
    onCleanup(() => subscription.unsubscribe());
  });
  effect((onCleanup) => {
    if (!isDue() || feed.isPaused() || !visibility.isVisible() || resource.isLoading()) return;
    const timer = setTimeout(() => {
      isDue.set(false);
      isDated.set(false);
      resource.reload();
    }, BURST_MS);
    onCleanup(() => clearTimeout(timer));
  });
  effect((onCleanup) => {
    if (!isDated() || isDue() || feed.isPaused() || !visibility.isVisible() || resource.isLoading()) return;
    onCleanup(
      spare.wait(() => {
        isDated.set(false);
        resource.reload();
      }),
    );
  });
}

/** Whether news are of more than newer figures. */
function isChange(news: News): boolean {
  return (
    news.kind !== 'observation' || news.observation.hasChanged || news.observation.requested !== undefined
  );
}
